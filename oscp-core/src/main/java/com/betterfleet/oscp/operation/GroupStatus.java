package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.adjustment.Adjustment;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.limit.Reported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One bound group.
 *
 * @param group the group
 * @param scope its managed scope
 * @param protectiveZeroSince since when a protective zero rules
 * @param limits its limits by direction: import, and export where the binding manages it
 * @param metering its metering windows; empty before metering has begun
 * @param waiting messages waiting to be sent, at most 1000 are counted
 * @param parked messages parked among those
 * @param parkedMessages the oldest of the parked ones, at most {@value #MOST_PARKED}
 * @param adjustments those that are pending, then the newest that have ended, at most 10 of each
 * @param complianceSent what the utility was told of blocks that were not kept; empty if nothing was
 */
public record GroupStatus(
        GroupRef group,
        ManagedScope scope,
        Optional<Instant> protectiveZeroSince,
        List<LimitStatus> limits,
        Optional<MeteringStatus> metering,
        int waiting,
        int parked,
        List<ParkedMessage> parkedMessages,
        List<Adjustment> adjustments,
        Optional<Reported> complianceSent) {
    /** How many parked messages are told one by one. */
    public static final int MOST_PARKED = 20;

    /**
     * Copies the lists.
     *
     * @param group the group
     * @param scope its managed scope
     * @param protectiveZeroSince since when a protective zero rules
     * @param limits its limits by direction: import, and export where the binding manages it
     * @param metering its metering windows; empty before metering has begun
     * @param waiting messages waiting to be sent, at most 1000 are counted
     * @param parked messages parked among those
     * @param parkedMessages the oldest of the parked ones, at most {@value #MOST_PARKED}
     * @param adjustments those that are pending, then the newest that have ended, at most 10 of each
     * @param complianceSent what the utility was told of blocks that were not kept; empty if nothing was
     */
    public GroupStatus {
        limits = List.copyOf(limits);
        parkedMessages = List.copyOf(parkedMessages);
        adjustments = List.copyOf(adjustments);
    }
}
