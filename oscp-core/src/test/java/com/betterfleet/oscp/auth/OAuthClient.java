package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.WireRules;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** We as a client of a peer's token endpoint, at a time that a test sets. */
final class OAuthClient {
    static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    static final URI TOKEN_URL = URI.create("https://cp.example.com/oauth2/token");
    static final String CLIENT_SECRET = "s3cr+t/of=ours";
    static final String API_KEY = "k3y-of-theirs";

    final SecretVault vault = SecretVault.inMemory();
    final TokenDoor door = new TokenDoor();
    Instant now = START;
    final OAuthAuthorizer authorizer = new OAuthAuthorizer(door, vault, () -> now);

    OAuthClient() {
        keepSecrets();
    }

    void keepSecrets() {
        vault.put(Fixtures.PRESENT, Secret.of(CLIENT_SECRET));
        vault.put(SecretRef.of("nz/apikey"), Secret.of(API_KEY));
    }

    String authorize() {
        return authorize(message());
    }

    String authorize(OutboundMessage message) {
        CompletableFuture<List<Header>> answer = start(message);
        return answer.isDone() ? bearer(answer) : "";
    }

    CompletableFuture<List<Header>> start() {
        return start(message());
    }

    CompletableFuture<List<Header>> start(OutboundMessage message) {
        return authorizer.authorize(message).toCompletableFuture();
    }

    static String bearer(CompletableFuture<List<Header>> answer) {
        return answer.join().get(0).value();
    }

    Throwable failure() {
        return failure(message());
    }

    Throwable failure(OutboundMessage message) {
        Throwable thrown = catchThrowable(() -> start(message).join());
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    static ConnectionSettingsBuilder settings(String clientId) {
        return Fixtures.settings().presentOAuth(TOKEN_URL, clientId, Fixtures.PRESENT);
    }

    static ConnectionSettings elsewhere() {
        return ConnectionSettings.of("au", "plain")
                .cpBaseUrl(URI.create("https://cp.example.com/oscp/cp/2.0"))
                .presentOAuth(TOKEN_URL, "us", Fixtures.PRESENT)
                .expectToken(Fixtures.EXPECT)
                .build();
    }

    static OutboundMessage message() {
        return message(settings("us").build(), false);
    }

    static OutboundMessage message(ConnectionSettings settings, boolean headersToo) {
        return Fixtures.message(
                settings, new WireRules(AuthScheme.TOKEN, Map.of(), Set.of(), Optional.empty(), List.of(), headersToo));
    }
}
