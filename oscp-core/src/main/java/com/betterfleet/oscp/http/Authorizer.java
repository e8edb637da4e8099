package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes the credential of our own requests. Thread-safe; never blocks the caller and never throws. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Makes the headers that prove who we are.
     *
     * @param settings the connection
     * @param profile its partner's profile
     * @return completes with the headers, usually one {@code Authorization}; or exceptionally, with an
     *     {@link MissingCredentialException} where the reason may be shown to an operator
     */
    CompletionStage<List<Header>> authorize(ConnectionSettings settings, PartnerProfile profile);
}
