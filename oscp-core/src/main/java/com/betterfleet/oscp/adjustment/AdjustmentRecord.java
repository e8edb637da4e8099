package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is remembered of a group's adjustments. Immutable; it is stored through its components.
 *
 * @param pending those of which something may still come, oldest request first, at most {@value #MOST_PENDING}
 * @param finished the newest that have ended, at most {@value #MOST_FINISHED}, in the order in which they did
 */
public record AdjustmentRecord(List<Adjustment> pending, List<Adjustment> finished) {
    /** How many adjustments of a group may be pending; more are refused until one of these has ended. */
    public static final int MOST_PENDING = 10;

    /** How many adjustments that have ended are kept for the status. */
    public static final int MOST_FINISHED = 10;

    /** The record of a group for which nothing was requested. */
    public static final AdjustmentRecord EMPTY = new AdjustmentRecord(List.of(), List.of());

    /**
     * Checks and copies.
     *
     * @param pending those of which something may still come, oldest request first
     * @param finished the newest that have ended, in the order in which they did
     */
    public AdjustmentRecord {
        pending = List.copyOf(pending);
        finished = List.copyOf(finished);
        if (!pending.stream().allMatch(Adjustment::pending) || finished.stream().anyMatch(Adjustment::pending)) {
            throw new IllegalArgumentException("pending must hold SENT and DELIVERED, finished all others");
        }
        if (pending.size() > MOST_PENDING || finished.size() > MOST_FINISHED) {
            throw new IllegalArgumentException("pending and finished must have at most " + MOST_PENDING + " and "
                    + MOST_FINISHED + ", had " + pending.size() + " and " + finished.size());
        }
    }

    /**
     * When the machine wants its next {@link AdjustmentInput.Due}.
     *
     * @return when the first of the pending ones expires
     */
    public Optional<Instant> nextDue() {
        return pending.stream().map(Adjustment::end).min(Instant::compareTo);
    }

    /**
     * What there is to show.
     *
     * @return the pending ones, then those that have ended, the newest of them first
     */
    public List<Adjustment> all() {
        List<Adjustment> all = new ArrayList<>(pending);
        for (int i = finished.size() - 1; i >= 0; i--) {
            all.add(finished.get(i));
        }
        return List.copyOf(all);
    }

    boolean knows(RequestId id) {
        return Stream.concat(pending.stream(), finished.stream())
                .anyMatch(one -> one.id().equals(id));
    }

    /** Whether one more of a type can be pending; one of it that waits gives way (rule I31). */
    boolean hasRoomFor(ForecastType type, Instant now) {
        return pending.stream()
                        .filter(one -> one.end().isAfter(now))
                        .filter(one -> one.state() != AdjustmentState.SENT || one.type() != type)
                        .count()
                < MOST_PENDING;
    }

    AdjustmentRecord plus(Adjustment requested) {
        return new AdjustmentRecord(
                Stream.concat(pending.stream(), Stream.of(requested)).toList(), finished);
    }

    /** The same with an adjustment in the place of the one of its id, or among the finished if it has ended. */
    AdjustmentRecord with(Adjustment changed) {
        if (changed.pending()) {
            return new AdjustmentRecord(
                    pending.stream()
                            .map(one -> one.id().equals(changed.id()) ? changed : one)
                            .toList(),
                    finished);
        }
        List<Adjustment> ended =
                Stream.concat(finished.stream(), Stream.of(changed)).toList();
        return new AdjustmentRecord(
                pending.stream().filter(one -> !one.id().equals(changed.id())).toList(),
                ended.subList(Math.max(0, ended.size() - MOST_FINISHED), ended.size()));
    }
}
