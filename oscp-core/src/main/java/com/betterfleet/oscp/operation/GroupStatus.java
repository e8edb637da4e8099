package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.configuration.GroupRef;
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
 * @param windowsClosedThrough the end of the last metering window that was closed
 * @param windowsAcknowledgedThrough the end of the last metering window that the peer acknowledged
 * @param waiting messages waiting to be sent, at most 1000 are counted
 * @param parked messages parked among those
 */
public record GroupStatus(
        GroupRef group,
        ManagedScope scope,
        Optional<Instant> protectiveZeroSince,
        List<LimitStatus> limits,
        Optional<Instant> windowsClosedThrough,
        Optional<Instant> windowsAcknowledgedThrough,
        int waiting,
        int parked) {
    /**
     * Copies the list.
     *
     * @param group the group
     * @param scope its managed scope
     * @param protectiveZeroSince since when a protective zero rules
     * @param limits its limits by direction: import, and export where the binding manages it
     * @param windowsClosedThrough the end of the last metering window that was closed
     * @param windowsAcknowledgedThrough the end of the last metering window that the peer acknowledged
     * @param waiting messages waiting to be sent, at most 1000 are counted
     * @param parked messages parked among those
     */
    public GroupStatus {
        limits = List.copyOf(limits);
    }
}
