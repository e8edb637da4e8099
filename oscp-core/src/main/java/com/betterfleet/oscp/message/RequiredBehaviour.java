package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code required_behaviour} of {@link Handshake} and {@link HandshakeAcknowledge}: what the sender wants of the
 * receiver.
 *
 * @param heartbeatInterval seconds between heartbeats, 1 to 604,800 (a week), decimals allowed; empty if none is asked.
 *     A profile may set narrower bounds
 * @param measurementConfiguration how energy is to be measured; empty if the sender did not say
 */
public record RequiredBehaviour(
        Optional<BigDecimal> heartbeatInterval, Set<MeasurementConfiguration> measurementConfiguration) {
    /**
     * Checks, normalises and copies.
     *
     * @param heartbeatInterval as the component says
     * @param measurementConfiguration as the component says
     */
    public RequiredBehaviour {
        heartbeatInterval.ifPresent(seconds -> Checks.obey("heartbeat_interval", Rules.heartbeatInterval(seconds)));
        heartbeatInterval = heartbeatInterval.map(Checks::plain);
        measurementConfiguration = unmodifiable(measurementConfiguration);
    }

    /**
     * Asks for heartbeats and a kind of measurement.
     *
     * @param heartbeatInterval time between heartbeats, 1 s to a week, kept to the millisecond
     * @param configurations how energy is to be measured
     * @return the behaviour
     */
    public static RequiredBehaviour of(Duration heartbeatInterval, MeasurementConfiguration... configurations) {
        BigDecimal seconds = BigDecimal.valueOf(heartbeatInterval.toMillis(), 3);
        return new RequiredBehaviour(Optional.of(seconds), Set.of(configurations));
    }

    /**
     * The interval as a duration.
     *
     * @return {@code heartbeat_interval}, finer digits than milliseconds cut off; empty if none is asked
     */
    public Optional<Duration> heartbeatEvery() {
        return heartbeatInterval.map(
                seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }

    private static Set<MeasurementConfiguration> unmodifiable(Collection<MeasurementConfiguration> given) {
        EnumSet<MeasurementConfiguration> ordered = EnumSet.noneOf(MeasurementConfiguration.class);
        ordered.addAll(given);
        return Collections.unmodifiableSet(ordered);
    }
}
