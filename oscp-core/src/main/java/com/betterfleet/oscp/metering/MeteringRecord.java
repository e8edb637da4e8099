package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.WindowRules;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is remembered of a group's metering. Immutable; its components are plain values, so that it can be written
 * down and read back part by part.
 *
 * @param closedThrough every window up to here was sent, parked, dropped or skipped; always the start of the window that
 *     is next
 * @param acknowledgedThrough the end of the latest window that the peer acknowledged; for the report only. Before the
 *     first it is the boundary at which metering began
 * @param boundary the meters at the end of the latest window that was sent. Where that is {@code closedThrough} they are
 *     used again as the start of the next window, so that consecutive windows add up; else they only tell whether a meter
 *     was replaced since. Empty before the first window was sent
 * @param asking how the host is being asked about the next window
 * @param sent windows that wait for the peer's acknowledgement, by request id
 * @param closure when no window opened
 * @param counters what did not go the usual way
 * @param nextDue when the machine wants its next {@link MeteringInput.Due}
 */
public record MeteringRecord(
        Instant closedThrough,
        Instant acknowledgedThrough,
        Optional<Boundary> boundary,
        Asking asking,
        Map<String, TimeInterval> sent,
        Closure closure,
        Counters counters,
        Optional<Instant> nextDue) {
    /**
     * Copies the map, in the order of its keys.
     *
     * @param closedThrough every window up to here was sent, parked, dropped or skipped
     * @param acknowledgedThrough the end of the latest window that the peer acknowledged
     * @param boundary the meters at the end of the latest window that was sent
     * @param asking how the host is being asked about the next window
     * @param sent windows that wait for the peer's acknowledgement, by request id
     * @param closure when no window opened
     * @param counters what did not go the usual way
     * @param nextDue when the machine wants its next {@link MeteringInput.Due}
     */
    public MeteringRecord {
        sent = Collections.unmodifiableMap(new TreeMap<>(sent));
    }

    /**
     * The record of a group that was just bound: its first window starts at the first boundary at or after that.
     *
     * @param boundAt when it was bound
     * @param rules the partner's rules
     * @param open whether windows open: the link is neither SUSPENDED nor DISABLED
     * @return the record, with its first {@code nextDue}
     */
    public static MeteringRecord initial(Instant boundAt, MeteringRules rules, boolean open) {
        WindowRules windows = rules.windows();
        Instant first = new WindowCalendar(windows.length()).atOrAfter(boundAt);
        Instant due = first.plus(windows.length()).plus(windows.settling());
        return new MeteringRecord(
                first,
                first,
                Optional.empty(),
                Asking.NOBODY,
                Map.of(),
                open ? Closure.NEVER : new Closure(Optional.of(boundAt), List.of()),
                Counters.NONE,
                Optional.of(due));
    }

    /**
     * The meters of a group at the end of a window that was sent.
     *
     * @param at the end of that window
     * @param meters the meters, by the direction in which they count
     */
    public record Boundary(Instant at, Map<Direction, Meters> meters) {
        /**
         * Copies the map, in the order of the directions.
         *
         * @param at the end of that window
         * @param meters the meters, by the direction in which they count
         */
        public Boundary {
            meters = Collections.unmodifiableMap(new TreeMap<>(meters));
        }

        /** The meters that count one direction. */
        Meters of(Direction direction) {
            return meters.getOrDefault(direction, Meters.NONE);
        }
    }

    /**
     * The meters of one direction at the boundary between two windows.
     *
     * @param registers the meters with a register, by name
     * @param intervals the names of those without
     */
    public record Meters(Map<String, BoundaryValue> registers, Set<String> intervals) {
        static final Meters NONE = new Meters(Map.of(), Set.of());

        /**
         * Copies the collections, in the order of the names.
         *
         * @param registers the meters with a register, by name
         * @param intervals the names of those without
         */
        public Meters {
            registers = Collections.unmodifiableMap(new TreeMap<>(registers));
            intervals = Collections.unmodifiableSet(new TreeSet<>(intervals));
        }

        Set<String> names() {
            Set<String> names = new TreeSet<>(registers.keySet());
            names.addAll(intervals);
            return names;
        }
    }

    /**
     * The value of a register at a boundary.
     *
     * @param register the value
     * @param basis whether it was read there, interpolated between its neighbours, or rests on an estimate
     * @param before the reading at the boundary, or the last before it: later readings must not be below it
     */
    public record BoundaryValue(Energy register, Basis basis, RegisterReading before) {}

    /**
     * How the host is being asked about the next window.
     *
     * @param inFlight the read that is not answered yet
     * @param tries how many times it was asked
     * @param notBefore when it is asked again
     */
    public record Asking(Optional<InFlight> inFlight, int tries, Optional<Instant> notBefore) {
        static final Asking NOBODY = new Asking(Optional.empty(), 0, Optional.empty());

        Asking ask(TimeInterval window, Instant now) {
            return new Asking(Optional.of(new InFlight(window, now)), tries + 1, Optional.empty());
        }

        Asking again(Instant instant) {
            return new Asking(Optional.empty(), tries, Optional.of(instant));
        }
    }

    /**
     * A read that the host has not answered yet.
     *
     * @param window the window it is about
     * @param since when it was asked
     */
    public record InFlight(TimeInterval window, Instant since) {}

    /**
     * What did not go the usual way, since the group was bound.
     *
     * @param parked windows passed over because they were not complete in time
     * @param dropped windows given up because they were too old or too many, unsent or unacknowledged, or because the
     *     length changed
     * @param skipped windows that never opened because the link was suspended or disabled
     * @param late answers of the host that came after their window had been closed
     */
    public record Counters(long parked, long dropped, long skipped, long late) {
        static final Counters NONE = new Counters(0, 0, 0, 0);

        Counters onePassedOver() {
            return new Counters(parked + 1, dropped, skipped, late);
        }

        Counters oneDropped() {
            return new Counters(parked, dropped + 1, skipped, late);
        }

        Counters oneSkipped() {
            return new Counters(parked, dropped, skipped + 1, late);
        }

        Counters oneLate() {
            return new Counters(parked, dropped, skipped, late + 1);
        }
    }

    /** The meters at the start of the next window, where the window before it was sent. */
    Optional<Boundary> start() {
        return boundary.filter(there -> there.at().equals(closedThrough));
    }

    MeteringRecord closed(Instant through) {
        return new MeteringRecord(
                through,
                acknowledgedThrough,
                boundary,
                Asking.NOBODY,
                sent,
                closure.forget(through),
                counters,
                nextDue);
    }

    MeteringRecord measured(Boundary there) {
        return new MeteringRecord(
                closedThrough, acknowledgedThrough, Optional.of(there), asking, sent, closure, counters, nextDue);
    }

    MeteringRecord acknowledged(Instant through) {
        Instant latest = through.isAfter(acknowledgedThrough) ? through : acknowledgedThrough;
        return new MeteringRecord(closedThrough, latest, boundary, asking, sent, closure, counters, nextDue);
    }

    MeteringRecord with(Asking next) {
        return new MeteringRecord(closedThrough, acknowledgedThrough, boundary, next, sent, closure, counters, nextDue);
    }

    MeteringRecord with(Closure next) {
        return new MeteringRecord(closedThrough, acknowledgedThrough, boundary, asking, sent, next, counters, nextDue);
    }

    MeteringRecord with(Counters next) {
        return new MeteringRecord(closedThrough, acknowledgedThrough, boundary, asking, sent, closure, next, nextDue);
    }

    MeteringRecord withSent(String id, TimeInterval window) {
        Map<String, TimeInterval> more = new TreeMap<>(sent);
        more.put(id, window);
        return withSent(more);
    }

    MeteringRecord withoutSent(String id) {
        Map<String, TimeInterval> fewer = new TreeMap<>(sent);
        fewer.remove(id);
        return withSent(fewer);
    }

    private MeteringRecord withSent(Map<String, TimeInterval> next) {
        return new MeteringRecord(
                closedThrough, acknowledgedThrough, boundary, asking, next, closure, counters, nextDue);
    }

    /**
     * The windows that wait for the peer's acknowledgement.
     *
     * @return a fresh set, the oldest first
     */
    public NavigableSet<TimeInterval> waiting() {
        NavigableSet<TimeInterval> windows = new TreeSet<>(Comparator.comparing(TimeInterval::start));
        windows.addAll(sent.values());
        return windows;
    }

    MeteringRecord dueAt(Instant next) {
        return new MeteringRecord(
                closedThrough, acknowledgedThrough, boundary, asking, sent, closure, counters, Optional.of(next));
    }
}
