package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges measurement messages: the words, the alignment of windows, the assets. */
final class MeasurementJudge {

    private static final Set<String> PHASES = Set.of("UNKNOWN", "ONE", "TWO", "THREE", "ALL");
    private static final Set<String> ENERGY_TYPES = Set.of("FLEXIBLE", "NONFLEXIBLE", "TOTAL");
    private static final Set<String> ENERGY_FIELDS =
            Set.of("value", "phase", "unit", "direction", "energy_type", "measure_time", "initial_measure_time");

    private final CapacityProviderSettings settings;
    private final Expectations expected;
    private final Inspection inspection;
    private final Instant now;

    MeasurementJudge(CapacityProviderSettings settings, Inspection inspection, Instant now) {
        this.settings = settings;
        this.expected = settings.expectations();
        this.inspection = inspection;
        this.now = now;
    }

    Optional<Reading> read(String action, JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("group_id", "measurements"));
        Optional<CapacityGroup> group = BodyJudge.knownGroup(settings, inspection, body);
        List<JsonValue> items = inspection.items(body, "", "measurements");
        boolean assets = action.equals(Actions.ASSET_MEASUREMENTS);
        if (assets && expected.oneAsset() && items.size() > 1) {
            inspection.found("measurements", "holds " + items.size() + " assets, one was expected");
        }
        return group.map(known -> new Reading.Measurements(windows(known, items, assets)));
    }

    private List<MeteredWindow> windows(CapacityGroup group, List<JsonValue> items, boolean assets) {
        List<MeteredWindow> windows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String path = "measurements[" + i + "]";
            inspection
                    .object(items.get(i), path)
                    .flatMap(item -> assets ? asset(group, item, path) : energy(group, Optional.empty(), item, path))
                    .ifPresent(windows::add);
        }
        return windows;
    }

    private Optional<MeteredWindow> asset(CapacityGroup group, JsonValue.Members item, String path) {
        inspection.onlyKnown(
                item, path, Set.of("asset_id", "asset_category", "energy_measurement", "instantaneous_measurement"));
        Optional<String> asset = inspection.text(item, path, "asset_id");
        asset.filter(id -> expected.oneAsset() && !id.equals(group.assetId()))
                .ifPresent(id -> inspection.found(path + ".asset_id", id + " is not the group's " + group.assetId()));
        inspection.word(item, path, "asset_category", expected.assetCategories());
        Optional<MeteredWindow.Instantaneous> instantaneous = inspection
                .optionalObject(item, path, "instantaneous_measurement")
                .flatMap(value -> instantaneous(value, path + ".instantaneous_measurement"));
        if (!inspection.holds(item, "energy_measurement")) {
            inspection.found(path + ".energy_measurement", "is required");
        }
        return inspection
                .optionalObject(item, path, "energy_measurement")
                .flatMap(energy -> energy(group, asset, energy, path + ".energy_measurement"))
                .map(window -> with(window, instantaneous));
    }

    private static MeteredWindow with(MeteredWindow window, Optional<MeteredWindow.Instantaneous> instantaneous) {
        return new MeteredWindow(
                window.groupId(),
                window.assetId(),
                window.start(),
                window.end(),
                window.energy(),
                window.unit(),
                window.direction(),
                window.energyType(),
                instantaneous);
    }

    private Optional<MeteredWindow.Instantaneous> instantaneous(JsonValue.Members item, String path) {
        inspection.onlyKnown(item, path, Set.of("value", "phase", "unit", "measure_time"));
        Optional<BigDecimal> value = inspection.number(item, path, "value");
        inspection.word(item, path, "phase", PHASES);
        Optional<String> unit = inspection.word(item, path, "unit", expected.instantaneousUnits());
        Optional<Instant> at = inspection.time(item, path, "measure_time");
        at.ifPresent(time -> notAhead(time, path));
        return value.isEmpty() || unit.isEmpty() || at.isEmpty()
                ? Optional.empty()
                : Optional.of(new MeteredWindow.Instantaneous(value.get(), unit.get(), at.get()));
    }

    private Optional<MeteredWindow> energy(
            CapacityGroup group, Optional<String> asset, JsonValue.Members item, String path) {
        inspection.onlyKnown(item, path, ENERGY_FIELDS);
        Optional<BigDecimal> value = inspection.number(item, path, "value");
        inspection.word(item, path, "phase", PHASES);
        Optional<String> unit = inspection.word(item, path, "unit", expected.energyUnits());
        Optional<String> direction = inspection.word(item, path, "direction", expected.directions());
        Optional<String> type = inspection.optionalWord(item, path, "energy_type", ENERGY_TYPES);
        Optional<Instant> end = inspection.time(item, path, "measure_time");
        Optional<Instant> start = inspection.optionalTime(item, path, "initial_measure_time");
        notNegative(value, direction, path);
        end.ifPresent(time -> aligned(time, path, "measure_time"));
        end.ifPresent(time -> notAhead(time, path));
        end.ifPresent(time -> start(start, time, inspection.holds(item, "initial_measure_time"), path));
        if (value.isEmpty() || unit.isEmpty() || direction.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MeteredWindow(
                group.groupId(),
                asset,
                start,
                end.get(),
                value.get(),
                unit.get(),
                direction.get(),
                type,
                Optional.empty()));
    }

    private void notNegative(Optional<BigDecimal> value, Optional<String> direction, String path) {
        if (value.isPresent() && value.get().signum() < 0 && !direction.equals(Optional.of("NET"))) {
            inspection.found(path + ".value", value.get() + " is negative; the direction belongs into direction");
        }
    }

    private void start(Optional<Instant> start, Instant end, boolean given, String path) {
        if (!given && expected.initialMeasureTime()) {
            inspection.found(path + ".initial_measure_time", "is required for INTERMITTENT measurements");
        }
        start.ifPresent(time -> aligned(time, path, "initial_measure_time"));
        start.map(time -> Duration.between(time, end))
                .filter(length -> expected.initialMeasureTime() && !length.equals(expected.window()))
                .ifPresent(length -> inspection.found(
                        path + ".initial_measure_time", "the window is " + length + " long, not " + expected.window()));
    }

    private void aligned(Instant time, String path, String field) {
        if (time.toEpochMilli() % expected.window().toMillis() != 0) {
            inspection.found(path + "." + field, time + " is not aligned to " + expected.window());
        }
    }

    private void notAhead(Instant time, String path) {
        if (time.isAfter(now)) {
            inspection.found(path + ".measure_time", time + " lies ahead, it is " + now);
        }
    }
}
