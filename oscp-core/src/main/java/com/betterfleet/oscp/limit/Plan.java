package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rulings of a stretch of time, in order; equal neighbours are kept apart only where they differ. */
final class Plan {
    private final List<Segment> segments;
    private final Instant until;

    private Plan(List<Segment> segments, Instant until) {
        this.segments = segments;
        this.until = until;
    }

    /** A ruling and the first instant of it. */
    record Segment(Instant from, Ruling ruling) {}

    /** The plan from an instant up to another, exclusive; {@link Instant#MIN} and {@link Instant#MAX} give all time. */
    static Plan of(Statements said, Instant from, Instant until) {
        NavigableSet<Instant> cuts = new TreeSet<>();
        cuts.add(from);
        said.cuts(from, until, cuts::add);
        List<Segment> segments = new ArrayList<>(cuts.size());
        for (Instant cut : cuts) {
            Ruling next = ModeTable.rule(said, cut);
            if (segments.isEmpty() || !segments.get(segments.size() - 1).ruling.equals(next)) {
                segments.add(new Segment(cut, next));
            }
        }
        return new Plan(segments, until);
    }

    List<Segment> segments() {
        return segments;
    }

    Ruling now() {
        return segments.get(0).ruling();
    }

    /** The first instant after the plan's start at which less than a limit is planned. */
    Optional<Instant> firstBelow(Limit limit) {
        return first(segment -> segment.ruling().limit().isBelow(limit));
    }

    /** The first instant after the plan's start at which something is planned that an order would say. */
    Optional<Instant> nextChange() {
        return first(segment -> !segment.ruling().ordersTheSameAs(now()));
    }

    /** The smallest of what is planned and of the ruling fallback between two instants, the later exclusive. */
    Power least(Instant from, Instant to) {
        return smallest(from, to, Ruling::least);
    }

    /** The smallest ruling fallback between two instants, the later exclusive. */
    Power leastFallback(Instant from, Instant to) {
        return smallest(from, to, Ruling::fallback);
    }

    private Optional<Instant> first(Predicate<Segment> which) {
        for (int i = 1; i < segments.size(); i++) {
            if (which.test(segments.get(i))) {
                return Optional.of(segments.get(i).from());
            }
        }
        return Optional.empty();
    }

    private Power smallest(Instant from, Instant to, Function<Ruling, Power> value) {
        if (to.isAfter(until)) {
            throw new IllegalArgumentException("to must be at most the plan's end " + until + ", was " + to);
        }
        Optional<Power> least = Optional.empty();
        for (int i = 0; i < segments.size() && segments.get(i).from().isBefore(to); i++) {
            boolean over =
                    i + 1 < segments.size() && !segments.get(i + 1).from().isAfter(from);
            if (!over) {
                Power one = value.apply(segments.get(i).ruling());
                least = Optional.of(least.map(one::min).orElse(one));
            }
        }
        return least.orElseThrow();
    }
}
