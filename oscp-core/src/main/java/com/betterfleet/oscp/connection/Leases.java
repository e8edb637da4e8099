package com.betterfleet.oscp.connection;

import java.time.Duration;
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
                .filter(node -> !turn.record()
                        .lease()
                        .map(one -> one.heldByAnother(node, turn.now()))
                        .orElse(false))
                .isPresent();
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
        return new Verdict.Ignored(turn.record()
                .lease()
                .filter(one -> one.heldAt(turn.now()))
                .map(one -> "node '" + one.node() + "' does the work of this link until " + one.until())
                .orElse("this node does not work"));
    }
}
