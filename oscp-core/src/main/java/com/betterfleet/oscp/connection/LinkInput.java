package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.SendResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Everything that can happen to a link; a closed family. */
public sealed interface LinkInput {
    /**
     * Which row of the {@link LinkTable} it is.
     *
     * @return its kind
     */
    Kind kind();

    /** The kinds of inputs, one for each record of the family. */
    enum Kind {
        /** {@link LinkInput.HandshakeReceived}. */
        HANDSHAKE_RECEIVED,
        /** {@link LinkInput.AcknowledgeReceived}. */
        ACKNOWLEDGE_RECEIVED,
        /** {@link LinkInput.HeartbeatReceived}. */
        HEARTBEAT_RECEIVED,
        /** {@link LinkInput.RegisterReceived}. */
        REGISTER_RECEIVED,
        /** {@link LinkInput.RegistrationEnded}. */
        REGISTRATION_ENDED,
        /** {@link LinkInput.CredentialUsed}. */
        CREDENTIAL_USED,
        /** {@link LinkInput.Answered}. */
        ANSWERED,
        /** {@link LinkInput.HeartbeatAnswered}. */
        HEARTBEAT_ANSWERED,
        /** {@link LinkInput.OutboxAnswered}. */
        OUTBOX_ANSWERED,
        /** {@link LinkInput.Due}. */
        DUE,
        /** {@link LinkInput.Start}. */
        START,
        /** {@link LinkInput.Stop}. */
        STOP,
        /** {@link LinkInput.Suspend}. */
        SUSPEND,
        /** {@link LinkInput.Resume}. */
        RESUME,
        /** {@link LinkInput.Disable}. */
        DISABLE,
        /** {@link LinkInput.Enable}. */
        ENABLE,
        /** {@link LinkInput.HandshakeNow}. */
        HANDSHAKE_NOW,
        /** {@link LinkInput.EndRegistration}. */
        END_REGISTRATION,
        /** {@link LinkInput.Edited}. */
        EDITED,
        /** {@link LinkInput.ClockStepped}. */
        CLOCK_STEPPED
    }

    /**
     * The peer sent a Handshake.
     *
     * @param id its {@code X-Request-ID}, to which our acknowledgement correlates
     * @param message the message
     */
    record HandshakeReceived(RequestId id, Handshake message) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.HANDSHAKE_RECEIVED;
        }
    }

    /**
     * The peer sent a HandshakeAcknowledge.
     *
     * @param correlation its {@code X-Correlation-ID}; without one it counts for the handshake of ours that is outstanding
     * @param message the message
     */
    record AcknowledgeReceived(Optional<RequestId> correlation, HandshakeAcknowledge message) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.ACKNOWLEDGE_RECEIVED;
        }
    }

    /**
     * The peer sent a Heartbeat.
     *
     * @param message the message
     */
    record HeartbeatReceived(Heartbeat message) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.HEARTBEAT_RECEIVED;
        }
    }

    /**
     * The peer sent a Register whose version and base URL we take. The vault keeps its token under a name never used before.
     *
     * @param id its {@code X-Request-ID}, if it has one
     * @param correlation its {@code X-Correlation-ID}, if it has one
     * @param presented the name of the token that it presented
     * @param token the name of the token in it, which we present from now on
     * @param baseUrl the base URL in it, where we send from now on
     */
    record RegisterReceived(
            Optional<RequestId> id, Optional<RequestId> correlation, SecretRef presented, SecretRef token, URI baseUrl)
            implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.REGISTER_RECEIVED;
        }
    }

    /** The peer ended the registration. */
    record RegistrationEnded() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.REGISTRATION_ENDED;
        }
    }

    /**
     * The peer presented a token on a message that is accepted: it has it.
     *
     * @param token the token's name
     */
    record CredentialUsed(SecretRef token) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.CREDENTIAL_USED;
        }
    }

    /**
     * A handshake, acknowledgement or Register of ours was answered, or not. One whose id the link no longer waits for is ignored:
     * it belongs to an older session (rule I33).
     *
     * @param id its {@code X-Request-ID}
     * @param presented the name of the exchanged token that it presented; empty where credentials are agreed
     * @param result what became of it
     */
    record Answered(RequestId id, Optional<SecretRef> presented, SendResult result) implements LinkInput {
        /**
         * Where credentials are agreed.
         *
         * @param id its {@code X-Request-ID}
         * @param result what became of it
         */
        public Answered(RequestId id, SendResult result) {
            this(id, Optional.empty(), result);
        }

        @Override
        public Kind kind() {
            return Kind.ANSWERED;
        }
    }

    /**
     * A heartbeat of ours was answered, or not.
     *
     * @param session the session it was sent in; any other than the one in force is ignored
     * @param promise what it promised
     * @param presented the name of the exchanged token that it presented; empty where credentials are agreed
     * @param result what became of it
     */
    record HeartbeatAnswered(long session, Instant promise, Optional<SecretRef> presented, SendResult result)
            implements LinkInput {
        /**
         * Where credentials are agreed.
         *
         * @param session the session it was sent in
         * @param promise what it promised
         * @param result what became of it
         */
        public HeartbeatAnswered(long session, Instant promise, SendResult result) {
            this(session, promise, Optional.empty(), result);
        }

        @Override
        public Kind kind() {
            return Kind.HEARTBEAT_ANSWERED;
        }
    }

    /**
     * A waiting message was answered, or not: only conditions come of it.
     *
     * @param result what became of it
     */
    record OutboxAnswered(SendResult result) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.OUTBOX_ANSWERED;
        }
    }

    /**
     * Time passed: {@link LinkRecord#nextDue()} has come. At any other time, and while another node holds the lease, nothing
     * changes but for deadlines that have passed.
     */
    record Due() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.DUE;
        }
    }

    /**
     * The process started over a stored link. Within its deadlines the session goes on; answers that were awaited will not
     * come, so what was under way is sent again with its own id. Nothing is done while another node holds the lease.
     */
    record Start() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.START;
        }
    }

    /**
     * A node stops in good order: another may go on with the work at once. Its answers that are still awaited count all the
     * same.
     *
     * @param node its name
     */
    record Stop(String node) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.STOP;
        }
    }

    /** An operator pauses the link. */
    record Suspend() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.SUSPEND;
        }
    }

    /** An operator ends the pause. */
    record Resume() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.RESUME;
        }
    }

    /** The configuration switches the link off. */
    record Disable() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.DISABLE;
        }
    }

    /** The configuration switches the link on. */
    record Enable() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.ENABLE;
        }
    }

    /** An operator wants a handshake now, or the registration that it needs, whatever the back-off. */
    record HandshakeNow() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.HANDSHAKE_NOW;
        }
    }

    /** An operator ends the registration. */
    record EndRegistration() implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.END_REGISTRATION;
        }
    }

    /**
     * The connection's settings were edited.
     *
     * @param needsNewSession whether URL or credentials changed
     */
    record Edited(boolean needsNewSession) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.EDITED;
        }
    }

    /**
     * The wall clock was set; the instant of the step is by the new clock. Deadlines made from our own elapsed time move by
     * the step, the peer's promise does not. Of several nodes that say so, the one that holds the lease or takes it is heard.
     *
     * @param step by how much, negative for back
     */
    record ClockStepped(Duration step) implements LinkInput {
        @Override
        public Kind kind() {
            return Kind.CLOCK_STEPPED;
        }
    }
}
