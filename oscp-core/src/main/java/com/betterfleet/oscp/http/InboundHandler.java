package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.json.Violation;
import java.util.List;
import java.util.Optional;

/**
 * The engine behind the endpoint: knows the connections and takes the messages.
 *
 * <p>Thread-safe: a web server calls from as many threads as it likes. An unchecked exception from any method but
 * {@link #refused} means a broken world (the store or the vault cannot be reached) and is answered 503; what a peer did
 * wrong is a {@link Reception.Refused}, never an exception.
 */
public interface InboundHandler {
    /**
     * Looks a connection up.
     *
     * @param id the id in the request's path
     * @return the connection, or empty: answered 404
     */
    Optional<InboundConnection> connection(ConnectionId id);

    /**
     * The connection that answers on the bare base path.
     *
     * @return its id, or empty where none does
     */
    Optional<ConnectionId> bare();

    /**
     * Takes a message that has passed all other checks: applies the profile's rules, computes and commits, and returns
     * only then. Never makes a call to the peer while it runs.
     *
     * @param message the message
     * @return whether it was taken
     */
    Reception accept(InboundMessage message);

    /**
     * Takes the end of a registration; commits and returns as {@link #accept} does.
     *
     * @param end the request
     * @return whether it was taken; refused with 403 by default, for a handler that exchanges no tokens
     */
    default Reception end(RegistrationEnd end) {
        return new Reception.Refused(
                403, List.of(new Violation("register", "there is no registration that could be ended")));
    }

    /**
     * Told of every request that was refused on a connection that exists, whether or not its sender was authentic. Quick;
     * what it throws is swallowed.
     *
     * @param connection the connection
     * @param action the last segment of the path, printable, at most 100 characters
     * @param status the answer's status
     * @param why what was wrong, printable, without any header's value
     */
    void refused(ConnectionId connection, String action, int status, String why);
}
