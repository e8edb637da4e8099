package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
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
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a complete window looks like as UpdateAssetMeasurements and UpdateGroupMeasurements. */
class MeteringMessageTest {
    private static final MeterReadings FIRST = one("0=1000", "15=4500");

    @Test
    void intermittentIsTheEnergyOfTheWindowSinceItsStart() {
        Bench bench = Bench.quarters().due("17").answer("17", window(0, 15), FIRST);
        AssetMeasurement expected = new AssetMeasurement(
                new AssetId("AKL01-EV"),
                AssetCategory.CHARGING,
                Optional.of(new EnergyMeasurement(
                        new BigDecimal("3.5"),
                        Phase.ALL,
                        EnergyUnit.KWH,
                        EnergyDirection.IMPORT,
                        Optional.of(EnergyType.FLEXIBLE),
                        at("15"),
                        Optional.of(at("0")))),
                Optional.of(new InstantaneousMeasurement(new BigDecimal("14"), Phase.ALL, CapacityUnit.KW, at("15"))));
        assertThat(bench.sent().get(0).message())
                .isEqualTo(new UpdateAssetMeasurements(new GroupId("AKL01"), List.of(expected)));
    }

    @Test
    void continuousIsTheRegisterAtTheEndWithoutAStart() {
        Bench bench = Bench.quarters();
        bench.agreed = Optional.of(MeasurementConfiguration.CONTINUOUS);
        bench.due("17")
                .answer("17", window(0, 15), readings(meter("a", "0=1000", "15=4500"), meter("b", "0=1", "15=2")));
        EnergyMeasurement energy = bench.asset().energyMeasurement().orElseThrow();
        assertThat(energy.value()).isEqualTo("4.502");
        assertThat(energy.measureTime()).isEqualTo(at("15"));
        assertThat(energy.initialMeasureTime()).isEmpty();
    }

    @Test
    void beforeAnyHandshakeTheProfilesPreferenceIsTaken() {
        Bench bench = Bench.quarters();
        bench.agreed = Optional.empty();
        bench.due("17").answer("17", window(0, 15), FIRST);
        assertThat(bench.kilowattHours()).isEqualTo("3.5");
    }

    @Test
    void ruleI29TheCombinedAssetIdIsUsedEvenWithOneMeter() {
        Bench bench = Bench.quarters().due("17").answer("17", window(0, 15), FIRST);
        assertThat(bench.asset().assetId()).isEqualTo(new AssetId("AKL01-EV"));
    }

    @Test
    void meanPowerIsRoundedHalfUpToTheMilliwatt() {
        Bench bench = Bench.quarters().due("17");
        bench.answer("17", window(0, 15), one("0=0", "15=100.000125"));
        assertThat(bench.kilowattHours()).isEqualTo("0.100000125");
        InstantaneousMeasurement power =
                bench.asset().instantaneousMeasurement().orElseThrow();
        assertThat(power.value()).isEqualTo("0.400001");
    }

    @Test
    void aGroupMessageCarriesTheEnergyInTheProfilesUnitAndDirection() {
        Bench bench = new Bench(MeteringSamples.groupRules(Direction.EXPORT), at("0")).due("17");
        MeterSeries counted = meter("m", "0=1000", "15=4500");
        bench.answer(
                "17", window(0, 15), readings(new MeterSeries("m", Direction.EXPORT, counted.registers(), List.of())));
        EnergyMeasurement energy = new EnergyMeasurement(
                new BigDecimal("3500"),
                Phase.ALL,
                EnergyUnit.WH,
                EnergyDirection.EXPORT,
                Optional.empty(),
                at("15"),
                Optional.of(at("0")));
        assertThat(bench.sent().get(0).message())
                .isEqualTo(new UpdateGroupMeasurements(new GroupId("AKL01"), List.of(energy)));
    }

    @Test
    void anEnergyThatNoMessageCanCarryParksItsWindowAndStopsNobody() {
        String most = "9".repeat(15);
        Bench bench = Bench.quarters().due("25");
        bench.answer("25", window(0, 15), readings(meter("a", "0=0", "15=" + most), meter("b", "0=0", "15=" + most)));
        assertThat(bench.sent()).isEmpty();
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.counters().parked()).isEqualTo(1);
    }
}
