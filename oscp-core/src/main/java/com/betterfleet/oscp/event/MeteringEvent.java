package com.betterfleet.oscp.event;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** An event of the metering of one group. */
public sealed interface MeteringEvent extends GroupEvent {
    /**
     * A metering window was closed and waits to be sent; where it takes several messages, one event for each.
     *
     * @param group the group
     * @param at when
     * @param start its start
     * @param end its end
     * @param requestId the message
     * @param basis what its energy rests on
     */
    record WindowQueued(GroupRef group, Instant at, Instant start, Instant end, RequestId requestId, Basis basis)
            implements MeteringEvent {}

    /**
     * Another series of readings begins: a meter came, went, or was replaced or reset (its register is lower than it was).
     * Windows before and from then on were measured by different registers; what was counted across the change is in none.
     *
     * @param group the group
     * @param at when that was noticed
     * @param direction which way the meters count
     * @param from the start of the first window that was measured anew
     * @param added meters that were not there when a window was last sent
     * @param removed meters that are no longer there
     * @param replaced meters whose register is lower than it was
     */
    record MetersChanged(
            GroupRef group,
            Instant at,
            Direction direction,
            Instant from,
            Set<String> added,
            Set<String> removed,
            Set<String> replaced)
            implements MeteringEvent {
        /**
         * Copies the sets, in the order of the names.
         *
         * @param group the group
         * @param at when that was noticed
         * @param direction which way the meters count
         * @param from the start of the first window that was measured anew
         * @param added meters that were not there when a window was last sent
         * @param removed meters that are no longer there
         * @param replaced meters whose register is lower than it was
         */
        public MetersChanged {
            added = Collections.unmodifiableSet(new TreeSet<>(added));
            removed = Collections.unmodifiableSet(new TreeSet<>(removed));
            replaced = Collections.unmodifiableSet(new TreeSet<>(replaced));
        }

        /**
         * Whether nothing changed.
         *
         * @return whether all three sets are empty
         */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && replaced.isEmpty();
        }
    }

    /**
     * The peer acknowledged a metering window.
     *
     * @param group the group
     * @param at when
     * @param start its start
     * @param requestId the message
     */
    record WindowAcknowledged(GroupRef group, Instant at, Instant start, RequestId requestId)
            implements MeteringEvent {}

    /**
     * A metering window could not be completed and was passed over.
     *
     * @param group the group
     * @param at when
     * @param start its start
     * @param end its end
     * @param why what is missing
     */
    record WindowParked(GroupRef group, Instant at, Instant start, Instant end, String why) implements MeteringEvent {}

    /**
     * A metering window beyond the backlog was dropped.
     *
     * @param group the group
     * @param at when
     * @param start its start
     * @param why the bound
     */
    record WindowDropped(GroupRef group, Instant at, Instant start, String why) implements MeteringEvent {}
}
