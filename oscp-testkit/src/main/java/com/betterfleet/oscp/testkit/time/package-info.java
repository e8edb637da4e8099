/**
 * Virtual time for a whole simulation: one clock, one queue, one thread.
 *
 * <p>A simulation that must give the same journal byte for byte for the same seed cannot leave anything to the machine's scheduler. Here
 * everything that happens later is a task in one {@link com.betterfleet.oscp.testkit.time.VirtualTime}, ordered by due time and then by the
 * order of submission, and run by the thread that calls {@code run}: the <em>driver</em>. Time moves only when nothing is due and nothing is
 * in flight, and then it jumps straight to the next due task, so a day takes seconds.
 *
 * <p>Whatever lives in the simulation gets a {@link com.betterfleet.oscp.testkit.time.VirtualProcess}, which is an ordinary
 * {@link java.util.concurrent.ScheduledExecutorService} to the code under test, and which can be killed as a crash would kill it.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-01T00:00:00Z"));
 * VirtualProcess fp = time.process("fp");
 * fp.scheduleAtFixedRate(() -> beat(), 0, 30, TimeUnit.SECONDS);
 * time.runUntil(Instant.parse("2026-03-01T12:00:00Z"));
 * fp.kill();                                   // nothing of it ever runs again
 * }</pre>
 *
 * <p>Work that is not a task but a queue of its own (calls waiting to be made, say) registers as an
 * {@link com.betterfleet.oscp.testkit.time.InFlight} source, which the driver empties before it lets time pass. Code under test must take its
 * time from here: {@code CompletableFuture.orTimeout} and its like use the machine's clock and break the lock-step.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.time;

import javax.annotation.ParametersAreNonnullByDefault;
