package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authenticator;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Expects whatever a connection expects, besides its header checks: a token as {@link TokenAuthenticator} does, an access
 * token of our own {@link TokenEndpoint}, or one of an issuer that the host runs or trusts.
 *
 * <p>Our own access token must be signed with HS256 by the current or the previous of the {@link TokenKeys}, be from us, for
 * this connection and about its client id, and be in force, our clock and the issuing node's being at most 30 s apart.
 *
 * <p>An issuer's must be a JWT that expires, with exactly the issuer, subject, audience and one of the algorithms of {@link
 * ExpectedCredential.Issued}, in force within 60 s of skew, without {@code crit}, signed by the published key that its {@code
 * kid} names (where it names none: by the only one that fits), RSA of at least 2048 bits. Keys that a token carries or points
 * to are never looked at. The issuer's keys are fetched over the sender and serve for an hour; an unknown {@code kid} makes us
 * look again, at most once a minute. Whoever needs keys that are not there waits for the one fetch that is under way, 6 s at
 * most. While they cannot be had, those known serve for a day; a token that needs others then cannot be judged.
 *
 * <p>Every
 * expected credential and every header check is judged, whichever fails; one that cannot be judged now (an unchecked
 * exception, answered 503) does not hide another that was presented. Thread-safe.
 */
public final class CredentialAuthenticator implements Authenticator {
    private final TokenAuthenticator plain;
    private final AccessTokens own;
    private final IssuedTokens issued;
    private final Evidence evidence;

    /**
     * An authenticator for every kind of credential.
     *
     * @param vault holds the secrets
     * @param keys the keys of our own access tokens; without any such a token cannot be judged
     * @param sender fetches the keys of other issuers
     * @param clock says whether an access token is in force
     */
    public CredentialAuthenticator(
            SecretVault vault, Optional<TokenKeys> keys, HttpSender sender, InstantSource clock) {
        this.plain = new TokenAuthenticator(vault);
        this.own = new AccessTokens(vault, keys, clock);
        this.issued = new IssuedTokens(sender, clock);
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
        if (expected instanceof ExpectedCredential.OAuth oauth) {
            return own.proves(oauth, connection.settings().id(), presented);
        }
        return issued.proves((ExpectedCredential.Issued) expected, presented);
    }
}
