package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.Rules;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** Reads the messages that carry measurements. */
final class MeasurementReader {
    private static final Words<EnergyUnit> UNITS = new Words<>(EnergyUnit.class);
    private static final Words<EnergyDirection> DIRECTIONS = new Words<>(EnergyDirection.class);
    private static final Words<EnergyType> TYPES = new Words<>(EnergyType.class);
    private static final Words<AssetCategory> CATEGORIES = new Words<>(AssetCategory.class);

    private static final ObjectReader<Draft<EnergyMeasurement>> GROUP = message(MeasurementReader::energy);
    private static final ObjectReader<Draft<AssetMeasurement>> ASSETS = message(MeasurementReader::asset);
    private static final ObjectReader<AssetDraft> ASSET = ObjectReader.<AssetDraft>empty()
            .required("asset_id", (in, draft) -> draft.assetId = Values.identifier(in))
            .required("asset_category", (in, draft) -> draft.category = Values.word(in, CATEGORIES))
            .optional("energy_measurement", AssetDraft::energy)
            .optional("instantaneous_measurement", AssetDraft::instantaneous);
    private static final ObjectReader<EnergyDraft> ENERGY = ObjectReader.<EnergyDraft>empty()
            .required("value", (in, draft) -> draft.value = Values.measured(in))
            .required("phase", (in, draft) -> draft.phase = Values.word(in, ForecastReader.PHASES))
            .required("unit", (in, draft) -> draft.unit = Values.word(in, UNITS))
            .required("direction", (in, draft) -> draft.direction = Values.word(in, DIRECTIONS))
            .optional("energy_type", (in, draft) -> draft.type = Values.word(in, TYPES))
            .required("measure_time", (in, draft) -> draft.time = Values.time(in))
            .optional("initial_measure_time", (in, draft) -> draft.initialTime = Values.time(in));
    private static final ObjectReader<MomentDraft> MOMENT = ObjectReader.<MomentDraft>empty()
            .required("value", (in, draft) -> draft.value = Values.measured(in))
            .required("phase", (in, draft) -> draft.phase = Values.word(in, ForecastReader.PHASES))
            .required("unit", (in, draft) -> draft.unit = Values.word(in, ForecastReader.UNITS))
            .required("measure_time", (in, draft) -> draft.time = Values.time(in));

    private MeasurementReader() {}

    static @Nullable UpdateGroupMeasurements group(BodyReader in) throws IOException {
        Draft<EnergyMeasurement> draft = new Draft<>();
        GROUP.read(in, draft);
        return draft.groupId == null
                        || draft.measurements == null
                        || !in.violations().isEmpty()
                ? null
                : new UpdateGroupMeasurements(new GroupId(draft.groupId), draft.measurements);
    }

    static @Nullable UpdateAssetMeasurements assets(BodyReader in) throws IOException {
        Draft<AssetMeasurement> draft = new Draft<>();
        ASSETS.read(in, draft);
        return draft.groupId == null
                        || draft.measurements == null
                        || !in.violations().isEmpty()
                ? null
                : new UpdateAssetMeasurements(new GroupId(draft.groupId), draft.measurements);
    }

    private static <T> ObjectReader<Draft<T>> message(BodyReader.Element<T> element) {
        return ObjectReader.<Draft<T>>empty()
                .required("group_id", (in, draft) -> draft.groupId = Values.identifier(in))
                .required("measurements", (in, draft) -> draft.measurements = in.list(element));
    }

    private static @Nullable AssetMeasurement asset(BodyReader in) throws IOException {
        AssetDraft draft = new AssetDraft();
        if (!ASSET.read(in, draft)
                || !in.obeysAt("energy_measurement", Rules.somethingMeasured(draft.energyGiven, draft.momentGiven))
                || draft.assetId == null
                || draft.category == null
                || (draft.energy == null && draft.moment == null)) {
            return null;
        }
        return new AssetMeasurement(
                new AssetId(draft.assetId),
                draft.category,
                Optional.ofNullable(draft.energy),
                Optional.ofNullable(draft.moment));
    }

    private static @Nullable EnergyMeasurement energy(BodyReader in) throws IOException {
        EnergyDraft draft = new EnergyDraft();
        ENERGY.read(in, draft);
        boolean sound = draft.keepsRules(in);
        if (!sound
                || draft.value == null
                || draft.phase == null
                || draft.unit == null
                || draft.direction == null
                || draft.time == null) {
            return null;
        }
        return new EnergyMeasurement(
                draft.value,
                draft.phase,
                draft.unit,
                draft.direction,
                Optional.ofNullable(draft.type),
                draft.time,
                Optional.ofNullable(draft.initialTime));
    }

    private static @Nullable InstantaneousMeasurement moment(BodyReader in) throws IOException {
        MomentDraft draft = new MomentDraft();
        MOMENT.read(in, draft);
        return draft.value == null || draft.phase == null || draft.unit == null || draft.time == null
                ? null
                : new InstantaneousMeasurement(draft.value, draft.phase, draft.unit, draft.time);
    }

    private static final class Draft<T> {
        private @Nullable String groupId;
        private @Nullable List<T> measurements;
    }

    private static final class AssetDraft {
        private @Nullable String assetId;
        private @Nullable AssetCategory category;
        private boolean energyGiven;
        private boolean momentGiven;
        private @Nullable EnergyMeasurement energy;
        private @Nullable InstantaneousMeasurement moment;

        private static void energy(BodyReader in, AssetDraft draft) throws IOException {
            draft.energyGiven = true;
            draft.energy = MeasurementReader.energy(in);
        }

        private static void instantaneous(BodyReader in, AssetDraft draft) throws IOException {
            draft.momentGiven = true;
            draft.moment = moment(in);
        }
    }

    private static final class EnergyDraft {
        private @Nullable BigDecimal value;
        private @Nullable Phase phase;
        private @Nullable EnergyUnit unit;
        private @Nullable EnergyDirection direction;
        private @Nullable EnergyType type;
        private @Nullable Instant time;
        private @Nullable Instant initialTime;

        /** The rules between properties, each asked where both its sides were read. */
        private boolean keepsRules(BodyReader in) {
            boolean signed = value == null || direction == null || in.obeysAt("value", Rules.energy(value, direction));
            boolean ordered = initialTime == null
                    || time == null
                    || in.obeysAt("initial_measure_time", Rules.intervalStart(initialTime, time));
            return signed && ordered;
        }
    }

    private static final class MomentDraft {
        private @Nullable BigDecimal value;
        private @Nullable Phase phase;
        private @Nullable CapacityUnit unit;
        private @Nullable Instant time;
    }
}
