package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.ReportRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which assets a message names, how long it may be, and the power that goes with the energy. */
class MeteringAssetsTest {
    private static Bench bench(AssetGrouping assets, int mostBytes, PowerReport.Kind kind, CapacityUnit unit) {
        ReportRules plain = MeteringSamples.ASSETS;
        ReportRules report = new ReportRules(
                Action.UPDATE_ASSET_MEASUREMENTS,
                assets,
                plain.directions(),
                plain.energyUnit(),
                plain.energyType(),
                Optional.of(new PowerReport(unit, kind)),
                plain.category(),
                mostBytes);
        return new Bench(new MeteringRules(MeteringSamples.windows(Duration.ofMinutes(15)), report), at("0")).due("25");
    }

    private static Bench each(int mostBytes) {
        return bench(AssetGrouping.EACH_METER, mostBytes, PowerReport.Kind.MEAN, CapacityUnit.KW);
    }

    private static List<UpdateAssetMeasurements> messages(Bench bench) {
        return bench.sent().stream()
                .map(MeteringEffect.Enqueue::message)
                .map(UpdateAssetMeasurements.class::cast)
                .toList();
    }

    private static MeterReadings chargers(int count) {
        return new MeterReadings(IntStream.range(0, count)
                .mapToObj(i -> meter(String.format("charger-%04d", i), "0=" + i, "15=" + 2 * i))
                .toList());
    }

    @Test
    void assetsAreToldInTheOrderOfTheirNamesHoweverTheyAreListed() {
        Bench bench = each(ReportRules.MOST_BYTES)
                .answer("25", window(0, 15), readings(meter("b", "0=0", "15=1"), meter("a", "0=0", "15=2")));
        assertThat(messages(bench).get(0).measurements())
                .extracting(asset -> asset.assetId().value())
                .containsExactly("a", "b");
    }

    @Test
    void eachMeterIsAnAssetUnderItsOwnName() {
        Bench bench = each(ReportRules.MOST_BYTES).answer("25", window(0, 15), chargers(3));
        assertThat(messages(bench).get(0).measurements())
                .extracting(asset -> asset.assetId().value())
                .containsExactly("charger-0000", "charger-0001", "charger-0002");
    }

    /** Nothing is dropped, nothing is told twice, and no part but that of a single asset is over the bound. */
    @Property(tries = 60)
    void aMessageOverTheBoundIsSplitByAsset(
            @ForAll @IntRange(min = 1, max = 120) int meters, @ForAll @IntRange(min = 1024, max = 9000) int most) {
        Bench bench = each(most).answer("25", window(0, 15), chargers(meters));
        List<AssetMeasurement> all = messages(bench).stream()
                .flatMap(message -> message.measurements().stream())
                .toList();
        assertThat(all)
                .extracting(asset -> asset.assetId().value())
                .containsExactlyElementsOf(
                        chargers(meters).series().stream().map(MeterData::meter).toList());
        assertThat(messages(bench))
                .allSatisfy(message ->
                        assertThat(OscpCodec.strict().encode(message).length).isLessThanOrEqualTo(most));
        assertThat(bench.sent()).extracting(MeteringEffect.Enqueue::id).doesNotHaveDuplicates();
    }

    @Test
    void aWindowInPartsIsAcknowledgedWithItsLastPart() {
        Bench bench = each(1024).answer("25", window(0, 15), chargers(12));
        List<RequestId> ids =
                bench.sent().stream().map(MeteringEffect.Enqueue::id).toList();
        assertThat(ids).hasSizeGreaterThan(2);
        assertThat(bench.events(MeteringEvent.WindowQueued.class)).hasSameSizeAs(ids);
        ids.subList(1, ids.size()).forEach(id -> bench.acknowledge("26", id));
        assertThat(bench.record.acknowledgedThrough()).isEqualTo(at("0"));
        bench.acknowledge("27", ids.get(0));
        assertThat(bench.record.acknowledgedThrough()).isEqualTo(at("15"));
        assertThat(bench.events(MeteringEvent.WindowAcknowledged.class)).hasSize(1);
    }

    @Test
    void theSameStepAgainMakesTheSameIds() {
        Bench first = each(1024).answer("25", window(0, 15), chargers(12));
        Bench second = each(1024).answer("25", window(0, 15), chargers(12));
        assertThat(first.sent()).isEqualTo(second.sent());
    }

    private static MeterSeries sampled(String name, String... samples) {
        List<PowerSample> powers = Arrays.stream(samples)
                .map(sample -> sample.split("=", -1))
                .map(parts -> new PowerSample(at(parts[0]), Power.watts(parts[1])))
                .toList();
        return new MeterSeries(
                name, Direction.IMPORT, meter(name, "0=0", "15=1000").registers(), powers);
    }

    private static Optional<InstantaneousMeasurement> last(MeterSeries... meters) {
        return bench(AssetGrouping.COMBINED, ReportRules.MOST_BYTES, PowerReport.Kind.LAST, CapacityUnit.W)
                .answer("25", window(0, 15), readings(meters))
                .asset()
                .instantaneousMeasurement();
    }

    @Test
    void theLastPowerIsTheSumAtTheLatestInstantThatAllMetersHaveASampleOf() {
        InstantaneousMeasurement power = last(
                        sampled("a", "10=100", "14=200", "15=999"), sampled("b", "9=1", "10=2", "14=3"))
                .orElseThrow();
        assertThat(power.value()).isEqualTo("203");
        assertThat(power.measureTime()).isEqualTo(at("14"));
        assertThat(power.unit()).isEqualTo(CapacityUnit.W);
    }

    @Test
    void ruleI29PowersOfDifferentInstantsAreNeverAdded() {
        assertThat(last(sampled("a", "10=100"), sampled("b", "11=2"))).isEmpty();
        assertThat(last(sampled("a", "10=100"), sampled("b"))).isEmpty();
    }

    @Test
    void aSampleThatWasNotMeasuredIsNoPower() {
        MeterSeries measured = sampled("a", "10=100");
        List<PowerSample> samples =
                List.of(measured.powers().get(0), new PowerSample(at("14"), Power.watts(7), Quality.ESTIMATED));
        MeterSeries both = new MeterSeries("a", Direction.IMPORT, measured.registers(), samples);
        assertThat(last(both).orElseThrow().value()).isEqualTo("100");
    }

    @Test
    void aSampleOutsideTheWindowIsNotItsPower() {
        assertThat(last(sampled("a", "0=100", "15:01=7"))).isEmpty();
        assertThat(last(sampled("a", "15=100")).orElseThrow().value()).isEqualTo("100");
    }

    @Test
    void theLastPowerIsExactInKilowattsToo() {
        InstantaneousMeasurement power = bench(
                        AssetGrouping.COMBINED, ReportRules.MOST_BYTES, PowerReport.Kind.LAST, CapacityUnit.KW)
                .answer("25", window(0, 15), readings(sampled("a", "14=1234.5")))
                .asset()
                .instantaneousMeasurement()
                .orElseThrow();
        assertThat(power.value()).isEqualTo("1.2345");
    }
}
