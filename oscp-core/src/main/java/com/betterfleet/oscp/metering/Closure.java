package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When no metering window opened, because the link was suspended or disabled. A window that starts within is skipped: it
 * is never sent, not even after the link has opened again.
 *
 * @param since since when the link is closed; empty while it is open
 * @param past closures that are over and in which a window started that is not closed yet
 */
public record Closure(Optional<Instant> since, List<TimeInterval> past) {
    static final Closure NEVER = new Closure(Optional.empty(), List.of());

    /**
     * Copies the list.
     *
     * @param since since when the link is closed; empty while it is open
     * @param past closures that are over and in which a window started that is not closed yet
     */
    public Closure {
        past = List.copyOf(past);
    }

    Closure observe(boolean open, Instant now, WindowCalendar calendar) {
        if (open == since.isEmpty()) {
            return this;
        }
        return open ? over(since.orElse(now), now, calendar) : new Closure(Optional.of(now), past);
    }

    private Closure over(Instant start, Instant now, WindowCalendar calendar) {
        if (!calendar.atOrAfter(start).isBefore(now)) {
            return new Closure(Optional.empty(), past);
        }
        List<TimeInterval> all = new ArrayList<>(past);
        all.add(TimeInterval.of(start, now));
        return new Closure(Optional.empty(), all);
    }

    /** Whether a window that starts at an instant did not open. */
    boolean covers(Instant start) {
        boolean now = since.isPresent() && !start.isBefore(since.get());
        return now || past.stream().anyMatch(closed -> closed.contains(start));
    }

    Closure forget(Instant through) {
        return new Closure(
                since, past.stream().filter(closed -> !closed.isBefore(through)).toList());
    }
}
