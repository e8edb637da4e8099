package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.util.Optional;

/**
 * Knows whom our token endpoint serves. Thread-safe. An unchecked exception from {@link #find} means a broken world (the
 * store cannot be reached) and is answered 503.
 */
public interface TokenClients {
    /**
     * Looks a client up. Takes as long for one that does not exist.
     *
     * @param clientId the id it gave
     * @return the client, or empty
     */
    Optional<TokenClient> find(String clientId);

    /**
     * Told of each token request that named a client of ours and was refused. Quick; what it throws is swallowed.
     *
     * @param connection the client's connection
     * @param status the answer's status
     * @param why what was wrong, printable, without anything that the request held
     */
    void refused(ConnectionId connection, int status, String why);
}
