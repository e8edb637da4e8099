package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.auth.TokenClient;
import com.betterfleet.oscp.auth.TokenClients;
import com.betterfleet.oscp.auth.TokenKeys;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The peers whom our token endpoint serves: those of connections that expect its tokens. */
final class OAuthClients implements TokenClients {
    private final Parts parts;
    private final InboundService inbound;
    private final Optional<TokenKeys> keys;

    OAuthClients(Parts parts, InboundService inbound, Optional<TokenKeys> keys) {
        this.parts = parts;
        this.inbound = inbound;
        this.keys = keys;
    }

    /** Every connection is looked at, wherever the client is found; an id of two connections is nobody's. */
    @Override
    public Optional<TokenClient> find(String clientId) {
        List<TokenClient> found = all().filter(
                        client -> client.credential().clientId().equals(clientId))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public void refused(ConnectionId connection, int status, String why) {
        inbound.refused(connection, "token", status, why);
    }

    /** Refuses settings that expect our tokens where we can give none, or whose client id is another connection's. */
    void check(ConnectionSettings settings) {
        client(settings).ifPresent(client -> {
            if (keys.isEmpty() && settings.enabled()) {
                throw new IllegalArgumentException("connection " + settings.id()
                        + " expects tokens of our own token endpoint, which needs a key to sign them:"
                        + " give the builder tokenKeys");
            }
            refuseSecond(client);
        });
    }

    private void refuseSecond(TokenClient client) {
        String clientId = client.credential().clientId();
        all().filter(other -> !other.connection().equals(client.connection()))
                .filter(other -> other.credential().clientId().equals(clientId))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException("connection " + other.connection()
                            + " expects the OAuth client id '" + clientId
                            + "' already: a client id names one connection");
                });
    }

    private Stream<TokenClient> all() {
        return parts.records().allSettings().stream().flatMap(settings -> client(settings.value()).stream());
    }

    private static Optional<TokenClient> client(ConnectionSettings settings) {
        return settings.credentials() instanceof Credentials.Agreed agreed
                        && agreed.expect() instanceof ExpectedCredential.OAuth oauth
                ? Optional.of(new TokenClient(settings.id(), oauth))
                : Optional.empty();
    }
}
