package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.limit.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * The limit of one direction.
 *
 * @param direction which
 * @param mode the mode now
 * @param planned the limit that holds now by the plan; empty while released
 * @param ordered the order in force or on its way
 * @param stage how far that order has come; {@link Stage#NOT_APPLICABLE} where the sink has nothing to limit, and, without an
 *     order, where forecasts are recorded that bind nothing because the binding does not manage the direction
 * @param trouble what went wrong with that order last, or why nothing is limited; empty once it is confirmed
 * @param confirmed what the last read-back showed
 * @param confirmedRevision the revision that read-back confirmed; 0 for none
 * @param breachSince since when a lowering is late or a confirmed limit reads too high
 * @param breachReason which of the two
 * @param horizonEnd when what the utility has said ends
 * @param forecastOverdueSince since when two forecasts in a row are missing
 */
public record LimitStatus(
        Direction direction,
        Mode mode,
        Optional<Limit> planned,
        Optional<LimitOrder> ordered,
        Optional<Stage> stage,
        Optional<String> trouble,
        Optional<Limit> confirmed,
        long confirmedRevision,
        Optional<Instant> breachSince,
        Optional<String> breachReason,
        Optional<Instant> horizonEnd,
        Optional<Instant> forecastOverdueSince) {}
