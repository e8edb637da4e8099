/**
 * Power limits over time, the orders that carry them, and the sinks that obey them. This is the vocabulary between
 * whoever decides how much a site may draw and whoever makes it so; it knows nothing of where limits come from.
 *
 * <h2>Three layers of words</h2>
 *
 * <p><b>Amounts.</b> {@link com.betterfleet.envelope.Power} is exact and never negative;
 * {@link com.betterfleet.envelope.Direction} says which way it flows; a {@link com.betterfleet.envelope.Limit} is so much
 * power or, explicitly, unlimited. Zero, absent and unlimited are three different things and never share a
 * representation: absence is an empty {@code Optional} or a gap.
 *
 * <p><b>Time.</b> A {@link com.betterfleet.envelope.TimeInterval} is half-open and never empty. A
 * {@link com.betterfleet.envelope.Timeline} is what is known: it has gaps. An
 * {@link com.betterfleet.envelope.OperatingEnvelope} is what rules: it has an answer for every instant, together with the
 * {@link com.betterfleet.envelope.Mode} and the reason.
 *
 * <p><b>Obedience.</b> A {@link com.betterfleet.envelope.LimitOrder} tells a
 * {@link com.betterfleet.envelope.ManagedScope} what to obey until its lease ends and what to take by itself then. An
 * {@link com.betterfleet.envelope.EnvelopeSink} answers with an {@link com.betterfleet.envelope.Outcome}.
 *
 * <h2>Two heights for a host</h2>
 *
 * <p>Most hosts implement {@link com.betterfleet.envelope.CircuitWriter}, five blocking methods over their own table of
 * circuits, and wrap it in a {@link com.betterfleet.envelope.CircuitEnvelopeSink}. A host that wants to decide about
 * threads or knows no circuits implements {@link com.betterfleet.envelope.EnvelopeSink}. Either way the host says who
 * enforces the lease when nobody calls any more: the circuit itself, or a
 * {@link com.betterfleet.envelope.LeaseWatchdog} that runs elsewhere.
 *
 * <p>Apart from the sink and the watchdog everything here is an immutable value: no clock, no input or output, no
 * threads.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.envelope;

import javax.annotation.ParametersAreNonnullByDefault;
