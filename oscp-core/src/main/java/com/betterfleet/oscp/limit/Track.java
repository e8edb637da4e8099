package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the limit of one direction is being seen to.
 *
 * @param revision the highest revision given out or heard of; never falls
 * @param mode the mode at the last step
 * @param planned what is wanted now, raising delayed; empty before the first step and while released
 * @param plannedSince when that which made it so happened
 * @param issued the last order
 * @param confirmed the order confirmed last
 * @param lowerings lowerings that no read-back has confirmed yet
 * @param breach the breach that stands
 * @param raiseSince since when more than ordered would be allowed
 * @param repeatAt when the order of a protective zero, or the first after it, is sent again
 * @param readAt when the limit was last read back, or tried to be
 * @param alarmedFor the horizon end for which the alarm was raised
 * @param overdueSince since when two forecasts are missing, while they are
 * @param missed the blocks that were not kept and have not ended or not been reported
 * @param reportedAt when such blocks were reported last
 * @param failures tries that failed since the last confirmation
 * @param notApplicable whether the sink has said that it does not manage this direction
 * @param again whether a new order is wanted even if it says the same
 */
public record Track(
        long revision,
        Mode mode,
        Optional<Limit> planned,
        Optional<Instant> plannedSince,
        Optional<Issued> issued,
        Optional<Confirmed> confirmed,
        List<Lowering> lowerings,
        Optional<Breach> breach,
        Optional<Instant> raiseSince,
        Optional<Instant> repeatAt,
        Optional<Instant> readAt,
        Optional<Instant> alarmedFor,
        Optional<Instant> overdueSince,
        List<Missed> missed,
        Optional<Instant> reportedAt,
        int failures,
        boolean notApplicable,
        boolean again) {
    /**
     * Copies.
     *
     * @param revision the highest revision given out or heard of; never falls
     * @param mode the mode at the last step
     * @param planned what is wanted now, raising delayed; empty before the first step and while released
     * @param plannedSince when that which made it so happened
     * @param issued the last order
     * @param confirmed the order confirmed last
     * @param lowerings lowerings that no read-back has confirmed yet
     * @param breach the breach that stands
     * @param raiseSince since when more than ordered would be allowed
     * @param repeatAt when the order of a protective zero, or the first after it, is sent again
     * @param readAt when the limit was last read back, or tried to be
     * @param alarmedFor the horizon end for which the alarm was raised
     * @param overdueSince since when two forecasts are missing, while they are
     * @param missed the blocks that were not kept and have not ended or not been reported
     * @param reportedAt when such blocks were reported last
     * @param failures tries that failed since the last confirmation
     * @param notApplicable whether the sink has said that it does not manage this direction
     * @param again whether a new order is wanted even if it says the same
     */
    public Track {
        lowerings = List.copyOf(lowerings);
        missed = List.copyOf(missed);
    }

    /**
     * A direction for which nothing was ordered yet.
     *
     * @param revision the highest revision given out before
     * @return the track, in FALLBACK (rule I18)
     */
    public static Track starting(long revision) {
        return new Track(
                revision,
                Mode.FALLBACK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                false,
                false);
    }
}
