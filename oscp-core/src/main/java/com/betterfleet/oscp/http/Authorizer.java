package com.betterfleet.oscp.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes the credential of our own requests. Thread-safe; never blocks the caller and never throws. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Makes the headers that prove who we are.
     *
     * @param message the message to be sent, with the {@link OutboundMessage#credential() credential} to present
     * @return completes with the headers, usually one {@code Authorization}; or exceptionally, with a
     *     {@link MissingCredentialException}, {@link CredentialRefusedException} or {@link CredentialUnavailableException}
     *     where the reason may be shown to an operator
     */
    CompletionStage<List<Header>> authorize(OutboundMessage message);

    /**
     * Told that the peer answered 401 to what was made: a credential that was kept for the next message is thrown away.
     *
     * @param message the message that was refused
     * @param refused the headers that were made for it
     * @return whether the same message may pass with a fresh credential, so that one more try makes sense; false by default
     */
    default boolean renew(OutboundMessage message, List<Header> refused) {
        return false;
    }
}
