package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Who may start a handshake, what is put into it and what is demanded of the peer's.
 *
 * @param weMayStart whether we start a handshake by ourselves when one is needed
 * @param peerMayStart whether the peer may; else its handshake is refused with 403
 * @param patience how long we wait for the peer's before starting ours; zero by default
 * @param ours what our handshake asks of the peer
 * @param acknowledgement what our acknowledgement asks of the peer; empty writes {@code {}}
 * @param peerEchoes whether the peer's acknowledgement merely echoes our own wish, which then says nothing of the peer's
 * @param demanded configurations of which the peer's handshake must name at least one, else 400; empty demands nothing
 * @param preferred taken where the peer names both or its acknowledgement names none
 * @param ackTimeout how long an acknowledgement is awaited; 30 s by default
 * @param backoffMin the first wait between two tries; 5 s by default
 * @param backoffMax the longest wait; 60 s by default
 * @param replyDelay how long an acknowledgement waits after our 204, so that it does not overtake it; 500 ms by default
 */
public record HandshakeRules(
        boolean weMayStart,
        boolean peerMayStart,
        Duration patience,
        RequiredBehaviour ours,
        Optional<RequiredBehaviour> acknowledgement,
        boolean peerEchoes,
        Set<MeasurementConfiguration> demanded,
        MeasurementConfiguration preferred,
        Duration ackTimeout,
        Duration backoffMin,
        Duration backoffMax,
        Duration replyDelay) {
    /**
     * Checks the bounds and copies the set.
     *
     * @param weMayStart whether we start a handshake by ourselves when one is needed
     * @param peerMayStart whether the peer may; else its handshake is refused with 403
     * @param patience how long we wait for the peer's before starting ours; zero by default
     * @param ours what our handshake asks of the peer
     * @param acknowledgement what our acknowledgement asks of the peer; empty writes {@code {}}
     * @param peerEchoes whether the peer's acknowledgement merely echoes our own wish, which then says nothing of the peer's
     * @param demanded configurations of which the peer's handshake must name at least one, else 400; empty demands nothing
     * @param preferred taken where the peer names both or its acknowledgement names none
     * @param ackTimeout how long an acknowledgement is awaited; 30 s by default
     * @param backoffMin the first wait between two tries; 5 s by default
     * @param backoffMax the longest wait; 60 s by default
     * @param replyDelay how long an acknowledgement waits after our 204, so that it does not overtake it; 500 ms by default
     */
    public HandshakeRules {
        demanded = Set.copyOf(demanded);
        if (!weMayStart && !peerMayStart) {
            throw new IllegalArgumentException("somebody must be allowed to start a handshake");
        }
        if (!demanded.isEmpty() && !demanded.contains(preferred)) {
            throw new IllegalArgumentException("preferred " + preferred + " is not among demanded " + demanded);
        }
        Rules.positive(ackTimeout, "ackTimeout");
        Rules.positive(backoffMin, "backoffMin");
        Rules.atLeast(backoffMax, backoffMin, "backoffMax");
        Rules.notNegative(replyDelay, "replyDelay");
        Rules.notNegative(patience, "patience");
    }
}
