package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Protocol, measurements: what a reading of which quality is good for. */
class MeteringQualityTest {
    private static RegisterReading reading(Quality quality, String reading) {
        RegisterReading plain = meter("m", reading).registers().get(0);
        return new RegisterReading(plain.at(), plain.register(), quality);
    }

    private static RegisterReading estimated(String reading) {
        return reading(Quality.ESTIMATED, reading);
    }

    private static MeterReadings series(RegisterReading more, String... measured) {
        List<RegisterReading> all = Stream.concat(Stream.of(more), meter("m", measured).registers().stream())
                .toList();
        return readings(new MeterSeries("m", all, List.of()));
    }

    private static Bench answered(MeterReadings readings) {
        return Bench.quarters().due("25").answer("25", window(0, 15), readings);
    }

    private static Basis basis(Bench bench) {
        List<MeteringEvent.WindowQueued> queued = bench.events(MeteringEvent.WindowQueued.class);
        return queued.get(queued.size() - 1).basis();
    }

    private static String parked(Bench bench) {
        assertThat(bench.sent()).isEmpty();
        return bench.events(MeteringEvent.WindowParked.class).get(0).why();
    }

    @Test
    void anInvalidReadingIsAsGoodAsNotThere() {
        assertThat(parked(answered(series(reading(Quality.INVALID, "15=200"), "0=100"))))
                .contains("no readings around");
        Bench bench = answered(series(reading(Quality.INVALID, "7=1"), "0=100", "15=200"));
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
        assertThat(basis(bench)).isEqualTo(Basis.READ);
    }

    @Test
    void anEstimatedBoundaryServesAndIsTold() {
        Bench bench = answered(series(estimated("15=200"), "0=100"));
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
        assertThat(basis(bench)).isEqualTo(Basis.ESTIMATED);
    }

    @Test
    void aValueBetweenAMeasuredAndAnEstimatedReadingIsEstimated() {
        Bench bench = answered(series(estimated("15:30=220"), "0=100", "14:30=200"));
        assertThat(bench.kilowattHours()).isEqualTo("0.11");
        assertThat(basis(bench)).isEqualTo(Basis.ESTIMATED);
        assertThat(basis(answered(readings(meter("m", "0=100", "14:30=200", "15:30=220")))))
                .isEqualTo(Basis.INTERPOLATED);
    }

    @Test
    void theEstimateOfABoundaryCarriesOverIntoTheNextWindow() {
        Bench bench = answered(series(estimated("15=200"), "0=100"));
        bench.due("32").answer("32", window(15, 30), readings(meter("m", "30=250")));
        assertThat(bench.kilowattHours()).isEqualTo("0.05");
        assertThat(basis(bench)).isEqualTo(Basis.ESTIMATED);
        bench.due("47").answer("47", window(30, 45), readings(meter("m", "45=260")));
        assertThat(basis(bench)).isEqualTo(Basis.READ);
    }

    @Test
    void zeroIsSentOnlyWhenItWasMeasured() {
        assertThat(parked(answered(series(estimated("15=100"), "0=100")))).contains("zero was estimated, not measured");
        assertThat(answered(readings(meter("m", "0=100", "15=100"))).kilowattHours())
                .isEqualTo("0");
        MeterReadings interval =
                readings(new IntervalEnergy("m", Direction.IMPORT, window(0, 15), Energy.ZERO, Quality.ESTIMATED));
        assertThat(parked(answered(interval))).contains("zero was estimated, not measured");
    }

    @Test
    void anEstimatedRegisterThatStandsStillIsNoZeroToContinuous() {
        Bench bench = Bench.quarters();
        bench.agreed = Optional.of(MeasurementConfiguration.CONTINUOUS);
        bench.due("25").answer("25", window(0, 15), series(estimated("15=100"), "0=100"));
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
        assertThat(basis(bench)).isEqualTo(Basis.ESTIMATED);
        assertThat(bench.asset().instantaneousMeasurement())
                .as("its mean power would be a zero that nobody measured")
                .isEmpty();
    }

    @Test
    void anEstimateIsNotNeededWhereTheMeterItselfSpoke() {
        Bench bench = answered(series(estimated("15=999"), "0=100", "15=200"));
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
        assertThat(basis(bench)).isEqualTo(Basis.READ);
    }

    @Test
    void twoEstimatesThatDifferAreAmbiguous() {
        List<RegisterReading> two =
                Arrays.asList(estimated("15=150"), estimated("15=160"), reading(Quality.MEASURED, "0=100"));
        assertThat(parked(answered(readings(new MeterSeries("m", two, List.of())))))
                .contains("two values at " + at("15"));
    }

    @Test
    void anEstimateThatWasTooHighProvesNoReplacement() {
        Bench bench = answered(series(estimated("7=500"), "0=100", "8=150", "15=200"));
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
    }

    @Test
    void energyOfIntervalsRestsOnTheLeastFirmOfThem() {
        IntervalEnergy first = new IntervalEnergy("m", window(0, 5), Energy.wattHours(1));
        IntervalEnergy measured = new IntervalEnergy("m", window(5, 15), Energy.wattHours(2));
        IntervalEnergy reckoned =
                new IntervalEnergy("m", Direction.IMPORT, window(5, 15), Energy.wattHours(2), Quality.ESTIMATED);
        assertThat(basis(answered(readings(first, measured)))).isEqualTo(Basis.READ);
        assertThat(basis(answered(readings(first, reckoned)))).isEqualTo(Basis.ESTIMATED);
    }

    @Test
    void aMeasuredIntervalStandsInForItsEstimate() {
        IntervalEnergy reckoned =
                new IntervalEnergy("m", Direction.IMPORT, window(0, 15), Energy.wattHours(100), Quality.ESTIMATED);
        IntervalEnergy measured = new IntervalEnergy("m", window(0, 15), Energy.wattHours(120));
        assertThat(answered(readings(reckoned, measured)).kilowattHours()).isEqualTo("0.12");
        IntervalEnergy other = new IntervalEnergy("m", window(0, 15), Energy.wattHours(121));
        assertThat(parked(answered(readings(measured, other)))).contains("do not cover");
    }

    @Test
    void anInvalidIntervalLeavesAGap() {
        MeterReadings interval = readings(
                new IntervalEnergy("m", Direction.IMPORT, window(0, 15), Energy.wattHours(5), Quality.INVALID));
        assertThat(parked(answered(interval))).contains("do not cover");
    }
}
