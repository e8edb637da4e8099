/**
 * A {@link com.betterfleet.envelope.CircuitWriter} over a table of circuits that a back end already has: plain JDBC, tried on H2
 * and PostgreSQL, to use or to copy.
 *
 * <p>The table keeps its meaning. {@code available_capacity} is what chargers may draw together, in kilowatts, and null where
 * nothing but the breaker limits it; whoever reads it need not change. A migration ({@code V2__orders.sql}) adds what an order
 * brings with it: revision, lease, what comes afterwards, and {@code standing}, which tells an unlimited order from no order. An
 * audit row is written for each change that has an effect, and for no other.
 *
 * <pre>{@code
 * JdbcCircuitWriter circuits = JdbcCircuitWriter.over(dataSource, clock::instant);
 * EnvelopeSink sink = CircuitEnvelopeSink.over(circuits, hostExecutor);
 * LeaseWatchdog watchdog = LeaseWatchdog.over(circuits);                                   // in another process
 * hostTimer.everySecond(() -> watchdog.sweep(circuits.leasesOver(clock.instant()), clock.instant()));
 * }</pre>
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.circuitjdbc;

import javax.annotation.ParametersAreNonnullByDefault;
