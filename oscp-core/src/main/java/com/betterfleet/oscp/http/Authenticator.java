package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a request comes from the peer of the connection it was sent to: the credential and the configured
 * header checks, against that connection only. Thread-safe; compares in constant time.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Judges the headers of a request.
     *
     * @param connection the connection named by the request's path
     * @param headers every header of the request
     * @return the one of {@link InboundConnection#expected()} that was presented, or empty: the sender is not the
     *     connection's peer. An unchecked exception means that this cannot be known now (the vault cannot be reached or lacks
     *     the expected secret) and is answered 503
     */
    Optional<ExpectedCredential> authenticate(InboundConnection connection, List<Header> headers);
}
