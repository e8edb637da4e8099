package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import com.betterfleet.oscp.event.GroupEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowerings run against the partner's deadline; raising never does. */
final class Deadlines {
    private Deadlines() {}

    /** Another limit is planned: a lowering starts its clock, a raise makes those that run ask for less. */
    static void planned(TrackDraft track, Limit limit, Instant cause) {
        List<Lowering> next = new ArrayList<>();
        for (Lowering one : track.lowerings) {
            next.add(one.most().isBelow(limit) ? new Lowering(limit, one.cause()) : one);
        }
        if (track.planned.filter(before -> !limit.isBelow(before)).isEmpty()) {
            next.add(new Lowering(limit, cause));
        }
        track.lowerings = next;
    }

    /** A limit was confirmed: lowerings to it or to more are done. */
    static void confirmed(Turn turn, TrackDraft track, Limit limit) {
        track.lowerings = track.lowerings.stream()
                .filter(one -> one.most().isBelow(limit))
                .toList();
        boolean none = track.lowerings.stream().noneMatch(one -> isOver(turn, one));
        if (none) {
            end(turn, track);
        }
    }

    /** Nobody asks for anything any more. */
    static void drop(Turn turn, TrackDraft track) {
        track.lowerings = List.of();
        end(turn, track);
    }

    static void check(Turn turn, TrackDraft track) {
        track.lowerings.stream()
                .filter(one -> isOver(turn, one))
                .findFirst()
                .ifPresent(one -> begin(
                        turn,
                        track,
                        deadline(turn, one),
                        "not confirmed at or below " + one.most() + " within "
                                + turn.rules().applyDeadline()));
    }

    /** A breach begins, unless one stands. */
    static void begin(Turn turn, TrackDraft track, Instant since, String why) {
        if (track.breach.isPresent()) {
            return;
        }
        long revision = track.issued.map(last -> last.order().revision()).orElse(track.revision);
        track.breach = Optional.of(new Breach(since, revision, why));
        turn.raise(new GroupEvent.LimitBreached(turn.group(), turn.now, track.direction, revision, since, why));
    }

    private static void end(Turn turn, TrackDraft track) {
        track.breach.ifPresent(breach -> turn.raise(new GroupEvent.LimitBreachEnded(
                turn.group(), turn.now, track.direction, Duration.between(breach.since(), turn.now))));
        track.breach = Optional.empty();
    }

    private static boolean isOver(Turn turn, Lowering one) {
        return !deadline(turn, one).isAfter(turn.now);
    }

    private static Instant deadline(Turn turn, Lowering one) {
        return one.cause().plus(turn.rules().applyDeadline());
    }
}
