package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.http.Authenticator;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.profile.AuthScheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Expects the connection's token and its header checks.
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

    /**
     * An authenticator.
     *
     * @param vault holds the tokens
     */
    public TokenAuthenticator(SecretVault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<ExpectedCredential> authenticate(InboundConnection connection, List<Header> headers) {
        Optional<ExpectedCredential> presented = presented(connection, headers);
        boolean authentic = presented.isPresent();
        for (StaticHeader check : connection.settings().headerChecks()) {
            authentic &= carries(check, headers);
        }
        return authentic ? presented : Optional.empty();
    }

    private Optional<ExpectedCredential> presented(InboundConnection connection, List<Header> headers) {
        String given = only("Authorization", headers)
                .flatMap(value -> token(value, connection.scheme()))
                .orElse("");
        return connection.expected().stream()
                .filter(one -> one instanceof ExpectedCredential.Token token
                        && Vaulted.secret(vault, token.token()).matches(given))
                .reduce((first, second) -> first);
    }

    private static Optional<String> token(String value, AuthScheme scheme) {
        String prefix = scheme.word() + " ";
        return value.regionMatches(true, 0, prefix, 0, prefix.length())
                ? Optional.of(value.substring(prefix.length()).strip())
                : Optional.empty();
    }

    private boolean carries(StaticHeader check, List<Header> headers) {
        return only(check.name(), headers)
                .map(given -> is(check.value(), given))
                .orElse(false);
    }

    private boolean is(HeaderValue value, String given) {
        return value instanceof HeaderValue.Secured secured
                ? Vaulted.secret(vault, secured.ref()).matches(given)
                : same(((HeaderValue.Plain) value).text(), given);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> only(String name, List<Header> headers) {
        List<Header> named =
                headers.stream().filter(header -> header.isNamed(name)).toList();
        return named.size() == 1 ? Optional.of(named.get(0).value()) : Optional.empty();
    }
}
