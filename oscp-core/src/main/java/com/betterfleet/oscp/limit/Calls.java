package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Outcome;
import java.time.Instant;
import java.util.Optional;

/** The one call that may be with the sink. */
final class Calls {
    private Calls() {}

    /** A call without an answer for too long counts as failed; a later answer is judged by its revision. */
    static void expire(Turn turn) {
        Optional<Call> late = turn.call.filter(
                call -> !expiry(turn, call).isAfter(turn.now) || call.sentAt().isAfter(turn.now));
        late.ifPresent(call -> {
            turn.call = Optional.empty();
            String why = "no answer within " + turn.rules().sinkTimeout();
            switch (call.kind()) {
                case APPLY -> OrderTracker.failed(turn, call.direction(), call.revision(), why);
                case READ -> OrderTracker.read(turn, call.direction(), Optional.empty());
                case RELEASE -> failedRelease(turn, call.revision());
            }
        });
    }

    static Instant expiry(Turn turn, Call call) {
        return call.sentAt().plus(turn.rules().sinkTimeout());
    }

    static void answered(Turn turn, LimitInput.SinkAnswered answer) {
        free(turn, Call.Kind.APPLY, answer.direction(), answer.revision());
        free(turn, Call.Kind.RELEASE, answer.direction(), answer.revision());
        if (Releases.isOf(turn, answer.revision())) {
            Releases.answered(turn, answer.outcome());
            return;
        }
        if (turn.released()) {
            adopt(turn, answer);
        } else {
            OrderTracker.answered(turn, answer);
        }
    }

    static void failed(Turn turn, LimitInput.SinkFailed failure) {
        free(turn, Call.Kind.APPLY, failure.direction(), failure.revision());
        free(turn, Call.Kind.RELEASE, failure.direction(), failure.revision());
        if (Releases.isOf(turn, failure.revision())) {
            failedRelease(turn, failure.revision());
            return;
        }
        OrderTracker.failed(turn, failure.direction(), failure.revision(), failure.why());
    }

    static void read(Turn turn, LimitInput.ReadAnswered answer) {
        free(turn, Call.Kind.READ, answer.direction(), 0);
        OrderTracker.read(turn, answer.direction(), answer.readBack());
    }

    static void readFailed(Turn turn, LimitInput.ReadFailed failure) {
        free(turn, Call.Kind.READ, failure.direction(), 0);
        OrderTracker.read(turn, failure.direction(), Optional.empty());
    }

    private static void adopt(Turn turn, LimitInput.SinkAnswered answer) {
        TrackDraft track = turn.track(answer.direction());
        if (answer.outcome() instanceof Outcome.Stale stale) {
            track.revision = Math.max(track.revision, stale.accepted());
        }
    }

    private static void failedRelease(Turn turn, long revision) {
        if (Releases.isOf(turn, revision)) {
            Releases.failed(turn);
        }
    }

    private static void free(Turn turn, Call.Kind kind, Direction direction, long revision) {
        turn.call = turn.call.filter(call -> !call.is(kind, direction, revision));
    }
}
