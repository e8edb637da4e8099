package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.net.URI;
import java.util.Optional;

/**
 * A message to send to a connection's Capacity Provider. The body is shared, not copied: treat it as read-only.
 *
 * @param settings the connection
 * @param profile its partner's profile
 * @param baseUrl the Capacity Provider's base URL
 * @param credential what we present to it
 * @param action which message
 * @param body the JSON body
 * @param requestId the {@code X-Request-ID}, the same on every try
 * @param correlationId the {@code X-Correlation-ID}, where it answers a request
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record OutboundMessage(
        ConnectionSettings settings,
        PartnerProfile profile,
        URI baseUrl,
        PresentedCredential credential,
        Action action,
        byte[] body,
        RequestId requestId,
        Optional<RequestId> correlationId) {
    @Override
    public String toString() {
        return action.path() + " " + requestId + " to " + settings.id() + ", " + body.length + " bytes";
    }
}
