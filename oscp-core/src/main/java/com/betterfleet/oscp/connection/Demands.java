package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the profile demands of a handshake or acknowledgement of the peer, and what is agreed by it. */
final class Demands {
    private Demands() {}

    /** All that is wrong with a handshake of the peer. */
    static List<String> ofHandshake(Optional<RequiredBehaviour> wanted, PartnerProfile profile) {
        return Stream.of(interval(wanted, profile.heartbeat()), measurement(wanted, profile, true))
                .flatMap(Optional::stream)
                .toList();
    }

    /** All that is wrong with an acknowledgement of the peer; one that does not speak of measuring is content with ours. */
    static List<String> ofAcknowledge(Optional<RequiredBehaviour> wanted, PartnerProfile profile) {
        return Stream.of(interval(wanted, profile.heartbeat()), measurement(wanted, profile, false))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the peer wants: the only one it names that we take, else the profile's preference. */
    static MeasurementConfiguration agreed(Optional<RequiredBehaviour> wanted, HandshakeRules rules) {
        Set<MeasurementConfiguration> candidates = EnumSet.copyOf(
                rules.demanded().isEmpty() ? EnumSet.allOf(MeasurementConfiguration.class) : rules.demanded());
        candidates.retainAll(named(wanted));
        return candidates.isEmpty() || candidates.contains(rules.preferred())
                ? rules.preferred()
                : candidates.iterator().next();
    }

    static Set<MeasurementConfiguration> named(Optional<RequiredBehaviour> wanted) {
        return wanted.map(RequiredBehaviour::measurementConfiguration).orElse(Set.of());
    }

    private static Optional<String> interval(Optional<RequiredBehaviour> wanted, HeartbeatRules rules) {
        return wanted.flatMap(RequiredBehaviour::heartbeatInterval)
                .filter(asked -> rules.used() && asked.compareTo(seconds(rules.smallestAccepted())) < 0)
                .map(asked -> "required_behaviour.heartbeat_interval: " + asked.toPlainString()
                        + " s is below the smallest accepted, "
                        + seconds(rules.smallestAccepted()).toPlainString() + " s");
    }

    private static Optional<String> measurement(
            Optional<RequiredBehaviour> wanted, PartnerProfile profile, boolean handshake) {
        Set<MeasurementConfiguration> demanded = profile.handshake().demanded();
        Set<MeasurementConfiguration> named = named(wanted);
        boolean met =
                demanded.isEmpty() || demanded.stream().anyMatch(named::contains) || (!handshake && named.isEmpty());
        return met
                ? Optional.empty()
                : Optional.of("required_behaviour.measurement_configuration: must name one of "
                        + demanded.stream().sorted().toList() + ", names "
                        + named.stream().sorted().toList());
    }

    private static BigDecimal seconds(Duration duration) {
        return new BigDecimal(duration.toMillis()).movePointLeft(3).stripTrailingZeros();
    }
}
