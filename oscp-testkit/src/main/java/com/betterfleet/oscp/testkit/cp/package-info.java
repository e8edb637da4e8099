/**
 * A simulated OSCP 2.0 Capacity Provider: the independent witness of a simulation.
 *
 * <p>It shares nothing with the Flexibility Provider that it judges: its JSON is put together by hand, what it receives is read by its own
 * small reader, and its view of the link is its own. It knows no partner; a {@link com.betterfleet.oscp.testkit.cp.CapacityProviderSettings}
 * says which headers it demands, which message carries measurements, how often it beats and so on.
 *
 * <p>Two ledgers matter to whoever runs it. {@link com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider#complaints()} is everything that
 * the FP did wrong on the wire; an empty list is the pass criterion.
 * {@link com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider#acknowledgedForecasts()} and
 * {@link com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider#windows()} are what both sides have agreed on, from which an independent
 * checker can compute whether the limits were kept and the energy was reported.
 *
 * <pre>{@code
 * SimulatedCapacityProvider cp = SimulatedCapacityProvider.of(settings, cpProcess, time, network.caller("cp", cpProcess, line.towardsFp()),
 *         SeededIds.of(1));
 * network.serve("derms.example", "/oscp/cp/2.0", cp);
 * cp.every(Duration.ofMinutes(15), Duration.ofSeconds(7), tick -> List.of(forecastFrom(tick)));
 * cp.startHandshake();
 * }</pre>
 *
 * <p>Its scripts ({@code answer}, {@code refuseHeartbeats}, {@code reorderNext}, {@code repeat}) make it a difficult peer on demand, never by
 * chance. Nothing here uses the machine's clock or its own threads: it works on the executor, clock and sender that it is given.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.cp;

import javax.annotation.ParametersAreNonnullByDefault;
