package com.betterfleet.oscp.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * The metering windows of a group.
 *
 * @param closedThrough up to where every window was sent, parked, dropped or skipped; the next one starts there
 * @param sentThrough the end of the latest window whose energy was known and that was handed to the outbox; empty before the
 *     first
 * @param acknowledgedThrough the end of the latest window that the peer acknowledged; before the first, where metering began
 * @param unacknowledged how many windows wait for the peer's acknowledgement: the backlog
 * @param parked windows passed over because they were not complete in time, since the group was bound
 * @param dropped windows given up beyond the backlog, or because the length changed, since the group was bound
 * @param skipped windows that never opened because the link was suspended or disabled, since the group was bound
 * @param lateAnswers answers of the host's meters that came after their window was closed, since the group was bound
 */
public record MeteringStatus(
        Instant closedThrough,
        Optional<Instant> sentThrough,
        Instant acknowledgedThrough,
        int unacknowledged,
        long parked,
        long dropped,
        long skipped,
        long lateAnswers) {}
