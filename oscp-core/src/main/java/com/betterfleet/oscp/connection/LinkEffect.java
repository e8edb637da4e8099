package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Optional;

/** Something to be done after a step was stored. */
public sealed interface LinkEffect {
    /**
     * Send a Handshake or HandshakeAcknowledge at once; what becomes of it comes back as {@link LinkInput.Answered}.
     *
     * @param id its {@code X-Request-ID}, the same on each try
     * @param message the message, the same on each try
     * @param correlation its {@code X-Correlation-ID}, on an acknowledgement
     */
    record Transmit(RequestId id, OscpMessage message, Optional<RequestId> correlation) implements LinkEffect {}

    /**
     * Send a Register at once; what becomes of it comes back as {@link LinkInput.Answered}. It says version 2.0 and our base URL.
     *
     * @param id its {@code X-Request-ID}, the same on each try
     * @param correlation its {@code X-Correlation-ID}, on a reply
     * @param token the name of the token to put into it, the same on each try
     * @param presents the name of the token to present; empty for {@link TokenExchange#presented()} of the link as it was
     *     stored
     */
    record SendRegister(RequestId id, Optional<RequestId> correlation, SecretRef token, Optional<SecretRef> presents)
            implements LinkEffect {}

    /**
     * Tell the peer once that the registration has ended; nothing comes of the answer.
     *
     * @param id its {@code X-Request-ID}
     * @param ended the exchange as it was: what to present, and where
     */
    record Deregister(RequestId id, TokenExchange ended) implements LinkEffect {}

    /**
     * Send a Heartbeat at once, with a new id, never tried again; what becomes of it comes back as
     * {@link LinkInput.HeartbeatAnswered}.
     *
     * @param session the session it belongs to
     * @param promise its {@code offline_mode_at}
     */
    record Beat(long session, Instant promise) implements LinkEffect {}

    /**
     * Tell the listeners.
     *
     * @param event what happened
     */
    record Raise(OscpEvent event) implements LinkEffect {}

    /**
     * State or session changed, or the offline deadline moved so far that limits have to be looked at again: earlier, or
     * later when less than half of the new time was left. A regular heartbeat does not move it that far.
     */
    record Moved() implements LinkEffect {}
}
