/**
 * From what the utility has said to what the site may draw, and the loop that sees to it.
 *
 * <p>The {@link com.betterfleet.oscp.limit.LimitMachine} is the only door: {@code (record, input, context)} goes in, a new
 * {@link com.betterfleet.oscp.limit.LimitRecord}, effects and a verdict come out. It reads no clock, draws no random
 * number and calls nobody; whoever runs it commits the record first and then carries out the effects.
 *
 * <p>Inside a step the books of forecasts become an operating envelope: the mode table says on what grounds each instant
 * stands (LIVE, UNCOVERED, FALLBACK), the ruling fallback says what holds where the utility is silent or cannot be heard,
 * a protective zero rules over both, and the site limit is over everything
 * ({@link com.betterfleet.oscp.limit.Envelopes}). From the envelope come orders with a lease and an {@code afterwards},
 * one sink call at a time, confirmed only by what is read back.
 *
 * <p>{@link com.betterfleet.oscp.limit.Explainer} tells why a limit is what it is, for any instant.
 *
 * <p>Everything here is an immutable value or a pure function of its arguments, and therefore thread-safe.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.limit;

import javax.annotation.ParametersAreNonnullByDefault;
