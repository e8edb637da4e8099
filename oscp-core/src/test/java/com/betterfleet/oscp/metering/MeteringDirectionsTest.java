package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.ReportRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule I5 for what was drawn: import and export are counted by different registers and never mixed. */
class MeteringDirectionsTest {
    private static MeterSeries export(String name, String... readings) {
        return new MeterSeries(name, Direction.EXPORT, meter(name, readings).registers(), List.of());
    }

    private static Bench bench(Direction... directions) {
        return new Bench(MeteringSamples.groupRules(directions), at("0")).due("25");
    }

    private static List<EnergyMeasurement> sent(Bench bench) {
        return ((UpdateGroupMeasurements) bench.sent().get(0).message()).measurements();
    }

    @Test
    void eachDirectionIsAMeasurementOfItsOwnImportFirst() {
        Bench bench = bench(Direction.EXPORT, Direction.IMPORT)
                .answer("25", window(0, 15), readings(export("m", "0=10", "15=17"), meter("m", "0=100", "15=300")));
        assertThat(sent(bench))
                .extracting(EnergyMeasurement::direction, one -> one.value().toPlainString())
                .containsExactly(tuple(EnergyDirection.IMPORT, "200"), tuple(EnergyDirection.EXPORT, "7"));
    }

    @Test
    void exportedPowerIsNotToldForItHasNoDirectionOnTheWire() {
        ReportRules plain = MeteringSamples.ASSETS;
        ReportRules both = new ReportRules(
                plain.action(),
                plain.assets(),
                Set.of(Direction.values()),
                plain.energyUnit(),
                plain.energyType(),
                plain.power(),
                plain.category(),
                plain.mostBytes());
        Bench bench = new Bench(new MeteringRules(MeteringSamples.QUARTERS.windows(), both), at("0")).due("25");
        bench.answer("25", window(0, 15), readings(export("m", "0=0", "15=5"), meter("m", "0=0", "15=1")));
        assertThat(((UpdateAssetMeasurements) bench.sent().get(0).message()).measurements())
                .extracting(asset -> asset.instantaneousMeasurement().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void registersOfTheDirectionThatIsNotReportedAreLeftAlone() {
        Bench bench = bench(Direction.EXPORT)
                .answer("25", window(0, 15), readings(export("m", "0=10", "15=17"), meter("m", "0=100")));
        assertThat(sent(bench))
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isEqualTo("7"));
    }

    @Test
    void aDirectionThatNoMeterCountsLeavesTheWindowIncomplete() {
        Bench bench = bench(Direction.values()).answer("25", window(0, 15), readings(meter("m", "0=100", "15=300")));
        assertThat(bench.sent()).isEmpty();
        assertThat(bench.events(MeteringEvent.WindowParked.class).get(0).why())
                .isEqualTo("no meter was read for EXPORT");
    }

    @Test
    void theBoundaryOfEachDirectionServesTheNextWindow() {
        Bench bench = bench(Direction.values())
                .answer("25", window(0, 15), readings(export("m", "0=10", "15=17"), meter("m", "0=100", "15=300")))
                .due("32")
                .answer("32", window(15, 30), readings(export("m", "30=18"), meter("m", "30=301")));
        UpdateGroupMeasurements second =
                (UpdateGroupMeasurements) bench.sent().get(1).message();
        assertThat(second.measurements())
                .extracting(one -> one.value().toPlainString())
                .containsExactly("1", "1");
    }

    @Test
    void aMeterListedTwiceForOneDirectionIsTheHostsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readings(export("a", "0=1"), export("a", "0=1")))
                .withMessage("meter 'a' is listed twice for EXPORT");
    }
}
