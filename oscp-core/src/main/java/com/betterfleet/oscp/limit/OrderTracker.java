package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.event.GroupEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges what the sink says about orders, by revision: only what is read back confirms (rule I24). */
final class OrderTracker {
    private OrderTracker() {}

    static void answered(Turn turn, LimitInput.SinkAnswered answer) {
        TrackDraft track = turn.track(answer.direction());
        boolean current = isCurrent(track, answer.revision());
        if (answer.outcome() instanceof Outcome.Stale stale) {
            stale(turn, track, answer.revision(), stale.accepted(), current);
        } else if (current && !track.isAt(Stage.CONFIRMED)) {
            judge(turn, track, answer.outcome());
        }
    }

    /** The outcome of an order is not known. */
    static void failed(Turn turn, Direction direction, long revision, String why) {
        TrackDraft track = turn.track(direction);
        if (isCurrent(track, revision) && track.isAt(Stage.APPLYING)) {
            fail(turn, track, why);
        }
    }

    /** Something was read, or could not be. */
    static void read(Turn turn, Direction direction, Optional<Limit> readBack) {
        TrackDraft track = turn.track(direction);
        track.readAt = Optional.of(turn.now);
        boolean judged = track.isAt(Stage.CONFIRMED)
                && track.issued.orElseThrow().order().validUntil().isAfter(turn.now);
        if (judged && readBack.isPresent()) {
            judgeRead(turn, track, readBack.get());
        }
    }

    private static boolean isCurrent(TrackDraft track, long revision) {
        return track.issued.filter(last -> last.order().revision() == revision).isPresent();
    }

    private static void judge(Turn turn, TrackDraft track, Outcome outcome) {
        if (outcome instanceof Outcome.Confirmed confirmed) {
            judge(turn, track, confirmed.readBack());
        } else if (outcome instanceof Outcome.NotApplicable not) {
            notApplicable(turn, track, not.why());
        } else if (outcome instanceof Outcome.Refused refused) {
            fail(turn, track, "refused: " + refused.why());
        }
    }

    private static void judge(Turn turn, TrackDraft track, Limit readBack) {
        Issued last = track.issued.orElseThrow();
        Limit ordered = last.order().limit();
        if (!readBack.isAbove(ordered)) {
            confirm(turn, track, last, readBack);
            return;
        }
        String why = "reads back " + readBack + " above the order of " + ordered;
        boolean wasKept = track.confirmed
                .filter(before -> !before.ordered().isAbove(ordered))
                .isPresent();
        if (wasKept) {
            Deadlines.begin(turn, track, turn.now, why);
        }
        fail(turn, track, why);
        track.again = true;
    }

    private static void confirm(Turn turn, TrackDraft track, Issued last, Limit readBack) {
        long revision = last.order().revision();
        track.issued = Optional.of(last.at(Stage.CONFIRMED));
        track.confirmed = Optional.of(new Confirmed(revision, last.order().limit(), readBack, turn.now));
        track.readAt = Optional.of(turn.now);
        track.failures = 0;
        track.notApplicable = false;
        if (last.repeat()) {
            track.repeatAt = Optional.of(turn.now.plus(turn.rules().zeroRepeat()));
        }
        turn.raise(new GroupEvent.LimitConfirmed(
                turn.group(), turn.now, track.direction, revision, readBack, Duration.between(last.cause(), turn.now)));
        Deadlines.confirmed(turn, track, last.order().limit());
    }

    private static void judgeRead(Turn turn, TrackDraft track, Limit readBack) {
        Issued last = track.issued.orElseThrow();
        Limit ordered = last.order().limit();
        if (readBack.isAbove(ordered)) {
            Deadlines.begin(turn, track, turn.now, "reads " + readBack + " above the confirmed order of " + ordered);
            track.issued = Optional.of(last.at(Stage.FAILED));
            track.again = true;
        } else {
            track.confirmed = Optional.of(new Confirmed(last.order().revision(), ordered, readBack, turn.now));
        }
    }

    /** Final for export. The circuit of an import may only not be known yet, so that order is tried again, unhurried. */
    private static void notApplicable(Turn turn, TrackDraft track, String why) {
        track.failures = 0;
        boolean isFinal = track.direction == Direction.EXPORT;
        Optional<Instant> again = isFinal
                ? Optional.empty()
                : Optional.of(turn.now.plus(turn.rules().retryMax()));
        track.issued = track.issued.map(last -> last.notApplicable(why, again));
        if (isFinal) {
            Deadlines.drop(turn, track);
        }
        if (!track.notApplicable) {
            track.notApplicable = true;
            turn.raise(new GroupEvent.LimitNotApplicable(turn.group(), turn.now, track.direction, why));
        }
    }

    /** A higher revision than any of ours: a lost store or a foreign writer. Ours must become higher still. */
    private static void stale(Turn turn, TrackDraft track, long revision, long accepted, boolean current) {
        boolean foreign = accepted > track.revision;
        if (foreign) {
            track.revision = accepted;
            turn.raise(new GroupEvent.LimitStale(turn.group(), turn.now, track.direction, revision, accepted));
        }
        if (foreign || current) {
            boolean first = track.failures == 0;
            fail(turn, track, "stale: revision " + accepted + " rules");
            track.issued = track.issued.map(last -> first ? last.at(Stage.FAILED) : last);
            track.again = true;
        }
    }

    private static void fail(Turn turn, TrackDraft track, String why) {
        track.failures++;
        track.issued = track.issued.map(last -> last.failed(why, turn.retryAfter(track.failures)));
        long revision = track.issued.map(last -> last.order().revision()).orElse(track.revision);
        turn.raise(new GroupEvent.LimitUnconfirmed(turn.group(), turn.now, track.direction, revision, why));
    }
}
