package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.profile.AuthScheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** Judges what a request shows of its sender: the one credential, and each header check; all of it, whichever fails. */
final class Evidence {
    private final SecretVault vault;

    Evidence(SecretVault vault) {
        this.vault = vault;
    }

    /** Whether what was presented is an expected credential; an unchecked exception means that this cannot be known now. */
    @FunctionalInterface
    interface Proof {
        boolean proves(ExpectedCredential expected, InboundConnection connection, String presented);
    }

    Optional<ExpectedCredential> judge(InboundConnection connection, List<Header> headers, Proof proof) {
        Optional<ExpectedCredential> presented = presented(connection, headers, proof);
        boolean authentic = presented.isPresent();
        for (StaticHeader check : connection.settings().headerChecks()) {
            authentic &= carries(check, headers);
        }
        return authentic ? presented : Optional.empty();
    }

    /** One that cannot be judged now does not hide another that was presented. */
    private static Optional<ExpectedCredential> presented(
            InboundConnection connection, List<Header> headers, Proof proof) {
        String given = only("Authorization", headers)
                .flatMap(value -> afterScheme(value, connection.scheme()))
                .orElse("");
        Optional<ExpectedCredential> found = Optional.empty();
        @Nullable RuntimeException unknown = null;
        for (ExpectedCredential expected : connection.expected()) {
            try {
                boolean proved = proof.proves(expected, connection, given);
                found = proved && found.isEmpty() ? Optional.of(expected) : found;
            } catch (RuntimeException notNow) {
                unknown = notNow;
            }
        }
        if (found.isEmpty() && unknown != null) {
            throw unknown;
        }
        return found;
    }

    private static Optional<String> afterScheme(String value, AuthScheme scheme) {
        String prefix = scheme.word() + " ";
        return value.regionMatches(true, 0, prefix, 0, prefix.length())
                ? Optional.of(value.substring(prefix.length()).strip())
                : Optional.empty();
    }

    private boolean carries(StaticHeader check, List<Header> headers) {
        String expected = Vaulted.text(vault, check.value());
        return only(check.name(), headers).map(given -> same(expected, given)).orElse(false);
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
