package com.betterfleet.oscp.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** When a direction is to be looked at again. */
final class DueTimes {
    private static final int RENEW_AT_PART_LEFT = 3;
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Turn turn;
    private final TrackDraft track;
    private final Collection<Instant> due;

    DueTimes(Turn turn, TrackDraft track, Collection<Instant> due) {
        this.turn = turn;
        this.track = track;
        this.due = due;
    }

    /** A lease is renewed when one third of it is left. */
    static Instant renewAt(Issued last) {
        Instant end = last.order().validUntil();
        return end.minus(Duration.between(last.at(), end).dividedBy(RENEW_AT_PART_LEFT));
    }

    void ofRaise() {
        track.raiseSince
                .map(since -> since.plus(turn.context.binding().raiseDelay()))
                .ifPresent(due::add);
    }

    void ofDeadlines() {
        if (track.breach.isEmpty()) {
            track.lowerings.forEach(
                    lowering -> due.add(lowering.cause().plus(turn.rules().applyDeadline())));
        }
    }

    void ofOrder() {
        due.add(turn.now.plus(turn.rules().leaseMax()));
        track.issued.ifPresent(this::ofOrder);
    }

    private void ofOrder(Issued last) {
        last.nextTry().ifPresent(due::add);
        if (last.is(Stage.CONFIRMED)) {
            due.add(track.readAt.orElse(last.at()).plus(turn.rules().readEvery()));
            track.repeatAt.ifPresent(due::add);
        }
        if (!last.isFinal()) {
            due.add(last.order().validUntil());
            due.add(renewOrLookAgain(last));
        }
    }

    /** A lease whose end would not move is looked at again ever sooner: its bound moves when the peer is heard. */
    private Instant renewOrLookAgain(Issued last) {
        Instant at = renewAt(last);
        if (at.isAfter(turn.now)) {
            return at;
        }
        Duration half = Duration.between(turn.now, last.order().validUntil()).dividedBy(2);
        return turn.now.plus(half.compareTo(TICK) > 0 ? half : TICK);
    }
}
