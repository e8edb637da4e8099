package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule I29 and protocol, measurements: missing is missing, a partial sum is never sent, nothing is ever negative. */
class MeteringCompletenessTest {
    /** Answers at the end of the window's patience, so that an incomplete window is parked at once. */
    private static Bench answered(MeterReadings readings) {
        return Bench.quarters().due("25").answer("25", window(0, 15), readings);
    }

    private static void assertParked(Bench bench, String why) {
        assertThat(bench.sent()).isEmpty();
        assertThat(bench.events(MeteringEvent.WindowParked.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.why()).contains(why));
        assertThat(bench.record.boundary()).isEmpty();
    }

    @Test
    void severalMetersAreAddedWhenEveryOneIsComplete() {
        Bench bench = answered(readings(meter("a", "0=100", "15=350"), meter("b", "0=9000", "15=9000.5")));
        assertThat(bench.kilowattHours()).isEqualTo("0.2505");
    }

    @Test
    void aPartialSumIsNeverSent() {
        assertParked(answered(readings(meter("a", "0=100", "15=350"), meter("b", "0=9000"))), "meter b");
        assertParked(answered(readings(meter("a", "0=100", "15=350"), meter("b"))), "meter b");
    }

    @Test
    void missingIsNotZero() {
        assertParked(answered(readings()), "no meter");
        assertParked(answered(one()), "no readings");
    }

    @Test
    void zeroIsSentWhenItWasMeasured() {
        Bench bench = answered(one("0=100", "15=100"));
        assertThat(bench.kilowattHours()).isEqualTo("0");
        assertThat(bench.asset().instantaneousMeasurement().orElseThrow().value())
                .isEqualTo("0");
    }

    @Test
    void energyIsNeverMadeOfPowerSamples() {
        PowerSample sample = new PowerSample(at("7"), Power.kilowatts("11"));
        assertParked(answered(readings(new MeterSeries("m", List.of(), List.of(sample)))), "no readings");
    }

    @Test
    void aBoundaryIsInterpolatedBetweenItsNeighbours() {
        Bench bench = answered(one("-1:30=100", "0:30=160", "14:20=1000", "15:40=1001"));
        assertThat(bench.kilowattHours()).isEqualTo("0.8705");
        assertThat(bench.record.boundary().orElseThrow().of(Direction.IMPORT).registers())
                .containsEntry(
                        "m",
                        new BoundaryValue(
                                Energy.wattHours("1000.5"),
                                Basis.INTERPOLATED,
                                new RegisterReading(at("14:20"), Energy.wattHours(1000))));
    }

    @Test
    void aReadingAtTheBoundaryIsTakenAsItIs() {
        Bench bench = answered(one("0=100", "14:30=190", "15=200", "15:30=300"));
        assertThat(bench.record
                        .boundary()
                        .orElseThrow()
                        .of(Direction.IMPORT)
                        .registers()
                        .get("m")
                        .basis())
                .isEqualTo(Basis.READ);
        assertThat(bench.kilowattHours()).isEqualTo("0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13:59", "16:01"})
    void aNeighbourTooFarAwayIsNone(String far) {
        String[] near =
                far.equals("13:59") ? new String[] {"13:59=200", "15:30=300"} : new String[] {"14:30=200", "16:01=300"};
        assertParked(answered(one("0=100", near[0], near[1])), "no readings around 2026-04-04T12:15:00Z");
    }

    @Test
    void aNeighbourExactlyAtTheFarthestDistanceServes() {
        assertThat(answered(one("0=100", "14=200", "16=300")).kilowattHours()).isEqualTo("0.15");
    }

    @Test
    void theBoundaryValueIsComputedOnceAndReusedAsTheNextStart() {
        Bench bench = answered(one("0=0", "14:30=100", "15:30=200"));
        assertThat(bench.kilowattHours()).isEqualTo("0.15");
        bench.due("32").answer("32", window(15, 30), one("15=199", "15:30=200", "30=400"));
        assertThat(bench.kilowattHours())
                .as("late data at the boundary is the host's loss")
                .isEqualTo("0.25");
    }

    @Test
    void theNextWindowNeedsNoReadingsBeforeItsStart() {
        Bench bench = answered(one("0=0", "14:30=100", "15:30=200"));
        bench.due("32").answer("32", window(15, 30), one("30=400"));
        assertThat(bench.kilowattHours()).isEqualTo("0.25");
    }

    @Test
    void orderAndRepetitionOfReadingsDoNotMatter() {
        Bench bench = answered(one("15=4500", "0=1000", "7=2000", "15=4500", "0=1000.0"));
        assertThat(bench.kilowattHours()).isEqualTo("3.5");
    }

    @Test
    void twoValuesOfOneInstantAreNotChosenBetween() {
        assertParked(answered(one("0=1000", "7=2000", "7=2001", "15=4500")), "two values at 2026-04-04T12:07:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0=1000 15=3", "0=1000 7=3 15=1200", "0=1000 14:30=1100 15:30=3", "-1:30=1000 0:30=2 15=500"})
    void aRegisterThatGoesBackParksTheWindow(String readings) {
        assertParked(answered(one(readings.split(" ", -1))), "went back");
    }

    @Test
    void aMeterReplacedBetweenTwoAnswersIsSeen() {
        Bench bench = answered(one("0=0", "14:30=100", "15:30=200"));
        bench.due("40").answer("40", window(15, 30), one("16=99", "30=400"));
        assertThat(bench.sent()).hasSize(1);
        assertThat(bench.record.counters().parked()).isEqualTo(1);
    }

    @Test
    void aNewRunStartsBehindAReplacedMeter() {
        Bench bench = answered(one("0=1000", "7=3", "15=50"));
        bench.due("32").answer("32", window(15, 30), one("15=50", "30=80"));
        assertThat(bench.kilowattHours()).isEqualTo("0.03");
    }

    @Test
    void aMeterThatIsNoLongerListedIsMissedInThatWindow() {
        Bench bench = answered(readings(meter("a", "0=0", "15=100"), meter("b", "0=0", "15=100")));
        bench.due("40").answer("40", window(15, 30), readings(meter("a", "30=200")));
        assertThat(bench.events(MeteringEvent.WindowParked.class))
                .singleElement()
                .satisfies(
                        parked -> assertThat(parked.why()).contains("meter b").contains("no longer listed"));
        bench.due("47").answer("47", window(30, 45), readings(meter("a", "30=200", "45=250")));
        assertThat(bench.kilowattHours()).isEqualTo("0.05");
    }

    @Test
    void intervalEnergiesMustCoverTheWindowExactly() {
        MeterReadings exact = readings(
                new IntervalEnergy("m", window(5, 15), Energy.wattHours(20)),
                new IntervalEnergy("m", window(-5, 0), Energy.wattHours(7)),
                new IntervalEnergy("m", window(0, 5), Energy.wattHours(10)));
        assertThat(answered(exact).kilowattHours()).isEqualTo("0.03");
        String why = "intervals do not cover the window exactly";
        assertParked(answered(readings(new IntervalEnergy("m", window(0, 14), Energy.wattHours(1)))), why);
        assertParked(answered(readings(new IntervalEnergy("m", window(1, 15), Energy.wattHours(1)))), why);
        assertParked(answered(readings(new IntervalEnergy("m", window(0, 30), Energy.wattHours(1)))), why);
        MeterReadings overlapping = readings(
                new IntervalEnergy("m", window(0, 15), Energy.wattHours(1)),
                new IntervalEnergy("m", window(5, 15), Energy.wattHours(1)));
        assertParked(answered(overlapping), why);
    }

    @Test
    void registersAndIntervalsOfDifferentMetersAreAdded() {
        MeterReadings both =
                readings(new IntervalEnergy("a", window(0, 15), Energy.wattHours(20)), meter("b", "0=5", "15=6"));
        Bench bench = answered(both);
        assertThat(bench.kilowattHours()).isEqualTo("0.021");
        bench.due("40").answer("40", window(15, 30), readings(meter("b", "30=9")));
        assertThat(bench.sent()).as("meter a is missed").hasSize(1);
    }

    @Test
    void intervalEnergyCannotServeContinuous() {
        Bench bench = Bench.quarters();
        bench.agreed = Optional.of(MeasurementConfiguration.CONTINUOUS);
        bench.due("25").answer("25", window(0, 15), readings(new IntervalEnergy("m", window(0, 15), Energy.ZERO)));
        assertParked(bench, "has no register");
    }

    @Test
    void theReasonNamesAFewMetersAndCountsTheRest() {
        Bench bench = answered(readings(meter("a"), meter("b"), meter("c"), meter("d"), meter("e")));
        assertParked(bench, "and 2 more");
    }

    @Test
    void aMeterListedTwiceIsTheHostsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readings(meter("a", "0=1"), meter("a", "15=2")))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readings(new IntervalEnergy("a", window(0, 15), Energy.ZERO), meter("a", "15=2")));
    }
}
