package com.betterfleet.oscp.metering;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a step knows besides the record and the input.
 *
 * @param group the group
 * @param binding its binding
 * @param profile the partner's profile
 * @param open whether windows open: the link is neither SUSPENDED nor DISABLED
 * @param agreed what the peer asked for in its handshake; empty before any, then the profile's preference is taken
 * @param now the engine's clock
 * @param freshId an id that was never used; a step that sends several messages makes the others of it
 */
public record MeteringContext(
        GroupRef group,
        GroupBinding binding,
        PartnerProfile profile,
        boolean open,
        Optional<MeasurementConfiguration> agreed,
        Instant now,
        RequestId freshId) {

    MeteringRules rules() {
        return profile.metering();
    }

    /** The id of one of several messages of a step: always the same for the same fresh id. */
    RequestId id(int index) {
        return index == 0
                ? freshId
                : new RequestId(UUID.nameUUIDFromBytes((freshId.value() + "/" + index).getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    MeasurementConfiguration configuration() {
        return agreed.orElse(profile.handshake().preferred());
    }
}
