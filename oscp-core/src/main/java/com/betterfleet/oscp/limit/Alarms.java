package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.profile.ForecastRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Tells in time that what the utility has said runs out (rule I13), or that it has fallen silent on an agreed line. */
final class Alarms {
    private static final int MISSING = 2;

    private final Turn turn;
    private final TrackDraft track;
    private final Statements said;
    private final ForecastRules rules;

    Alarms(Turn turn, TrackDraft track, Statements said) {
        this.turn = turn;
        this.track = track;
        this.said = said;
        this.rules = turn.context.profile().forecast();
    }

    void tell() {
        tellHorizon();
        tellOverdue();
    }

    /** Every instant at which an alarm may be due; some may be past. */
    void due(Collection<Instant> due) {
        horizonAlarm().ifPresent(due::add);
        if (said.online()) {
            due.add(overdueAt());
        }
    }

    /** Nobody waits for forecasts any more. */
    static void drop(Turn turn, TrackDraft track) {
        track.overdueSince.ifPresent(since -> turn.raise(new GroupEvent.ForecastOverdueEnded(
                turn.group(), turn.now, track.direction, Duration.between(since, turn.now))));
        track.overdueSince = Optional.empty();
    }

    private void tellHorizon() {
        Optional<Instant> end = horizonEnd();
        boolean isNear =
                horizonAlarm().filter(alarm -> !alarm.isAfter(turn.now)).isPresent();
        if (isNear && !end.equals(track.alarmedFor)) {
            track.alarmedFor = end;
            turn.raise(new GroupEvent.HorizonEnding(turn.group(), turn.now, track.direction, end.orElseThrow()));
        }
    }

    private void tellOverdue() {
        Instant since = overdueAt();
        if (!said.online() || since.isAfter(turn.now)) {
            drop(turn, track);
        } else if (track.overdueSince.isEmpty()) {
            track.overdueSince = Optional.of(since);
            turn.raise(new GroupEvent.ForecastOverdue(
                    turn.group(),
                    turn.now,
                    track.direction,
                    said.main().type(),
                    said.main().lastReceived(),
                    rules.cadence()));
        }
    }

    private Optional<Instant> horizonEnd() {
        return said.heardThisSession() ? said.main().horizonEnd() : Optional.empty();
    }

    private Optional<Instant> horizonAlarm() {
        return horizonEnd().map(end -> end.minus(rules.horizonAlarm()));
    }

    /** When two forecasts will be missing; the first is due one cadence after the line was agreed. */
    private Instant overdueAt() {
        Instant agreed = turn.context.link().since();
        Instant heard = said.main().lastReceived().filter(agreed::isBefore).orElse(agreed);
        return heard.plus(rules.cadence().multipliedBy(MISSING));
    }
}
