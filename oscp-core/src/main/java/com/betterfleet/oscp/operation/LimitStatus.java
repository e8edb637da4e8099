package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import java.time.Instant;
import java.util.Optional;

/**
 * The limit of one direction.
 *
 * @param direction which
 * @param mode the mode now
 * @param planned the limit that holds now by the plan; empty while released
 * @param ordered the order in force or on its way
 * @param confirmed what the last read-back showed
 * @param confirmedRevision the revision that read-back confirmed; 0 for none
 * @param breachSince since when a lowering is late or a confirmed limit reads too high
 * @param horizonEnd when what the utility has said ends
 */
public record LimitStatus(
        Direction direction,
        Mode mode,
        Optional<Limit> planned,
        Optional<LimitOrder> ordered,
        Optional<Limit> confirmed,
        long confirmedRevision,
        Optional<Instant> breachSince,
        Optional<Instant> horizonEnd) {}
