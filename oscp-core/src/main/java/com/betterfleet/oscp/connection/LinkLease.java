package com.betterfleet.oscp.connection;

import java.time.Instant;

/**
 * Which node does the work that a link makes by itself: heartbeats, handshakes, acknowledgements, Registers. Each piece of
 * work renews it. It lasts three quarters of the shortest of three: the interval that we asked of the peer, the one that it
 * asked of us, the profile's default. A node that lives beats at most half of an interval after the last time and so keeps
 * it; when it dies, another beats before the interval that the peer asked for is over, long before a promise of ours ends.
 *
 * @param node the node's name
 * @param until when it ends; half-open, at that instant it counts no longer
 */
public record LinkLease(String node, Instant until) {
    /**
     * Checks the name.
     *
     * @param node the node's name
     * @param until when it ends; half-open, at that instant it counts no longer
     */
    public LinkLease {
        if (node.isBlank()) {
            throw new IllegalArgumentException("node must not be blank");
        }
    }

    /**
     * Whether it counts.
     *
     * @param now the instant
     * @return true before its end
     */
    public boolean heldAt(Instant now) {
        return !Times.passed(until, now);
    }
}
