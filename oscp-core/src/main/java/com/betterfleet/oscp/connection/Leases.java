package com.betterfleet.oscp.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who does the work of a link: one node at a time, by a lease in its record. */
final class Leases {
    private Leases() {}

    /** Takes the lease, or renews it, where it is free. */
    static boolean take(Turn turn) {
        boolean free = free(turn);
        if (free) {
            seize(turn);
        }
        return free;
    }

    /** Whether this node may do the work: not while another holds the lease, and not while it does not work itself. */
    static boolean free(Turn turn) {
        return turn.context()
                .node()
                .filter(node ->
                        held(turn).filter(one -> !one.node().equals(node)).isEmpty())
                .isPresent();
    }

    /**
     * The lease in force. No lease is longer than three quarters of the default interval; one that ends later than a whole
     * one from now was made by a clock that has been set back since, and counts for nothing.
     */
    private static Optional<LinkLease> held(Turn turn) {
        Instant last = Times.plus(turn.now(), turn.heartbeat().defaultInterval());
        return turn.record()
                .lease()
                .filter(one -> one.heldAt(turn.now()) && !one.until().isAfter(last));
    }

    /** Takes it whoever holds it: an operator's wish is done at once, by the node that was asked. */
    static void seize(Turn turn) {
        turn.context().node().ifPresent(node -> turn.become(turn.record().lease(Optional.of(ours(turn, node)))));
    }

    private static LinkLease ours(Turn turn, String node) {
        Duration shorter = Times.smaller(turn.ourInterval(), turn.theirInterval());
        Duration shortest = Times.smaller(shorter, turn.heartbeat().defaultInterval());
        return new LinkLease(node, Times.plus(turn.now(), shortest.dividedBy(4).multipliedBy(3)));
    }

    static Verdict givenBack(Turn turn, String node) {
        if (turn.record().lease().filter(one -> one.node().equals(node)).isEmpty()) {
            return new Verdict.Ignored("node '" + node + "' holds no lease of this link");
        }
        turn.become(turn.record().lease(Optional.empty()));
        return new Verdict.Accepted();
    }

    /** Why nothing is done although something is due. */
    static Verdict left(Turn turn) {
        return new Verdict.Ignored(held(turn)
                .map(one -> "node '" + one.node() + "' does the work of this link until " + one.until())
                .orElse("this node does not work"));
    }
}
