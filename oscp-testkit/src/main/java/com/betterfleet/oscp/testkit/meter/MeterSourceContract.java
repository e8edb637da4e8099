package com.betterfleet.oscp.testkit.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.Quality;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MeterSource} owes, as tests that say which obligation is broken. Extend it in the tests of a source:
 *
 * <pre>{@code
 * class MyMetersTest extends MeterSourceContract {
 *     protected MeterSource freshSource() {
 *         emptyTheTable();
 *         return new MyMeters(dataSource);
 *     }
 *
 *     protected void meters(GroupRef group, List<MeterRegister> registers) {
 *         registers.forEach(register -> insertMeter(group, register.meter()));
 *     }
 *
 *     protected void tell(GroupRef group, MeterRegister register, RegisterReading reading) {
 *         insertReading(group, register.meter(), reading.at(), reading.register().wattHours());
 *     }
 * }
 * }</pre>
 *
 * <p>The suite asks from up to four threads at a time, about two groups in windows of 2026, and waits for an answer as long as
 * {@link #patience()} says. What a host does not have (export registers, qualities, a way to break) is skipped with its reason
 * unless the method about it is overridden.
 */
public abstract class MeterSourceContract {
    private static final GroupRef ONE = GroupRef.of("nz", "AKL01");
    private static final GroupRef TWO = GroupRef.of("nz", "WLG02");
    private static final MeterRegister A = MeterRegister.imports("meter-a");
    private static final MeterRegister B = MeterRegister.imports("meter-b");
    private static final Instant START = Instant.parse("2026-04-04T13:45:00Z");
    private static final TimeInterval WINDOW = TimeInterval.of(START, START.plusSeconds(900));
    private static final Duration REACH = Duration.ofMinutes(5);

    private MeterSource source;

    /** For subclasses. */
    protected MeterSourceContract() {}

    /**
     * Makes the source that a test works on.
     *
     * @return a source that knows of no meters and no readings
     */
    protected abstract MeterSource freshSource();

    /**
     * Gives a group meters that have nothing to say yet. Called once for each group of a test, before anything is told.
     *
     * @param group the group
     * @param registers its meters, and which way each counts
     */
    protected abstract void meters(GroupRef group, List<MeterRegister> registers);

    /**
     * Lets the host learn of a reading; the next question is asked when this has returned.
     *
     * @param group the group
     * @param register which of its meters, which way
     * @param reading what it showed
     */
    protected abstract void tell(GroupRef group, MeterRegister register, RegisterReading reading);

    /**
     * Whether the host counts what is exported.
     *
     * @return false unless overridden; the test about it is then skipped
     */
    protected boolean countsExport() {
        return false;
    }

    /**
     * Whether the host tells estimated readings from measured ones.
     *
     * @return false unless overridden; the test about it is then skipped
     */
    protected boolean tellsQuality() {
        return false;
    }

    /**
     * Breaks the host's access to its readings, or mends it, as when a database is down.
     *
     * @param broken whether it is broken from now on
     * @return whether that can be done; false unless overridden, and the test about it is then skipped
     */
    protected boolean breakDown(boolean broken) {
        return false;
    }

    /**
     * How long an answer is waited for.
     *
     * @return ten seconds unless overridden
     */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    @BeforeEach
    void open() {
        source = freshSource();
    }

    private static MeterQuery query(GroupRef group) {
        TimeInterval wanted =
                TimeInterval.of(WINDOW.start().minus(REACH), WINDOW.end().plus(REACH));
        return new MeterQuery(
                group,
                new ManagedScope("mg-7", "grid"),
                new AssetId(group.group().value()),
                WINDOW,
                wanted);
    }

    private static RegisterReading reading(long seconds, String wattHours) {
        return new RegisterReading(START.plusSeconds(seconds), Energy.wattHours(wattHours));
    }

    private void tellEach(MeterRegister register, RegisterReading... readings) {
        for (RegisterReading reading : readings) {
            tell(ONE, register, reading);
        }
    }

    private CompletionStage<MeterReadings> stage(GroupRef group) {
        try {
            return source.read(query(group));
        } catch (RuntimeException thrown) {
            throw new AssertionError("read answers on its stage, with a failure too, and throws nothing", thrown);
        }
    }

    private MeterReadings ask(GroupRef group) {
        return answer(stage(group));
    }

    private MeterReadings answer(CompletionStage<MeterReadings> stage) {
        try {
            return stage.toCompletableFuture().get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("the readings that are known are answered, be they none", failed.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("the stage is completed within " + patience(), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static List<RegisterReading> of(MeterReadings readings, MeterRegister register) {
        return readings.series().stream()
                .filter(data -> data.meter().equals(register.meter()) && data.direction() == register.direction())
                .filter(MeterSeries.class::isInstance)
                .flatMap(data -> ((MeterSeries) data).registers().stream())
                .toList();
    }

    @Test
    void everyMeterIsListedAlsoOneThatHasNothingToSay() {
        meters(ONE, List.of(A, B));
        tellEach(A, reading(0, "100"), reading(900, "200"));
        assertThat(ask(ONE).series())
                .as("a meter that is left out is no part of the group: list it without readings")
                .extracting(MeterData::meter)
                .contains(A.meter(), B.meter());
    }

    @Test
    void aReadingThatDoesNotExistIsLeftOut() {
        meters(ONE, List.of(A, B));
        tellEach(A, reading(0, "100"), reading(300, "150"));
        MeterReadings answer = ask(ONE);
        assertThat(of(answer, B)).as("what was not read is never zero").isEmpty();
        assertThat(of(answer, A))
                .as("nothing is invented: neither zero nor the reading before, nor one between two others")
                .containsExactlyInAnyOrder(reading(0, "100"), reading(300, "150"));
    }

    @Test
    void zeroIsAReading() {
        meters(ONE, List.of(A));
        tellEach(A, reading(0, "0"), reading(900, "0"));
        assertThat(of(ask(ONE), A))
                .as("a register that shows zero was read")
                .containsExactlyInAnyOrder(reading(0, "0"), reading(900, "0"));
    }

    @Test
    void valuesAndTimesAreExact() {
        meters(ONE, List.of(A));
        RegisterReading odd = new RegisterReading(START.plusMillis(1), Energy.wattHours("123456.789"));
        RegisterReading kilo = new RegisterReading(START.plusSeconds(899), Energy.kilowattHours("123.5005"));
        tellEach(A, odd, kilo);
        assertThat(of(ask(ONE), A)).as("nothing is rounded, shifted or scaled").containsExactlyInAnyOrder(odd, kilo);
    }

    @Test
    void bothEndsOfWhatIsWantedBelongToIt() {
        meters(ONE, List.of(A));
        tellEach(A, reading(-300, "1"), reading(0, "2"), reading(900, "3"), reading(1200, "4"));
        assertThat(of(ask(ONE), A))
                .as("a reading at either end of wanted is wanted")
                .contains(reading(-300, "1"), reading(1200, "4"));
    }

    @Test
    void theNeighboursOfTheWindowAreTold() {
        meters(ONE, List.of(A));
        tellEach(A, reading(-60, "10"), reading(60, "20"), reading(840, "30"), reading(960, "40"));
        assertThat(of(ask(ONE), A))
                .as(
                        "a boundary without a reading is computed from the readings around it, also those outside the window")
                .contains(reading(-60, "10"), reading(960, "40"));
    }

    @Test
    void nothingOfAnotherGroupIsTold() {
        meters(ONE, List.of(A));
        meters(TWO, List.of(A, B));
        tellEach(A, reading(0, "1"));
        tell(TWO, A, reading(0, "2"));
        tell(TWO, B, reading(0, "3"));
        MeterReadings answer = ask(ONE);
        assertThat(of(answer, A))
                .as("meters of another group, of the same name too")
                .containsExactly(reading(0, "1"));
        assertThat(answer.series())
                .as("no meter of another group")
                .extracting(MeterData::meter)
                .containsOnly(A.meter());
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        meters(ONE, List.of(A));
        tellEach(A, reading(0, "1"), reading(900, "2"));
        assertThat(of(ask(ONE), A))
                .as("asking takes nothing away")
                .containsExactlyInAnyOrderElementsOf(of(ask(ONE), A))
                .hasSize(2);
    }

    @Test
    void aReadingThatComesLateIsToldWhenAskedAgain() {
        meters(ONE, List.of(A));
        tellEach(A, reading(0, "1"));
        ask(ONE);
        tellEach(A, reading(900, "2"));
        assertThat(of(ask(ONE), A)).as("an answer is not remembered for ever").contains(reading(900, "2"));
    }

    @Test
    void severalGroupsAreAskedAtOnce() {
        meters(ONE, List.of(A));
        meters(TWO, List.of(B));
        tellEach(A, reading(0, "1"));
        tell(TWO, B, reading(0, "2"));
        List<CompletionStage<MeterReadings>> ones = new ArrayList<>();
        List<CompletionStage<MeterReadings>> twos = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean even = i % 2 == 0;
            threads.add(new Thread(() -> {
                for (int again = 0; again < 25; again++) {
                    CompletionStage<MeterReadings> stage = stage(even ? ONE : TWO);
                    synchronized (ones) {
                        (even ? ones : twos).add(stage);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        threads.forEach(MeterSourceContract::join);
        assertThat(ones).as("every question is answered").hasSize(50);
        assertThat(ones).allSatisfy(one -> assertThat(of(answer(one), A)).containsExactly(reading(0, "1")));
        assertThat(twos).allSatisfy(two -> assertThat(of(answer(two), B)).containsExactly(reading(0, "2")));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void importAndExportAreToldApart() {
        Assumptions.assumeTrue(countsExport(), "the host counts no export: countsExport() is not overridden");
        MeterRegister out = MeterRegister.exports(A.meter());
        meters(ONE, List.of(A, out));
        tellEach(A, reading(0, "100"));
        tellEach(out, reading(0, "7"));
        MeterReadings answer = ask(ONE);
        assertThat(of(answer, A)).as("what is imported").containsExactly(reading(0, "100"));
        assertThat(of(answer, out)).as("what is exported").containsExactly(reading(0, "7"));
        assertThat(answer.series())
                .as("listed once for each direction")
                .extracting(MeterData::direction)
                .contains(Direction.IMPORT, Direction.EXPORT);
    }

    @Test
    void aQualityIsKept() {
        Assumptions.assumeTrue(tellsQuality(), "the host knows no qualities: tellsQuality() is not overridden");
        meters(ONE, List.of(A));
        RegisterReading estimated = new RegisterReading(START, Energy.wattHours("100"), Quality.ESTIMATED);
        RegisterReading invalid = new RegisterReading(START.plusSeconds(60), Energy.wattHours("1"), Quality.INVALID);
        tellEach(A, estimated, invalid);
        assertThat(of(ask(ONE), A).stream().filter(one -> one.quality() != Quality.INVALID))
                .as("an estimate is told as one; what is invalid is told as that or left out")
                .containsExactly(estimated);
    }

    @Test
    void aFailureIsToldAndTheNextQuestionIsAnswered() {
        meters(ONE, List.of(A));
        tellEach(A, reading(0, "1"));
        Assumptions.assumeTrue(breakDown(true), "the host cannot be broken: breakDown() is not overridden");
        CompletionStage<MeterReadings> failed = stage(ONE);
        assertThat(failed.handle((answer, failure) -> failure != null)
                        .toCompletableFuture()
                        .orTimeout(patience().toMillis(), TimeUnit.MILLISECONDS)
                        .join())
                .as("a failure completes the stage exceptionally; an empty answer would be taken for silence")
                .isTrue();
        breakDown(false);
        assertThat(of(ask(ONE), A)).as("after a failure all goes on").containsExactly(reading(0, "1"));
    }
}
