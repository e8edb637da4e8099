package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import com.betterfleet.oscp.testkit.meter.MeterSourceContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract suite for meters is tested itself: it finds each mistake by the test that is about it, and says what is owed. */
class WrongMetersTest {
    private static volatile Supplier<WrongMeters> mistake = WrongMeters::new;

    /** The suite as a host extends it, over meters with the mistake under test; run by the launcher alone. */
    static final class Host extends MeterSourceContract {
        private WrongMeters meters = new WrongMeters();

        @Override
        protected MeterSource freshSource() {
            meters = mistake.get();
            return meters;
        }

        @Override
        protected void meters(GroupRef group, List<MeterRegister> registers) {
            meters.meters(group, registers);
        }

        @Override
        protected void tell(GroupRef group, MeterRegister register, RegisterReading reading) {
            meters.tell(group, register, reading);
        }

        @Override
        protected boolean countsExport() {
            return true;
        }

        @Override
        protected boolean tellsQuality() {
            return true;
        }

        @Override
        protected boolean breakDown(boolean broken) {
            meters.broken = broken;
            return true;
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(200);
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong(
                        "leaves a silent meter out",
                        WrongMeters.LeavesSilentOut::new,
                        "everyMeterIsListedAlsoOneThatHasNothingToSay",
                        "list it without readings"),
                wrong(
                        "fills with zero",
                        WrongMeters.FillsWithZero::new,
                        "aReadingThatDoesNotExistIsLeftOut",
                        "never zero"),
                wrong(
                        "carries the last reading forward",
                        WrongMeters.CarriesForward::new,
                        "aReadingThatDoesNotExistIsLeftOut",
                        "nothing is invented"),
                wrong(
                        "invents a reading between two",
                        WrongMeters.InventsTheBoundary::new,
                        "aReadingThatDoesNotExistIsLeftOut",
                        "nothing is invented"),
                wrong("drops zero", WrongMeters.DropsZero::new, "zeroIsAReading", "shows zero was read"),
                wrong("rounds", WrongMeters.Rounds::new, "valuesAndTimesAreExact", "nothing is rounded"),
                wrong("cuts times to seconds", WrongMeters.ShiftsTimes::new, "valuesAndTimesAreExact", "shifted"),
                wrong(
                        "drops the end of what is wanted",
                        WrongMeters.DropsTheEnd::new,
                        "bothEndsOfWhatIsWantedBelongToIt",
                        "either end"),
                wrong(
                        "tells the window alone",
                        WrongMeters.DropsNeighbours::new,
                        "theNeighboursOfTheWindowAreTold",
                        "outside the window"),
                wrong("mixes groups", WrongMeters.MixesGroups::new, "nothingOfAnotherGroupIsTold", "another group"),
                wrong(
                        "mixes directions",
                        WrongMeters.MixesDirections::new,
                        "importAndExportAreToldApart",
                        "what is imported"),
                wrong("forgets qualities", WrongMeters.ForgetsQuality::new, "aQualityIsKept", "told as one"),
                wrong(
                        "remembers its first answer",
                        WrongMeters.RemembersForEver::new,
                        "aReadingThatComesLateIsToldWhenAskedAgain",
                        "not remembered for ever"),
                wrong(
                        "tells a reading once",
                        WrongMeters.TellsOnce::new,
                        "theSameQuestionHasTheSameAnswer",
                        "takes nothing away"),
                wrong(
                        "throws",
                        WrongMeters.Throws::new,
                        "aFailureIsToldAndTheNextQuestionIsAnswered",
                        "throws nothing"),
                wrong(
                        "fails silently",
                        WrongMeters.FailsSilently::new,
                        "aFailureIsToldAndTheNextQuestionIsAnswered",
                        "completes the stage exceptionally"),
                wrong(
                        "fails for ever",
                        WrongMeters.FailsForEver::new,
                        "aFailureIsToldAndTheNextQuestionIsAnswered",
                        "are answered"),
                wrong(
                        "forgets to answer",
                        WrongMeters.NeverAnswersTwo::new,
                        "severalGroupsAreAskedAtOnce",
                        "is completed within"));
    }

    private static Arguments wrong(String name, Supplier<WrongMeters> made, String caughtBy, String obligation) {
        return Arguments.of(name, made, caughtBy, obligation);
    }

    @ParameterizedTest(name = "a source that {0}")
    @MethodSource("mistakes")
    void aMistakeIsFoundByTheTestThatIsAboutIt(
            String name, Supplier<WrongMeters> made, String caughtBy, String obligation) {
        Map<String, String> failures = run(made).failures();

        assertThat(failures)
                .as("what the suite finds in a source that %s", name)
                .containsKey(caughtBy);
        assertThat(failures.get(caughtBy))
                .as("it says which obligation is broken")
                .contains(obligation);
    }

    @Test
    void metersThatSayWhatTheyShouldPass() {
        ContractRun all = run(WrongMeters::new);

        assertThat(all.failures()).isEmpty();
        assertThat(all.succeeded()).isEqualTo(13);
    }

    private static ContractRun run(Supplier<WrongMeters> made) {
        mistake = made;
        return ContractRun.of(Host.class);
    }
}
