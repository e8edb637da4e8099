package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.forecast.ForecastTranslator;
import com.betterfleet.oscp.forecast.Translation;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at what is to be requested before it is: an adjustment that the partner could not take is refused here. */
public final class AdjustmentRequest {
    /** How many blocks an adjustment may have: ten days of quarter hours are less. */
    public static final int MOST_BLOCKS = 1000;

    private final GroupBinding binding;
    private final PartnerProfile profile;
    private final Instant now;

    /**
     * Requests of a group.
     *
     * @param binding its binding: voltage and phases for amperes and single phases
     * @param profile what the partner takes
     * @param now the engine's clock
     */
    public AdjustmentRequest(GroupBinding binding, PartnerProfile profile, Instant now) {
        this.binding = binding;
        this.profile = profile;
        this.now = now;
    }

    /**
     * Makes an input of a request.
     *
     * @param id a fresh id
     * @param type what the blocks mean
     * @param blocks full values, not differences
     * @param record the adjustments there are
     * @return the input
     * @throws IllegalArgumentException saying what is wrong: the partner takes no adjustments, or not this type, unit or
     *     phase; no block, too many, one that is over, two that overlap; too many adjustments pending
     */
    public AdjustmentInput.Requested of(
            RequestId id, ForecastType type, List<ForecastedBlock> blocks, AdjustmentRecord record) {
        refuseIf(
                !profile.adjust(),
                "profile " + profile.id() + " takes no adjustments here: set its setting 'adjust' to true"
                        + " once the utility has said that it takes them");
        refuseIf(blocks.isEmpty(), "blocks must not be empty");
        refuseIf(blocks.size() > MOST_BLOCKS, "blocks must be at most " + MOST_BLOCKS + ", were " + blocks.size());
        blocks.forEach(block -> refuseIf(
                !block.endTime().isAfter(now),
                "the block from " + block.startTime() + " was over at " + block.endTime()));
        refuseIf(
                !record.hasRoomFor(type, now),
                AdjustmentRecord.MOST_PENDING + " adjustments are pending: wait until one of them is answered or over");
        AdjustGroupCapacityForecast message = new AdjustGroupCapacityForecast(binding.group(), type, blocks);
        return new AdjustmentInput.Requested(id, message, inWatts(id, message));
    }

    /** Read as a forecast of the partner with the same blocks would be, but for overlaps, which nobody can mean. */
    private List<AdjustedBlock> inWatts(RequestId id, AdjustGroupCapacityForecast message) {
        UpdateGroupCapacityForecast alike =
                new UpdateGroupCapacityForecast(message.groupId(), message.type(), message.forecastedBlocks());
        Translation translation = ForecastTranslator.translate(id, alike, binding, profile, 0);
        if (translation instanceof Translation.Untranslatable refused) {
            throw new IllegalArgumentException(
                    refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
        Translation.Translated translated = (Translation.Translated) translation;
        refuseIf(translated.overlapped(), "forecasted_blocks of one phase overlap: say one thing for each time");
        return Blocks.of(translated.blocks()).pieces().stream()
                .map(piece -> new AdjustedBlock(
                        piece.start(), piece.end(), piece.block().power(), Optional.empty()))
                .toList();
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
