/**
 * The wire of a simulation: real HTTP on the loopback interface, one exchange at a time, over a line that can be cut.
 *
 * <p>A {@link com.betterfleet.oscp.testkit.wire.LoopbackNetwork} knows which logical authority ({@code derms.example}) listens on which local
 * port, so that configured URLs stay the same from run to run, and makes every call on the driver's thread of
 * {@link com.betterfleet.oscp.testkit.time.VirtualTime}, in the order in which they were asked for. While the driver waits for an answer only
 * the one server handler works, and the driver goes on only when that handler has returned: nothing ever happens at the same time as
 * something else. A handler must therefore answer on the thread that called it, and must be wrapped by
 * {@link com.betterfleet.oscp.testkit.wire.LoopbackNetwork#tracked}.
 *
 * <p>A call takes no virtual time, except one that times out, which takes its own timeout.
 *
 * <pre>{@code
 * LoopbackNetwork network = new LoopbackNetwork(time);
 * network.listen(exchange -> log.write(exchange));
 * network.serve("derms.example", "/oscp/cp/2.0", capacityProvider);
 * Line line = new Line();
 * RawSender fromFp = network.caller("fp", fpProcess, line.towardsCp());
 * RawSender fromCp = network.caller("cp", cpProcess, line.towardsFp());
 * line.cut();                                  // both ways
 * }</pre>
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.wire;

import javax.annotation.ParametersAreNonnullByDefault;
