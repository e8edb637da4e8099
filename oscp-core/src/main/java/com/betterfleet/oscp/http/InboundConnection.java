package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.util.List;
import java.util.Optional;

/**
 * What the endpoint needs to know of the connection that a request is for.
 *
 * @param settings the connection
 * @param profile its partner's profile
 * @param expected the credentials of which a sender must present one: usually one, more while tokens are being exchanged,
 *     none where nobody can be authentic
 * @param unavailable why it answers 503 to authenticated requests (suspended, disabled, shutting down); empty while it
 *     serves
 */
public record InboundConnection(
        ConnectionSettings settings,
        PartnerProfile profile,
        List<ExpectedCredential> expected,
        Optional<String> unavailable) {
    /**
     * Copies the list.
     *
     * @param settings the connection
     * @param profile its partner's profile
     * @param expected the credentials of which a sender must present one
     * @param unavailable why it answers 503 to authenticated requests; empty while it serves
     */
    public InboundConnection {
        expected = List.copyOf(expected);
    }

    /**
     * The scheme of {@code Authorization} that a sender must use.
     *
     * @return the profile's for plain tokens, {@code Bearer} with OAuth
     */
    public AuthScheme scheme() {
        boolean tokens = expected.stream().allMatch(one -> one instanceof ExpectedCredential.Token);
        return tokens ? profile.wire().authScheme() : AuthScheme.BEARER;
    }
}
