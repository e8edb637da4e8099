package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.Rules;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/** Reads the messages that carry forecasted blocks. */
final class ForecastReader {
    static final Words<Phase> PHASES = new Words<>(Phase.class);
    static final Words<CapacityUnit> UNITS = new Words<>(CapacityUnit.class);
    private static final Words<ForecastType> TYPES = new Words<>(ForecastType.class);
    private static final String BLOCKS = "forecasted_blocks";

    private static final ObjectReader<Draft> FORECAST = ObjectReader.<Draft>empty()
            .required("group_id", (in, draft) -> draft.groupId = Values.identifier(in))
            .required("type", (in, draft) -> draft.type = Values.word(in, TYPES))
            .required(BLOCKS, (in, draft) -> draft.blocks = in.list(ForecastReader::block));
    private static final ObjectReader<ErrorDraft> ERROR = ObjectReader.<ErrorDraft>empty()
            .required("message", (in, draft) -> draft.message = messageText(in))
            .optional(BLOCKS, (in, draft) -> draft.blocks = in.list(ForecastReader::block));
    private static final ObjectReader<BlockDraft> BLOCK = ObjectReader.<BlockDraft>empty()
            .required("capacity", (in, draft) -> draft.capacity = Values.capacity(in))
            .required("phase", (in, draft) -> draft.phase = Values.word(in, PHASES))
            .required("unit", (in, draft) -> draft.unit = Values.word(in, UNITS))
            .required("start_time", (in, draft) -> draft.startTime = Values.time(in))
            .required("end_time", (in, draft) -> draft.endTime = Values.time(in));

    private ForecastReader() {}

    static @Nullable UpdateGroupCapacityForecast update(BodyReader in) throws IOException {
        Draft draft = new Draft();
        FORECAST.read(in, draft);
        if (draft.groupId == null
                || draft.type == null
                || draft.blocks == null
                || !in.violations().isEmpty()) {
            return null;
        }
        return new UpdateGroupCapacityForecast(new GroupId(draft.groupId), draft.type, draft.blocks);
    }

    static @Nullable AdjustGroupCapacityForecast adjust(BodyReader in) throws IOException {
        UpdateGroupCapacityForecast same = update(in);
        return same == null
                ? null
                : new AdjustGroupCapacityForecast(same.groupId(), same.type(), same.forecastedBlocks());
    }

    static @Nullable GroupCapacityComplianceError complianceError(BodyReader in) throws IOException {
        ErrorDraft draft = new ErrorDraft();
        ERROR.read(in, draft);
        if (draft.message == null) {
            return null;
        }
        return new GroupCapacityComplianceError(draft.message, draft.blocks == null ? List.of() : draft.blocks);
    }

    private static @Nullable ForecastedBlock block(BodyReader in) throws IOException {
        BlockDraft draft = new BlockDraft();
        BLOCK.read(in, draft);
        if (draft.startTime == null
                || draft.endTime == null
                || !in.obeysAt("end_time", Rules.blockEnd(draft.startTime, draft.endTime))
                || draft.capacity == null
                || draft.phase == null
                || draft.unit == null) {
            return null;
        }
        return new ForecastedBlock(draft.capacity, draft.phase, draft.unit, draft.startTime, draft.endTime);
    }

    private static @Nullable String messageText(BodyReader in) throws IOException {
        String text = Values.text(in);
        return text != null && in.obeys(Rules.messageText(text)) ? text : null;
    }

    private static final class Draft {
        private @Nullable String groupId;
        private @Nullable ForecastType type;
        private @Nullable List<ForecastedBlock> blocks;
    }

    private static final class ErrorDraft {
        private @Nullable String message;
        private @Nullable List<ForecastedBlock> blocks;
    }

    private static final class BlockDraft {
        private @Nullable BigDecimal capacity;
        private @Nullable Phase phase;
        private @Nullable CapacityUnit unit;
        private @Nullable Instant startTime;
        private @Nullable Instant endTime;
    }
}
