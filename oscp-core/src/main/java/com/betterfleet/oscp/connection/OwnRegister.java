package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A Register of ours that is under way. What it says beside the token, one version and our base URL, is the configuration's.
 *
 * @param id its {@code X-Request-ID}, the same on each try
 * @param reply whether it answers a Register of the peer; else it begins the exchange and a reply is awaited
 * @param correlation its {@code X-Correlation-ID}: the id of the Register it answers, if that one had an id
 * @param token the name of the token it carries, the same on each try
 * @param presents of a reply: the name of the token that the answered Register gave us, which it presents even if the peer
 *     has given us another meanwhile; empty for the newest
 * @param phase how far it is
 * @param due when something happens unless something else does first; see the phase
 * @param failures how many tries failed in a row, for the back-off
 */
public record OwnRegister(
        RequestId id,
        boolean reply,
        Optional<RequestId> correlation,
        SecretRef token,
        Optional<SecretRef> presents,
        Phase phase,
        Instant due,
        int failures) {
    /** How far a Register of ours is. */
    public enum Phase {
        /** Not sent yet; sent when due. */
        WAITING,
        /** Sent, its answer awaited; sent again when due, for the answer may have died with a process. */
        SENT,
        /** Not answered with success; the same again when due. */
        RETRY,
        /** Answered with success; the peer's reply is awaited until due. */
        ANSWERED,
        /** The peer's reply did not come; a new one with the same token is sent when due, and a late reply still counts. */
        LATE,
        /** The peer refused it; a new one with the same token is sent when due. */
        REFUSED
    }

    boolean awaitsAnswer() {
        return phase == Phase.SENT || phase == Phase.RETRY;
    }

    /** Whether the peer may have it. */
    boolean left() {
        return phase != Phase.WAITING;
    }

    OwnRegister with(Phase next, Instant at) {
        return new OwnRegister(id, reply, correlation, token, presents, next, at, failures);
    }

    OwnRegister failed(Phase next, Instant at) {
        return new OwnRegister(id, reply, correlation, token, presents, next, at, failures + 1);
    }
}
