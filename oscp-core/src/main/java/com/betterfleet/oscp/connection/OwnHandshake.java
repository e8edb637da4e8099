package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Instant;

/**
 * A handshake of ours that is under way.
 *
 * @param id its {@code X-Request-ID}, the same on each try
 * @param asked what it asks of the peer, the same on each try
 * @param phase how far it is
 * @param due when something happens unless something else does first; see the phase
 * @param failures how many tries failed in a row, for the back-off
 */
public record OwnHandshake(RequestId id, RequiredBehaviour asked, Phase phase, Instant due, int failures) {
    /** How far a handshake of ours is. */
    public enum Phase {
        /** Sent, its answer awaited; sent again when due, for the answer may have died with a process. */
        SENT,
        /** Not answered, the peer may have processed it; the same again when due. */
        RETRY,
        /** Answered with success; its acknowledgement is awaited until due. */
        ANSWERED,
        /** Its acknowledgement did not come; a new one is sent when due. */
        LATE,
        /** The peer refused it; a new one is sent when due. */
        REFUSED
    }

    /**
     * Whether an acknowledgement of it would count.
     *
     * @return true unless it was refused
     */
    public boolean outstanding() {
        return phase != Phase.REFUSED;
    }

    boolean answered() {
        return phase == Phase.ANSWERED || phase == Phase.LATE;
    }

    boolean awaitsAnswer() {
        return phase == Phase.SENT || phase == Phase.RETRY;
    }

    OwnHandshake with(Phase next, Instant at) {
        return new OwnHandshake(id, asked, next, at, failures);
    }

    OwnHandshake failed(Phase next, Instant at) {
        return new OwnHandshake(id, asked, next, at, failures + 1);
    }
}
