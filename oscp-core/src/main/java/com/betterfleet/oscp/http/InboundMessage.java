package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import java.util.Optional;
import java.util.Set;

/**
 * A message of an authenticated peer that has passed every check that needs no state.
 *
 * @param connection the connection it came in on
 * @param credential the one of the connection's expected credentials that its sender presented
 * @param message the message
 * @param requestId its {@code X-Request-ID}; may be absent on Register and Heartbeat only
 * @param correlationId its {@code X-Correlation-ID}, where it answers a request
 * @param bodyHash SHA-256 over the action and the body's bytes, 64 lower-case hexadecimal digits: the same id with another
 *     hash is another message (rule I10)
 * @param tolerancesUsed the dialects without which it would have been refused
 */
public record InboundMessage(
        ConnectionId connection,
        ExpectedCredential credential,
        OscpMessage message,
        Optional<RequestId> requestId,
        Optional<RequestId> correlationId,
        String bodyHash,
        Set<Tolerance> tolerancesUsed) {
    /**
     * Copies the tolerances.
     *
     * @param connection the connection it came in on
     * @param credential the one of the connection's expected credentials that its sender presented
     * @param message the message
     * @param requestId its {@code X-Request-ID}; may be absent on Register and Heartbeat only
     * @param correlationId its {@code X-Correlation-ID}, where it answers a request
     * @param bodyHash SHA-256 over the action and the body's bytes, 64 lower-case hexadecimal digits: the same id with another hash is another message (rule I10)
     * @param tolerancesUsed the dialects without which it would have been refused
     */
    public InboundMessage {
        tolerancesUsed = Set.copyOf(tolerancesUsed);
    }
}
