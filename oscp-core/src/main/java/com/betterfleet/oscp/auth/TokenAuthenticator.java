package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authenticator;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import java.util.List;
import java.util.Optional;

/**
 * Expects the connection's token and its header checks; credentials of other kinds are nobody's here, {@link
 * CredentialAuthenticator} judges them all.
 *
 * <p>A sender is authentic when the request has exactly one {@code Authorization} header, of the profile's scheme (compared
 * without regard to case) and with exactly the token we expect, and each checked header exactly once with exactly its
 * value. Values are compared in constant time, and all of them whichever fails. Control characters are in no token and no
 * checked value, so they are never authentic.
 *
 * <p>The vault is asked on every request, so a token that was replaced counts at once. A secret that the vault lacks is the
 * host's fault, not the peer's: {@link com.betterfleet.oscp.http.MissingCredentialException}, answered 503. Thread-safe.
 */
public final class TokenAuthenticator implements Authenticator {
    private final SecretVault vault;
    private final Evidence evidence;

    /**
     * An authenticator.
     *
     * @param vault holds the tokens
     */
    public TokenAuthenticator(SecretVault vault) {
        this.vault = vault;
        this.evidence = new Evidence(vault);
    }

    @Override
    public Optional<ExpectedCredential> authenticate(InboundConnection connection, List<Header> headers) {
        return evidence.judge(
                connection,
                headers,
                (expected, at, given) -> expected instanceof ExpectedCredential.Token token && proves(token, given));
    }

    boolean proves(ExpectedCredential.Token expected, String given) {
        return Vaulted.secret(vault, expected.token()).matches(given);
    }
}
