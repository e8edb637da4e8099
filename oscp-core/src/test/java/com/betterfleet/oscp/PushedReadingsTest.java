package com.betterfleet.oscp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.IntervalEnergy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.PowerSample;
import com.betterfleet.oscp.metering.Quality;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The meter source of hosts whose meters push. */
class PushedReadingsTest {
    private static final Instant T0 = Instant.parse("2026-04-04T12:00:00Z");
    private static final GroupRef GROUP = GroupRef.of("nz", "AKL01");
    private static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    private static final AssetId ASSET = new AssetId("AKL01-EV");
    private static final MeterRegister MAIN = MeterRegister.imports("main");

    private final PushedReadings pushed = declared(new PushedReadings());

    private static PushedReadings declared(PushedReadings pushed) {
        pushed.declare(GROUP, List.of(MAIN));
        return pushed;
    }

    private static Instant at(String minute) {
        return T0.plusSeconds(60 * Long.parseLong(minute));
    }

    private static TimeInterval window(int fromMinute, int toMinute) {
        return TimeInterval.of(T0.plusSeconds(60L * fromMinute), T0.plusSeconds(60L * toMinute));
    }

    private static RegisterReading reading(String time, long wattHours) {
        return new RegisterReading(at(time), Energy.wattHours(wattHours));
    }

    private static List<? extends MeterData> asked(PushedReadings source, TimeInterval wanted) {
        MeterQuery query = new MeterQuery(GROUP, SCOPE, ASSET, wanted, wanted);
        return source.read(query).toCompletableFuture().join().series();
    }

    private List<RegisterReading> registers(TimeInterval wanted) {
        return ((MeterSeries) asked(pushed, wanted).get(0)).registers();
    }

    @Test
    void whatWasPushedIsAnsweredBothEndsIncludedAndNothingBeyond() {
        for (int minute = -2; minute <= 17; minute++) {
            pushed.push(GROUP, MAIN, reading(String.valueOf(minute), minute + 2));
        }
        assertThat(registers(window(0, 15)))
                .hasSize(16)
                .startsWith(reading("0", 2))
                .endsWith(reading("15", 17));
    }

    @Test
    void aSilentMeterIsListed() {
        pushed.declare(GROUP, List.of(MAIN, MeterRegister.exports("main"), MeterRegister.imports("other")));
        pushed.push(GROUP, MAIN, reading("0", 1));
        assertThat(asked(pushed, window(0, 15)))
                .extracting(MeterData::meter, MeterData::direction)
                .extracting(Object::toString)
                .containsExactly("(\"main\", IMPORT)", "(\"main\", EXPORT)", "(\"other\", IMPORT)");
    }

    @Test
    void lateDoubledAndUnorderedReadingsAreFine() {
        pushed.push(GROUP, MAIN, reading("5", 5));
        pushed.push(GROUP, MAIN, reading("1", 1));
        pushed.push(GROUP, MAIN, reading("5", 5));
        assertThat(registers(window(0, 15))).containsExactly(reading("1", 1), reading("5", 5));
        pushed.push(GROUP, MAIN, reading("5", 6));
        assertThat(registers(window(0, 15)))
                .as("two values at an instant are both told")
                .hasSize(3);
    }

    @Test
    void powersIntervalsQualityAndDirectionAreKept() {
        MeterRegister solar = MeterRegister.exports("solar");
        MeterRegister heat = MeterRegister.imports("heat");
        pushed.declare(GROUP, List.of(solar, heat));
        PowerSample sample = new PowerSample(at("14"), Power.watts(7), Quality.ESTIMATED);
        IntervalEnergy energy =
                new IntervalEnergy("heat", Direction.IMPORT, window(10, 15), Energy.wattHours(4), Quality.INVALID);
        pushed.push(GROUP, solar, sample);
        pushed.push(GROUP, energy);
        pushed.push(GROUP, new IntervalEnergy("heat", window(15, 20), Energy.wattHours(4)));
        assertThat(asked(pushed, window(0, 15)))
                .isEqualTo(List.of(new MeterSeries("solar", Direction.EXPORT, List.of(), List.of(sample)), energy));
    }

    @Test
    void theNewestAreKept() {
        PushedReadings few = declared(new PushedReadings(Duration.ofMinutes(10), 3));
        IntStream.range(0, 5).forEach(i -> few.push(GROUP, MAIN, reading(String.valueOf(i), i)));
        assertThat(((MeterSeries) asked(few, window(0, 14)).get(0)).registers())
                .containsExactly(reading("2", 2), reading("3", 3), reading("4", 4));
        few.push(GROUP, MAIN, reading("5", 5));
        few.push(GROUP, MAIN, reading("1", 1));
        assertThat(((MeterSeries) asked(few, window(0, 14)).get(0)).registers())
                .as("ten minutes before what was asked for last, the oldest included")
                .containsExactly(reading("4", 4), reading("5", 5));
    }

    @Test
    void aReadingWithAWrongTimeDisplacesNoOther() {
        pushed.push(GROUP, MAIN, reading("0", 1));
        asked(pushed, window(0, 1));
        for (Instant wrong : List.of(Instant.MAX, T0.plus(Duration.ofDays(3650)), Instant.MIN)) {
            pushed.push(GROUP, MAIN, new RegisterReading(wrong, Energy.wattHours(7), Quality.INVALID));
        }
        pushed.push(GROUP, MAIN, reading("15", 2));
        assertThat(registers(window(0, 15))).containsExactly(reading("0", 1), reading("15", 2));
    }

    @Test
    void whatWasNotDeclaredIsTheHostsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pushed.push(GROUP, MeterRegister.exports("main"), reading("0", 1)))
                .withMessage("group nz/AKL01 has no meter 'main' for EXPORT: declare it first");
        MeterQuery query = new MeterQuery(GroupRef.of("nz", "WLG02"), SCOPE, ASSET, window(0, 15), window(0, 15));
        assertThatThrownBy(() -> pushed.read(query).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no meter of group nz/WLG02 was declared");
        assertThatIllegalArgumentException().isThrownBy(() -> MeterRegister.imports(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new PushedReadings(Duration.ZERO, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new PushedReadings(Duration.ofHours(1), 1));
    }

    @Test
    void aMeterSpeaksInOneOfTheTwoWays() {
        IntervalEnergy energy = new IntervalEnergy("main", window(0, 15), Energy.wattHours(1));
        pushed.push(GROUP, MAIN, reading("0", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pushed.push(GROUP, energy))
                .withMessageContaining("has a register");
        pushed.declare(GROUP, List.of());
        pushed.declare(GROUP, List.of(MAIN));
        pushed.push(GROUP, energy);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pushed.push(GROUP, MAIN, reading("0", 1)))
                .withMessageContaining("tells energy of intervals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pushed.push(GROUP, MAIN, new PowerSample(at("0"), Power.ZERO)));
    }

    @Test
    void aMeterThatIsNoLongerDeclaredIsForgottenAndTheOthersStay() {
        MeterRegister other = MeterRegister.imports("other");
        pushed.declare(GROUP, List.of(MAIN, other));
        pushed.push(GROUP, MAIN, reading("0", 1));
        pushed.push(GROUP, other, reading("0", 2));
        pushed.declare(GROUP, List.of(MAIN));
        pushed.declare(GROUP, List.of(MAIN, other));
        assertThat(asked(pushed, window(0, 15)))
                .extracting(data -> ((MeterSeries) data).registers().size())
                .containsExactly(1, 0);
    }

    /** A plain list says the same. */
    @Property(tries = 100)
    void itSaysWhatAPlainListWouldSay(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3600) Integer> seconds) {
        PushedReadings source = declared(new PushedReadings(Duration.ofMinutes(20), 1000));
        List<Instant> told = new ArrayList<>();
        for (int second : seconds) {
            Instant at = T0.plusSeconds(second);
            source.push(GROUP, MAIN, new RegisterReading(at, Energy.wattHours(second)));
            told.add(at);
        }
        List<Instant> wanted = told.stream()
                .distinct()
                .sorted()
                .filter(one -> !one.isBefore(at("15")) && !one.isAfter(at("45")))
                .toList();
        assertThat(((MeterSeries) asked(source, window(15, 45)).get(0)).registers())
                .extracting(RegisterReading::at)
                .isEqualTo(wanted);
    }

    @Test
    void manyMayPushWhileOthersAsk() throws InterruptedException {
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * 500;
            new Thread(() -> {
                        for (int i = first; i < first + 500; i++) {
                            Instant at = T0.plusSeconds(i);
                            pushed.push(GROUP, MAIN, new RegisterReading(at, Energy.wattHours(i)));
                            asked(pushed, window(0, 15));
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        assertThat(registers(window(0, 60))).hasSize(2000);
    }
}
