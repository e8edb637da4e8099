package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is to be seen of a day of one group, made from nothing but its journal. Powers are in watts.
 *
 * @param group the group
 * @param start the start of the day
 * @param site the site limit
 * @param fallback the limit while the utility is out of touch
 * @param limits the limit in force, step by step
 * @param forecast the forecast as it stood
 * @param drawn what was drawn
 * @param windows the metering windows
 * @param incidents what deserves a number, in order
 * @param tallies what is counted instead
 * @param figures the figures of the day
 */
record DayPicture(
        String group,
        Instant start,
        long site,
        long fallback,
        List<LimitStep> limits,
        List<Level> forecast,
        List<Level> drawn,
        List<Window> windows,
        List<Incident> incidents,
        List<Tally> tallies,
        List<Figure> figures) {
    DayPicture {
        limits = List.copyOf(limits);
        forecast = List.copyOf(forecast);
        drawn = List.copyOf(drawn);
        windows = List.copyOf(windows);
        incidents = List.copyOf(incidents);
        tallies = List.copyOf(tallies);
        figures = List.copyOf(figures);
    }

    /**
     * Reads a journal.
     *
     * @throws IllegalArgumentException if there is no day to be seen in it
     */
    static DayPicture of(List<FileLine> lines) {
        Told told = Told.of(lines);
        List<LimitStep> limits = LimitsRead.of(told);
        List<Window> windows = WindowsRead.of(told);
        return new DayPicture(
                told.group(),
                told.start(),
                told.binding().path("siteLimit").path("watts").asLong(),
                told.binding().path("fallback").path("watts").asLong(),
                limits,
                ForecastRead.of(told),
                DrawnRead.of(told),
                windows,
                IncidentsRead.of(told),
                TalliesRead.of(told, limits),
                FiguresRead.of(told, windows));
    }

    Instant end() {
        return start.plus(Duration.ofDays(1));
    }

    /** The highest power that there is to draw. */
    long top() {
        long top = Math.max(site, fallback);
        for (LimitStep step : limits) {
            top = Math.max(top, step.watts().orElse(0));
        }
        for (Level level : forecast) {
            top = Math.max(top, level.watts());
        }
        for (Level level : drawn) {
            top = Math.max(top, level.watts());
        }
        return top;
    }

    Optional<LimitStep> limitAt(Instant at) {
        return limits.stream().filter(step -> step.holds(at)).findFirst();
    }

    static OptionalLong at(List<Level> levels, Instant at) {
        return levels.stream()
                .filter(level -> level.holds(at))
                .mapToLong(Level::watts)
                .findFirst();
    }

    /** Which limits were in force during an incident, without repetition. */
    String meanwhile(Incident incident) {
        Instant until = incident.until().orElse(incident.at().plusSeconds(1));
        Instant least = incident.at().plusSeconds(1);
        List<String> met = limits.stream()
                .filter(step -> !step.brief() && step.meets(incident.at(), until.isAfter(least) ? until : least))
                .map(LimitStep::words)
                .distinct()
                .toList();
        return met.size() > 4 ? met.get(0) + ", then " + (met.size() - 1) + " more" : String.join(", then ", met);
    }
}
