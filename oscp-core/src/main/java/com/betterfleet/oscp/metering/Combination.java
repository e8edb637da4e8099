package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.metering.MeteringRecord.Boundary;
import com.betterfleet.oscp.metering.MeteringRecord.Meters;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.ReportRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the meters of a group into the assets that the partner is told of (rule I29): only when every one of them is complete,
 * for a partial sum understates. All of them count watt-hours of the same window in the same direction, summed over the
 * phases, so nothing unlike is ever added.
 */
final class Combination {
    private static final int NAMED = 3;

    private final TimeInterval window;
    private final MeteringContext context;
    private final ReportRules report;
    private final List<Portion> portions = new ArrayList<>();
    private final Map<Direction, Meters> starts = new EnumMap<>(Direction.class);
    private final Map<Direction, Meters> ends = new EnumMap<>(Direction.class);
    private final List<String> missing = new ArrayList<>();

    /** What came of it. */
    sealed interface Combined {
        /** Every meter is complete; where they stood at both ends of the window. */
        record Complete(List<Portion> portions, Boundary start, Boundary end) implements Combined {}

        /** Some meter is not. */
        record Incomplete(String why) implements Combined {}
    }

    private Combination(TimeInterval window, MeteringContext context) {
        this.window = window;
        this.context = context;
        this.report = context.rules().report();
    }

    static Combined of(TimeInterval window, Optional<Boundary> start, MeterReadings readings, MeteringContext context) {
        Combination combination = new Combination(window, context);
        combination.report.directions().forEach(direction -> combination.add(direction, start, readings));
        return combination.result();
    }

    private void add(Direction direction, Optional<Boundary> start, MeterReadings readings) {
        MeterSum sum = new MeterSum(
                        direction,
                        window,
                        start.map(there -> there.of(direction)),
                        context.rules().windows().interpolateMax(),
                        context.configuration())
                .read(readings);
        if (!sum.missing().isEmpty()) {
            missing.addAll(sum.missing());
            return;
        }
        starts.put(direction, sum.starts());
        ends.put(direction, sum.ends());
        assets(sum).forEach((asset, meters) -> add(Portion.of(asset, direction, meters, window)));
    }

    private void add(Portion portion) {
        portions.add(portion);
        portion.objection(context.configuration()).ifPresent(missing::add);
    }

    private Map<AssetId, List<MeterSum.Meter>> assets(MeterSum sum) {
        List<MeterSum.Meter> all = sum.measured();
        if (report.action() == Action.UPDATE_GROUP_MEASUREMENTS || report.assets() == AssetGrouping.COMBINED) {
            return Map.of(context.binding().asset(), all);
        }
        Map<AssetId, List<MeterSum.Meter>> each = new LinkedHashMap<>();
        all.forEach(meter -> each.put(new AssetId(meter.name()), List.of(meter)));
        return each;
    }

    private Combined result() {
        return missing.isEmpty()
                ? new Combined.Complete(
                        List.copyOf(portions), new Boundary(window.start(), starts), new Boundary(window.end(), ends))
                : new Combined.Incomplete(why());
    }

    private String why() {
        String named = String.join("; ", missing.subList(0, Math.min(NAMED, missing.size())));
        return missing.size() <= NAMED ? named : named + "; and " + (missing.size() - NAMED) + " more";
    }
}
