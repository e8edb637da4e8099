package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What a start makes of the record that an earlier process left: what it awaited, and what its clock made. */
final class Restarts {
    /** What two clocks may differ by and still count as one (decision 8). */
    private static final Duration BLUR = Duration.ofSeconds(2);

    private Restarts() {}

    /** The process that awaited answers is gone: what was sent is sent again, and a beat leaves at once. */
    static Verdict start(Turn turn) {
        wentBack(turn);
        if (!Leases.free(turn)) {
            return Leases.left(turn);
        }
        if (turn.unregistered()) {
            OwnRegisters.restarted(turn);
        } else {
            sendAgain(turn);
        }
        return DueWork.due(turn);
    }

    /**
     * A clock set back while no process saw it, so that what was to come in a minute would come in an hour. How long has
     * really passed nobody knows: no promise is trusted, and nothing waits longer than if it had begun just now.
     */
    private static void wentBack(Turn turn) {
        if (turn.online() && heard(turn).isAfter(Times.plus(turn.now(), BLUR))) {
            turn.leave(
                    LinkState.OFFLINE,
                    turn.now(),
                    "the clock was set back from at least " + heard(turn) + " while no process saw it");
            turn.become(turn.record().startAt(Turn.startAt(turn.profile(), turn.now())));
        }
        turn.become(turn.record().dueWithin(turn.now(), longestWait(turn)));
    }

    /** The last that is known to have happened on a link that is ONLINE. */
    private static Instant heard(Turn turn) {
        Instant since = turn.record().since();
        return turn.record().heardAt().filter(since::isBefore).orElse(since);
    }

    private static Duration longestWait(Turn turn) {
        return Stream.of(
                        turn.rules().backoffMax(),
                        turn.rules().ackTimeout(),
                        turn.rules().patience(),
                        turn.profile().retry().timeout().multipliedBy(2))
                .reduce(turn.rules().replyDelay(), Times::longer);
    }

    private static void sendAgain(Turn turn) {
        Instant now = turn.now();
        Handshakes handshakes = turn.handshakes();
        turn.handshakes(handshakes
                .ours(handshakes.ours().map(one -> one.awaitsAnswer() ? one.with(one.phase(), now) : one))
                .theirs(handshakes
                        .theirs()
                        .map(one -> one.phase() == PeerHandshake.Phase.SENT
                                ? one.with(PeerHandshake.Phase.WAITING, now)
                                : one)));
        turn.become(turn.record().pulse(turn.record().pulse().map(one -> one.dueAt(now))));
    }
}
