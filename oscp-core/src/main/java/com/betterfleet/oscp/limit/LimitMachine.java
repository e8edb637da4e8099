package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The limit of a group as a pure function: what is remembered and what happened give what to remember and what to do.
 * Commit the record, then carry out the effects.
 *
 * <p>A step takes its input, brings books, protective zero and plan up to date, and asks at most one thing of the sink: one
 * call at a time per scope, import before export, orders before reads.
 */
public final class LimitMachine {
    private LimitMachine() {}

    /**
     * Makes a step.
     *
     * @param record what is remembered
     * @param input what happened
     * @param context what holds at this instant
     * @return what to remember, to do and to answer; for a refused forecast the record as it was
     */
    public static LimitStep step(LimitRecord record, LimitInput input, LimitContext context) {
        Turn turn = new Turn(record, context);
        Calls.expire(turn);
        LimitVerdict verdict = Inputs.take(turn, input);
        if (verdict instanceof LimitVerdict.Refused) {
            return new LimitStep(record, List.of(), verdict);
        }
        Intake.settle(turn);
        List<OrderLoop> loops = run(turn, input);
        return turn.step(nextDue(turn, loops), Inputs.result(turn, input, verdict));
    }

    private static List<OrderLoop> run(Turn turn, LimitInput input) {
        if (turn.released()) {
            Releases.run(turn);
            return List.of();
        }
        turn.release = Optional.empty();
        LimitRecord said = turn.record(Optional.empty());
        List<OrderLoop> loops = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            Statements.of(said, turn.context, direction)
                    .ifPresentOrElse(
                            statements ->
                                    loops.add(OrderLoop.run(turn, direction, statements, Inputs.isDetection(input))),
                            () -> leave(turn, turn.track(direction)));
        }
        return loops;
    }

    /** The binding does not, or no longer, manage this direction. */
    private static void leave(Turn turn, TrackDraft track) {
        Deadlines.drop(turn, track);
        Alarms.drop(turn, track);
        track.clear();
    }

    private static Optional<Instant> nextDue(Turn turn, List<OrderLoop> loops) {
        NavigableSet<Instant> due = new TreeSet<>();
        loops.forEach(loop -> loop.due(due));
        turn.call.ifPresent(call -> due.add(Calls.expiry(turn, call)));
        turn.release.flatMap(Release::nextTry).ifPresent(due::add);
        turn.zeros.forEach(zero -> due.add(zero.until(turn.context.binding().zeroAfterHorizon())));
        due.remove(Instant.MAX);
        return Optional.ofNullable(due.higher(turn.now));
    }
}
