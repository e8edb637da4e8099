package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.integration.WrongCircuits.Row;
import com.betterfleet.oscp.testkit.circuit.CircuitWriterContract;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract suite for circuits is tested itself: it finds each mistake by the test that is about it, and says what is owed. */
class WrongCircuitsTest {
    private static volatile Function<Map<CircuitId, Row>, CircuitWriter> mistake = WrongCircuits::new;

    /** The suite as a host extends it, over circuits with the mistake under test; run by the launcher alone. */
    static final class Host extends CircuitWriterContract {
        private Map<CircuitId, Row> table = WrongCircuits.newTable();

        @Override
        protected CircuitWriter freshWriter() {
            table = WrongCircuits.newTable();
            return mistake.apply(table);
        }

        @Override
        protected ManagedScope scope() {
            return WrongCircuits.ONE;
        }

        @Override
        protected ManagedScope otherScope() {
            return WrongCircuits.TWO;
        }

        @Override
        protected Optional<ManagedScope> scopeWithoutCircuit() {
            return Optional.of(WrongCircuits.CHARGER);
        }

        @Override
        protected CircuitWriter reopened() {
            return mistake.apply(table);
        }

        @Override
        protected Optional<Limit> enforced(CircuitId circuit) {
            Map<CircuitId, Row> now = table;
            synchronized (now) {
                return Optional.ofNullable(now.get(circuit)).flatMap(row -> row.limit);
            }
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong(
                        "forgets the revision",
                        WrongCircuits.ForgetsRevision::new,
                        "anOlderOrderIsRefusedWithoutEffect",
                        "an older revision is refused"),
                wrong(
                        "forgets it on a restart",
                        WrongCircuits.ForgetsRevisionOnRestart::new,
                        "theFenceOutlivesARestart",
                        "the fence outlives a restart"),
                wrong(
                        "lies in the read-back",
                        WrongCircuits.LiesInReadBack::new,
                        "anOrderIsStoredAndReadBackWithLimitLeaseAndRevision",
                        "as it is enforced"),
                wrong(
                        "ignores a release",
                        WrongCircuits.IgnoresRelease::new,
                        "aReleaseEndsTheOrderAndItsLease",
                        "no order rules"),
                wrong("drops zero", WrongCircuits.DropsZero::new, "zeroIsALimit", "zero is a limit"),
                wrong(
                        "drops unlimited",
                        WrongCircuits.DropsUnlimited::new,
                        "unlimitedIsNeitherZeroNorTheAbsenceOfALimit",
                        "unlimited is said"),
                wrong("rounds up", WrongCircuits.RoundsUp::new, "noLimitIsStoredAboveItsOrder", "is not above"),
                wrong(
                        "rounds the lease up",
                        WrongCircuits.LongerLease::new,
                        "aLeaseIsNeverLongerThanWasOrdered",
                        "never longer than was ordered"),
                wrong(
                        "takes another order of the same revision",
                        WrongCircuits.TakesAnotherOfTheSameRevision::new,
                        "anotherOrderOfTheSameRevisionIsRefusedWithoutEffect",
                        "is refused"),
                wrong(
                        "refuses the same again",
                        WrongCircuits.RefusesTheSameAgain::new,
                        "theSameOrderAgainIsAcceptedWithoutEffect",
                        "answered the same"),
                wrong(
                        "forgets the fence on release",
                        WrongCircuits.ReleaseForgetsTheFence::new,
                        "theFenceOutlivesARelease",
                        "the fence outlives a release"),
                wrong(
                        "takes a release once",
                        WrongCircuits.ReleaseOnce::new,
                        "theSameReleaseAgainIsAcceptedWithoutEffect",
                        "answered the same"),
                wrong(
                        "keeps the lease of a released order",
                        WrongCircuits.ReleaseKeepsLease::new,
                        "aReleaseEndsTheOrderAndItsLease",
                        "no order rules"),
                wrong(
                        "lapses whatever rules",
                        WrongCircuits.LapsesWhateverRules::new,
                        "aLapseOfAnotherRevisionIsRefusedWithoutEffect",
                        "while 3 rules is refused"),
                wrong(
                        "keeps the lease after a lapse",
                        WrongCircuits.LapseKeepsLease::new,
                        "aLapseTakesWhatComesAfterwardsAndEndsTheLease",
                        "no lease runs"),
                wrong(
                        "takes a lapse for a call of its own",
                        WrongCircuits.LapseRaisesRevision::new,
                        "theFenceOutlivesALapse",
                        "leaves the revision as it was"),
                wrong(
                        "loses what comes afterwards",
                        WrongCircuits.LosesAfterwards::new,
                        "aLapseTakesWhatComesAfterwardsAndEndsTheLease",
                        "what comes after the lease"),
                wrong(
                        "brings a lapsed order back",
                        WrongCircuits.BringsBack::new,
                        "theOrderThatLapsedIsNotBroughtBackByALateRepetition",
                        "what comes after the lease"),
                wrong(
                        "has one circuit for all",
                        WrongCircuits.OneCircuitForAll::new,
                        "noTwoScopesHaveOneCircuit",
                        "never share"),
                wrong(
                        "is not atomic",
                        WrongCircuits.NotAtomic::new,
                        "ofManyWritersAtOnceTheHighestRevisionRules",
                        "the highest revision"));
    }

    private static Arguments wrong(
            String name, Function<Map<CircuitId, Row>, CircuitWriter> made, String caughtBy, String obligation) {
        return Arguments.of(name, made, caughtBy, obligation);
    }

    @ParameterizedTest(name = "a writer that {0}")
    @MethodSource("mistakes")
    void aMistakeIsFoundByTheTestThatIsAboutIt(
            String name, Function<Map<CircuitId, Row>, CircuitWriter> made, String caughtBy, String obligation) {
        Map<String, String> failures = run(made).failures();

        assertThat(failures)
                .as("what the suite finds in a writer that %s", name)
                .containsKey(caughtBy);
        assertThat(failures.get(caughtBy))
                .as("it says which obligation is broken")
                .contains(obligation);
    }

    @Test
    void circuitsThatDoWhatTheyShouldPass() {
        ContractRun all = run(WrongCircuits::new);

        assertThat(all.failures()).isEmpty();
        assertThat(all.succeeded()).isGreaterThan(35);
    }

    private static ContractRun run(Function<Map<CircuitId, Row>, CircuitWriter> made) {
        mistake = made;
        return ContractRun.of(Host.class);
    }
}
