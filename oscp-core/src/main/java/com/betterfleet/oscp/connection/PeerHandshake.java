package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Instant;
import java.util.Optional;

/**
 * A handshake of the peer that we accepted, and our acknowledgement of it.
 *
 * @param id its {@code X-Request-ID}, to which our acknowledgement correlates
 * @param acknowledgementId the {@code X-Request-ID} of our acknowledgement, the same on each try
 * @param asked what our acknowledgement asks of the peer, the same on each try; empty writes {@code {}}
 * @param phase how far our acknowledgement is
 * @param due when something happens unless something else does first; see the phase
 * @param failures how many tries failed in a row, for the back-off
 */
public record PeerHandshake(
        RequestId id,
        RequestId acknowledgementId,
        Optional<RequiredBehaviour> asked,
        Phase phase,
        Instant due,
        int failures) {
    /** How far our acknowledgement is. */
    public enum Phase {
        /** Accepted; our acknowledgement is sent when due, for the first time or again. */
        WAITING,
        /** Our acknowledgement was sent, its answer is awaited; sent again when due. */
        SENT,
        /** The peer has our acknowledgement; a handshake of ours is awaited until due and then dropped. */
        ACKNOWLEDGED
    }

    PeerHandshake with(Phase next, Instant at) {
        return new PeerHandshake(id, acknowledgementId, asked, next, at, failures);
    }

    PeerHandshake failed(Instant at) {
        return new PeerHandshake(id, acknowledgementId, asked, Phase.WAITING, at, failures + 1);
    }
}
