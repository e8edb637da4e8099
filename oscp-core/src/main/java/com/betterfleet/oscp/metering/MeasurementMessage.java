package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.ReportRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a complete window as the messages that the partner takes: one, or several where one would be too long. */
final class MeasurementMessage {
    /** Mean power is rounded to the milliwatt, in either unit. */
    private static final int WATT_SCALE = 3;

    private static final int KILO = 3;
    private static final BigDecimal MILLIS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());

    private final TimeInterval window;
    private final List<Portion> portions;
    private final MeteringContext context;
    private final ReportRules report;

    MeasurementMessage(TimeInterval window, List<Portion> portions, MeteringContext context) {
        this.window = window;
        this.portions = portions;
        this.context = context;
        this.report = context.rules().report();
    }

    /** In the order of the assets; none is split, and none is left out. */
    List<OscpMessage> messages() {
        if (report.action() == Action.UPDATE_GROUP_MEASUREMENTS) {
            return List.of(new UpdateGroupMeasurements(
                    context.binding().group(),
                    portions.stream().map(this::energy).toList()));
        }
        return within(portions.stream().map(this::asset).toList()).toList();
    }

    private Stream<OscpMessage> within(List<AssetMeasurement> assets) {
        OscpMessage whole = new UpdateAssetMeasurements(context.binding().group(), assets);
        if (assets.size() == 1 || OscpCodec.strict().encode(whole).length <= report.mostBytes()) {
            return Stream.of(whole);
        }
        int half = assets.size() / 2;
        return Stream.concat(within(assets.subList(0, half)), within(assets.subList(half, assets.size())));
    }

    private AssetMeasurement asset(Portion portion) {
        return new AssetMeasurement(
                portion.asset(),
                report.category(),
                Optional.of(energy(portion)),
                report.power().flatMap(power -> power(portion, power)));
    }

    private EnergyMeasurement energy(Portion portion) {
        boolean continuous = context.configuration() == MeasurementConfiguration.CONTINUOUS;
        return new EnergyMeasurement(
                inUnit(portion.told(context.configuration())),
                Phase.ALL,
                report.energyUnit(),
                portion.direction() == Direction.IMPORT ? EnergyDirection.IMPORT : EnergyDirection.EXPORT,
                report.energyType(),
                window.end(),
                continuous ? Optional.empty() : Optional.of(window.start()));
    }

    private BigDecimal inUnit(Energy energy) {
        return report.energyUnit() == EnergyUnit.KWH ? energy.inKilowattHours() : energy.wattHours();
    }

    /** A power on the wire has no direction, so one that was exported would read as drawn. */
    private Optional<InstantaneousMeasurement> power(Portion portion, PowerReport power) {
        if (portion.direction() == Direction.EXPORT) {
            return Optional.empty();
        }
        if (power.kind() == PowerReport.Kind.MEAN) {
            return portion.isReckonedZero()
                    ? Optional.empty()
                    : Optional.of(new InstantaneousMeasurement(
                            mean(portion, power.unit()), Phase.ALL, power.unit(), window.end()));
        }
        return portion.last()
                .map(last -> new InstantaneousMeasurement(
                        last(last.power(), power.unit()), Phase.ALL, power.unit(), last.at()));
    }

    private BigDecimal mean(Portion portion, CapacityUnit unit) {
        BigDecimal watts = portion.energy()
                .wattHours()
                .multiply(MILLIS_PER_HOUR)
                .divide(BigDecimal.valueOf(window.duration().toMillis()), WATT_SCALE, RoundingMode.HALF_UP);
        return unit == CapacityUnit.KW ? watts.movePointLeft(KILO) : watts;
    }

    private static BigDecimal last(Power power, CapacityUnit unit) {
        return unit == CapacityUnit.KW ? power.inKilowatts() : power.watts();
    }
}
