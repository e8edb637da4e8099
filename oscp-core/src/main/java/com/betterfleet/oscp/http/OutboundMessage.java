package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A message to send to a connection's Capacity Provider. The body is shared, not copied: treat it as read-only.
 *
 * @param settings the connection
 * @param profile its partner's profile
 * @param baseUrl the Capacity Provider's base URL
 * @param credential what we present to it
 * @param method POST for all but the end of a registration
 * @param action which message
 * @param body the JSON body, empty with DELETE
 * @param requestId the {@code X-Request-ID}, the same on every try
 * @param correlationId the {@code X-Correlation-ID}, where it answers a request
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record OutboundMessage(
        ConnectionSettings settings,
        PartnerProfile profile,
        URI baseUrl,
        PresentedCredential credential,
        Method method,
        Action action,
        byte[] body,
        RequestId requestId,
        Optional<RequestId> correlationId) {
    private static final int CALLS_WITH_OAUTH = 4;

    /** The HTTP methods that OSCP knows and we use. */
    public enum Method {
        /** Of every message. */
        POST,
        /** Of {@code register}, without a body: ends the registration. */
        DELETE
    }

    /**
     * The most time that sending it can take: one call of the profile's {@code retry.timeout}; with OAuth four, for a 401 may
     * be mended by a second try, and each may ask for a token first.
     *
     * @return the time
     */
    public Duration longest() {
        Duration call = profile.retry().timeout();
        return credential instanceof PresentedCredential.OAuth ? call.multipliedBy(CALLS_WITH_OAUTH) : call;
    }

    @Override
    public String toString() {
        return action.path() + " " + requestId + " to " + settings.id() + ", " + body.length + " bytes";
    }
}
