package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.event.GroupEvent;
import java.util.Optional;

/** Tells the sink to release the scope, until it has said that it did; fences both directions. */
final class Releases {
    private Releases() {}

    static void run(Turn turn) {
        if (turn.release.isEmpty()) {
            begin(turn);
        }
        Release release = turn.release.orElseThrow();
        boolean tries = release.stage() == Stage.PLANNED
                || (release.stage() == Stage.FAILED
                        && release.nextTry().filter(turn.now::isBefore).isEmpty());
        if (tries && turn.call.isEmpty()) {
            turn.release = Optional.of(release.at(Stage.APPLYING));
            turn.call = Optional.of(new Call(Call.Kind.RELEASE, Direction.IMPORT, release.revision(), turn.now));
            turn.then(new LimitEffect.ReleaseScope(turn.context.binding().scope(), release.revision()));
        }
    }

    static boolean isOf(Turn turn, long revision) {
        return turn.release.filter(release -> release.revision() == revision).isPresent();
    }

    /** A higher revision on the circuit of an unbound group is that of a later binding, which must not be released. */
    static void answered(Turn turn, Outcome outcome) {
        Release release = turn.release.orElseThrow();
        boolean taken = turn.unbound && outcome instanceof Outcome.Stale;
        if (outcome instanceof Outcome.Confirmed || taken) {
            turn.release = Optional.of(release.at(Stage.CONFIRMED));
        } else if (outcome instanceof Outcome.NotApplicable) {
            turn.release = Optional.of(release.at(Stage.NOT_APPLICABLE));
        } else if (outcome instanceof Outcome.Stale stale) {
            Release failed = failed(turn, release);
            long next = Math.max(stale.accepted(), release.revision()) + 1;
            fence(turn, next);
            turn.release = Optional.of(new Release(next, failed.stage(), failed.tries(), failed.nextTry()));
        } else {
            turn.release = Optional.of(failed(turn, release));
        }
    }

    static void failed(Turn turn) {
        turn.release = turn.release.map(release -> release.stage() == Stage.APPLYING ? failed(turn, release) : release);
    }

    private static Release failed(Turn turn, Release release) {
        return release.failed(turn.retryAfter(release.tries() + 1));
    }

    private static void begin(Turn turn) {
        long revision = Math.max(turn.imports.revision, turn.exports.revision) + 1;
        fence(turn, revision);
        leave(turn, turn.imports);
        leave(turn, turn.exports);
        turn.release = Optional.of(new Release(revision, Stage.PLANNED, 0, Optional.empty()));
        turn.raise(new GroupEvent.LimitReleased(turn.group(), turn.now, revision));
    }

    private static void fence(Turn turn, long revision) {
        turn.imports.revision = revision;
        turn.exports.revision = revision;
    }

    private static void leave(Turn turn, TrackDraft track) {
        Deadlines.drop(turn, track);
        Alarms.drop(turn, track);
        track.clear();
        boolean managed =
                track.direction == Direction.IMPORT || turn.context.binding().managesExport();
        if (managed && track.mode != Mode.RELEASED) {
            String why = turn.unbound
                    ? "the group is unbound"
                    : "the link is " + turn.context.link().state();
            turn.raise(new GroupEvent.ModeChanged(
                    turn.group(), turn.now, track.direction, track.mode, Mode.RELEASED, why));
            track.mode = Mode.RELEASED;
        }
    }
}
