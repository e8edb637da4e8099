package com.betterfleet.oscp.testkit.cp;

import java.net.URI;

/**
 * Where a simulated provider gets the access token that it presents.
 *
 * @param url the FP's token endpoint
 * @param clientId who the provider is to it
 * @param clientSecret its secret, which is not in {@link #toString()}
 */
public record TokenSource(URI url, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return clientId + " at " + url;
    }
}
