package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One connection. Where this node cannot read its settings or its link, it is shown DISABLED with the condition NEWER_SCHEMA,
 * the profile is empty text, and nothing else is told; a group of which a record cannot be read is left out of
 * {@code groups}, and that condition names it.
 *
 * @param connection its id
 * @param profile its profile
 * @param state the state of the link
 * @param session the session in force, 0 before the first
 * @param offlineAt when the link goes offline unless something is heard
 * @param heardAt the last heartbeat, handshake or acknowledgement received
 * @param acknowledgedPromise the last promise of ours that the peer acknowledged
 * @param theirInterval how often the peer asked us to beat
 * @param ourInterval how often we asked the peer to beat
 * @param registration the exchange of tokens; empty where credentials are agreed
 * @param conditions what is wrong, with details
 * @param lastFailure the last of our Registers, handshakes, acknowledgements and heartbeats that failed and has not
 *     succeeded since
 * @param leasedTo the node that does the link's work just now; empty while the next to look may take it
 * @param leasedUntil when that ends unless it is renewed
 * @param tolerancesUsed how often each tolerance was used since the process started
 * @param groups its bound groups
 */
public record ConnectionStatus(
        ConnectionId connection,
        String profile,
        LinkState state,
        long session,
        Optional<Instant> offlineAt,
        Optional<Instant> heardAt,
        Optional<Instant> acknowledgedPromise,
        Optional<Duration> theirInterval,
        Optional<Duration> ourInterval,
        Optional<RegistrationStatus> registration,
        Map<Condition, String> conditions,
        Optional<LinkFailure> lastFailure,
        Optional<String> leasedTo,
        Optional<Instant> leasedUntil,
        Map<String, Long> tolerancesUsed,
        List<GroupStatus> groups) {
    /**
     * Copies the collections.
     *
     * @param connection its id
     * @param profile its profile
     * @param state the state of the link
     * @param session the session in force, 0 before the first
     * @param offlineAt when the link goes offline unless something is heard
     * @param heardAt the last heartbeat, handshake or acknowledgement received
     * @param acknowledgedPromise the last promise of ours that the peer acknowledged
     * @param theirInterval how often the peer asked us to beat
     * @param ourInterval how often we asked the peer to beat
     * @param registration the exchange of tokens; empty where credentials are agreed
     * @param conditions what is wrong, with details
     * @param lastFailure the last call for the link itself that failed and has not succeeded since
     * @param leasedTo the node that does the link's work just now; empty while the next to look may take it
     * @param leasedUntil when that ends unless it is renewed
     * @param tolerancesUsed how often each tolerance was used since the process started
     * @param groups its bound groups
     */
    public ConnectionStatus {
        conditions = Map.copyOf(conditions);
        tolerancesUsed = Map.copyOf(tolerancesUsed);
        groups = List.copyOf(groups);
    }
}
