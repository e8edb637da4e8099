package com.betterfleet.oscp.testkit.cp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The link as the Capacity Provider sees it.
 *
 * @param state the present state
 * @param fpOnlineUntil the FP's latest promise, or what stands in for it just after a handshake; empty before the first handshake
 * @param askedByFp the heartbeat interval that the FP asked for, empty when it asked for none
 * @param history every change of state, oldest first
 */
public record LinkView(
        State state, Optional<Instant> fpOnlineUntil, Optional<Duration> askedByFp, List<Change> history) {

    /**
     * Keeps a copy of the history.
     *
     * @param state the present state
     * @param fpOnlineUntil the FP's latest promise, or what stands in for it just after a handshake
     * @param askedByFp the heartbeat interval that the FP asked for, empty when it asked for none
     * @param history every change of state, oldest first
     */
    public LinkView {
        history = List.copyOf(history);
    }

    /** Where the link stands. */
    public enum State {
        /** No handshake yet. */
        NEW,
        /** A handshake was started by either side and is not acknowledged yet. */
        HANDSHAKING,
        /** A handshake was acknowledged, and the FP keeps its promises. */
        ONLINE,
        /** The FP's promise has passed: a handshake is needed. */
        SILENT
    }

    /**
     * A change of state.
     *
     * @param at when
     * @param to the new state
     * @param why what caused it
     */
    public record Change(Instant at, State to, String why) {}
}
