package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.message.RequestId;
import java.util.Optional;

/**
 * {@code DELETE register} of an authenticated peer: it ends the registration.
 *
 * @param connection the connection it came in on
 * @param credential the one of the connection's expected credentials that its sender presented
 * @param requestId its {@code X-Request-ID}, if it has one
 * @param bodyHash what tells it from another message under the same id
 */
public record RegistrationEnd(
        ConnectionId connection, ExpectedCredential credential, Optional<RequestId> requestId, String bodyHash) {}
