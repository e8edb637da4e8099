package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.outbox.SendResult;
import java.util.Optional;

/** Keeps the last failure of the link's own calls, for operators. */
final class Failures {
    static final String REGISTER = "register";
    static final String HANDSHAKE = "handshake";
    static final String ACKNOWLEDGEMENT = "handshake acknowledgement";
    static final String HEARTBEAT = "heartbeat";

    private Failures() {}

    /** An action that is over once it is answered. */
    static void judge(Turn turn, String action, SendResult result) {
        if (success(result)) {
            succeeded(turn, action);
        } else {
            failed(turn, action, AnswerFamilies.describe(result));
        }
    }

    /** An action that has not succeeded before the peer has done its part too. */
    static void judgeBegun(Turn turn, String action, SendResult result) {
        if (!success(result)) {
            failed(turn, action, AnswerFamilies.describe(result));
        }
    }

    private static boolean success(SendResult result) {
        return AnswerFamilies.family(result) instanceof Family.Success;
    }

    static void failed(Turn turn, String action, String what) {
        LinkFailure failure = last(turn, action)
                .map(one -> one.again(turn.now(), what))
                .orElseGet(() -> new LinkFailure(turn.now(), action, what, 1));
        turn.become(turn.record().lastFailure(Optional.of(failure)));
    }

    static void succeeded(Turn turn, String action) {
        last(turn, action).ifPresent(one -> forget(turn));
    }

    static void forget(Turn turn) {
        turn.become(turn.record().lastFailure(Optional.empty()));
    }

    private static Optional<LinkFailure> last(Turn turn, String action) {
        return turn.record().lastFailure().filter(one -> one.action().equals(action));
    }
}
