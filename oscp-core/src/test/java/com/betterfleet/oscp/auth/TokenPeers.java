package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peers of two connections, and what was said of them. */
final class TokenPeers implements TokenClients {
    static final ConnectionId NZ = ConnectionId.of("nz");
    static final ExpectedCredential.OAuth DERMS = new ExpectedCredential.OAuth("derms", SecretRef.of("nz/in"));
    static final ExpectedCredential.OAuth OTHER = new ExpectedCredential.OAuth("oth:er%1", SecretRef.of("au/in"));

    final List<String> refused = new ArrayList<>();
    boolean storeDown;

    @Override
    public Optional<TokenClient> find(String clientId) {
        if (storeDown) {
            throw new IllegalStateException("the store is down");
        }
        return List.of(new TokenClient(NZ, DERMS), new TokenClient(ConnectionId.of("au"), OTHER)).stream()
                .filter(client -> client.credential().clientId().equals(clientId))
                .findFirst();
    }

    @Override
    public void refused(ConnectionId connection, int status, String why) {
        refused.add(connection + " " + status + " " + why);
    }
}
