package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.betterfleet.oscp.profile.MeteringRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes a complete window as the message that the partner takes. */
final class MeasurementMessage {
    /** Mean power is rounded to the milliwatt, in either unit. */
    private static final int WATT_SCALE = 3;

    private static final int KILO = 3;
    private static final BigDecimal MILLIS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());

    private final TimeInterval window;
    private final Combination.Combined.Complete measured;
    private final MeteringContext context;
    private final MeteringRules rules;

    MeasurementMessage(TimeInterval window, Combination.Combined.Complete measured, MeteringContext context) {
        this.window = window;
        this.measured = measured;
        this.context = context;
        this.rules = context.rules();
    }

    OscpMessage message() {
        return rules.action() == Action.UPDATE_ASSET_MEASUREMENTS
                ? new UpdateAssetMeasurements(context.binding().group(), List.of(asset()))
                : new UpdateGroupMeasurements(context.binding().group(), List.of(energy()));
    }

    private AssetMeasurement asset() {
        return new AssetMeasurement(
                context.binding().asset(),
                rules.category(),
                Optional.of(energy()),
                rules.instantaneousUnit().map(this::meanPower));
    }

    private EnergyMeasurement energy() {
        boolean continuous = context.configuration() == MeasurementConfiguration.CONTINUOUS;
        return new EnergyMeasurement(
                inUnit(continuous ? measured.register() : measured.energy()),
                Phase.ALL,
                rules.energyUnit(),
                rules.direction(),
                rules.energyType(),
                window.end(),
                continuous ? Optional.empty() : Optional.of(window.start()));
    }

    private BigDecimal inUnit(Energy energy) {
        return rules.energyUnit() == EnergyUnit.KWH ? energy.inKilowattHours() : energy.wattHours();
    }

    private InstantaneousMeasurement meanPower(CapacityUnit unit) {
        BigDecimal watts = measured.energy()
                .wattHours()
                .multiply(MILLIS_PER_HOUR)
                .divide(BigDecimal.valueOf(window.duration().toMillis()), WATT_SCALE, RoundingMode.HALF_UP);
        BigDecimal value = unit == CapacityUnit.KW ? watts.movePointLeft(KILO) : watts;
        return new InstantaneousMeasurement(value, Phase.ALL, unit, window.end());
    }
}
