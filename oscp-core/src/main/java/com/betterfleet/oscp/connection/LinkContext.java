package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;

/**
 * What one step of the link machine may know besides the link itself.
 *
 * @param connection the connection, for events
 * @param profile the partner's rules
 * @param now the instant of the input, by the engine's clock
 * @param freshId an id never used before; a step uses at most this one
 * @param jitter evenly random in [0, 1)
 */
public record LinkContext(
        ConnectionId connection, PartnerProfile profile, Instant now, RequestId freshId, double jitter) {
    /**
     * Checks the bound.
     *
     * @param connection the connection, for events
     * @param profile the partner's rules
     * @param now the instant of the input, by the engine's clock
     * @param freshId an id never used before; a step uses at most this one
     * @param jitter evenly random in [0, 1)
     */
    public LinkContext {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
        }
    }
}
