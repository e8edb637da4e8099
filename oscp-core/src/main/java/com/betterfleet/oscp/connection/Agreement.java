package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.util.Optional;

/**
 * What the two sides asked of each other since the link was last not ONLINE.
 *
 * @param theirs how often the peer asked us to beat; empty if it did not ask, the profile's default then stands in
 * @param ours how often we asked the peer to beat; empty likewise
 * @param measurement how the peer wants energy measured; empty before the first handshake
 */
public record Agreement(
        Optional<Duration> theirs, Optional<Duration> ours, Optional<MeasurementConfiguration> measurement) {
    static final Agreement NONE = new Agreement(Optional.empty(), Optional.empty(), Optional.empty());

    /** A handshake of the peer says all that it wants; what it leaves out is not asked. */
    Agreement demanded(Optional<Duration> interval, MeasurementConfiguration agreed) {
        return new Agreement(interval, ours, Optional.of(agreed));
    }

    /** An acknowledgement may leave out what a handshake of the peer has said before. */
    Agreement acknowledged(Optional<Duration> interval, Optional<MeasurementConfiguration> agreed) {
        return new Agreement(interval.or(() -> theirs), ours, agreed);
    }

    /** What reached the peer of our own wishes. */
    Agreement asked(Optional<RequiredBehaviour> wish) {
        return new Agreement(
                theirs, wish.flatMap(RequiredBehaviour::heartbeatEvery).or(() -> ours), measurement);
    }
}
