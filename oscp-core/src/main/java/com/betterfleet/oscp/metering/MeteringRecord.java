package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.profile.MeteringRules;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
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
 * @param boundary the meters at {@code closedThrough}, computed when the window before was sent and used again as the
 *     start of the next, so that consecutive windows add up; empty where the window before was not sent
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
     * @param boundary the meters at {@code closedThrough}, computed when the window before was sent and used again as the start of the next, so that consecutive windows add up
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
     * @return the record, with its first {@code nextDue}
     */
    public static MeteringRecord initial(Instant boundAt, MeteringRules rules) {
        Instant first = new WindowCalendar(rules.window()).atOrAfter(boundAt);
        Instant due = first.plus(rules.window()).plus(rules.settling());
        return new MeteringRecord(
                first,
                first,
                Optional.empty(),
                Asking.NOBODY,
                Map.of(),
                Closure.NEVER,
                Counters.NONE,
                Optional.of(due));
    }

    /**
     * The meters of a group at the boundary between two windows.
     *
     * @param registers the meters with a register, by name
     * @param intervals the names of those without
     */
    public record Boundary(Map<String, BoundaryValue> registers, Set<String> intervals) {
        /**
         * Copies the collections, in the order of the names.
         *
         * @param registers the meters with a register, by name
         * @param intervals the names of those without
         */
        public Boundary {
            registers = Collections.unmodifiableMap(new TreeMap<>(registers));
            intervals = Collections.unmodifiableSet(new TreeSet<>(intervals));
        }

        /** The meters that are missing in a collection of names. */
        Set<String> notAmong(Collection<String> names) {
            Set<String> missing = new TreeSet<>(registers.keySet());
            missing.addAll(intervals);
            missing.removeAll(names);
            return missing;
        }
    }

    /**
     * The value of a register at a boundary.
     *
     * @param register the value
     * @param interpolated whether it was computed from its neighbours rather than read
     * @param before the reading at the boundary, or the last before it: later readings must not be below it
     */
    public record BoundaryValue(Energy register, boolean interpolated, RegisterReading before) {}

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
     * @param dropped windows given up because of their age, unsent or unacknowledged, or because the length changed
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

    MeteringRecord closed(Instant through, Optional<Boundary> there) {
        return new MeteringRecord(
                through, acknowledgedThrough, there, Asking.NOBODY, sent, closure.forget(through), counters, nextDue);
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

    MeteringRecord dueAt(Instant next) {
        return new MeteringRecord(
                closedThrough, acknowledgedThrough, boundary, asking, sent, closure, counters, Optional.of(next));
    }
}
