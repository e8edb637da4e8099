package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;
import java.util.Optional;

/**
 * What one step of the link machine may know besides the link itself.
 *
 * @param settings the connection
 * @param profile the partner's rules
 * @param now the instant of the input, by the engine's clock
 * @param freshId an id never used before; a step uses at most this one, for a message and for the token in it
 * @param jitter evenly random in [0, 1)
 * @param node the node that takes the step, while it works; empty before it was started and after it was closed, when it
 *     leaves to others whatever needs the lease
 */
public record LinkContext(
        ConnectionSettings settings,
        PartnerProfile profile,
        Instant now,
        RequestId freshId,
        double jitter,
        Optional<String> node) {
    /**
     * Checks the bound.
     *
     * @param settings the connection
     * @param profile the partner's rules
     * @param now the instant of the input, by the engine's clock
     * @param freshId an id never used before; a step uses at most this one, for a message and for the token in it
     * @param jitter evenly random in [0, 1)
     * @param node the node that takes the step, while it works
     */
    public LinkContext {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
        }
    }

    ConnectionId connection() {
        return settings.id();
    }

    /** The name of a token that has never been used before. */
    SecretRef freshToken() {
        return TokenExchange.name(connection(), freshId);
    }
}
