package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authenticator;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Expects whatever a connection expects, besides its header checks: a token as {@link TokenAuthenticator} does, or an access
 * token of our own {@link TokenEndpoint}.
 *
 * <p>Our own access token must be signed with HS256 by the current or the previous of the {@link TokenKeys}, be from us, for
 * this connection and about its client id, and be in force, our clock and the issuing node's being at most 30 s apart. Every
 * expected credential and every header check is judged, whichever fails; one that cannot be judged now (an unchecked
 * exception, answered 503) does not hide another that was presented. Thread-safe.
 */
public final class CredentialAuthenticator implements Authenticator {
    private final TokenAuthenticator plain;
    private final AccessTokens own;
    private final Evidence evidence;

    /**
     * An authenticator for every kind of credential.
     *
     * @param vault holds the secrets
     * @param keys the keys of our own access tokens; without any such a token cannot be judged
     * @param clock says whether an access token is in force
     */
    public CredentialAuthenticator(SecretVault vault, Optional<TokenKeys> keys, InstantSource clock) {
        this.plain = new TokenAuthenticator(vault);
        this.own = new AccessTokens(vault, keys, clock);
        this.evidence = new Evidence(vault);
    }

    @Override
    public Optional<ExpectedCredential> authenticate(InboundConnection connection, List<Header> headers) {
        return evidence.judge(connection, headers, this::proves);
    }

    private boolean proves(ExpectedCredential expected, InboundConnection connection, String presented) {
        if (expected instanceof ExpectedCredential.Token token) {
            return plain.proves(token, presented);
        }
        return expected instanceof ExpectedCredential.OAuth oauth
                && own.proves(oauth, connection.settings().id(), presented);
    }
}
