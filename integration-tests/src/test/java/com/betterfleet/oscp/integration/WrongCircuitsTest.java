package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.integration.WrongCircuits.Row;
import com.betterfleet.oscp.testkit.circuit.CircuitWriterContract;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

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
            synchronized (table) {
                return Optional.ofNullable(table.get(circuit)).flatMap(row -> row.limit);
            }
        }
    }

    private static class ForgetsRevision extends WrongCircuits {
        ForgetsRevision(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            store(row(circuit), order);
            return true;
        }
    }

    private static class ForgetsRevisionOnRestart extends WrongCircuits {
        private final Map<CircuitId, Long> own = new HashMap<>();

        ForgetsRevisionOnRestart(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            row(circuit).revision = own.getOrDefault(circuit, 0L);
            boolean done = super.write(circuit, order);
            own.put(circuit, row(circuit).revision);
            return done;
        }
    }

    /** It remembers what it was told last and says so. */
    private static class LiesInReadBack extends WrongCircuits {
        private final Map<CircuitId, CircuitState> said = new HashMap<>();

        LiesInReadBack(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.limit = Optional.of(Limit.unlimited());
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            boolean done = super.write(circuit, order);
            if (done) {
                said.put(
                        circuit,
                        new CircuitState(
                                Optional.of(order.limit()), Optional.of(order.validUntil()), order.revision()));
            }
            return done;
        }

        @Override
        public CircuitState read(CircuitId circuit) {
            return said.getOrDefault(circuit, super.read(circuit));
        }
    }

    private static class IgnoresRelease extends WrongCircuits {
        IgnoresRelease(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            return true;
        }
    }

    private static class DropsZero extends WrongCircuits {
        DropsZero(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.limit = row.limit.filter(limit -> !limit.equals(Limit.ZERO));
        }
    }

    private static class DropsUnlimited extends WrongCircuits {
        DropsUnlimited(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.limit = row.limit.filter(limit -> !limit.equals(Limit.unlimited()));
        }
    }

    private static class RoundsUp extends WrongCircuits {
        RoundsUp(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            if (order.limit() instanceof Limit.Limited limited) {
                row.limit =
                        Optional.of(Limit.of(Power.watts(limited.most().watts().setScale(0, RoundingMode.HALF_UP))));
            }
        }
    }

    private static class LongerLease extends WrongCircuits {
        LongerLease(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.validUntil = Optional.of(
                    order.validUntil().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        }
    }

    private static class TakesAnotherOfTheSameRevision extends WrongCircuits {
        TakesAnotherOfTheSameRevision(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            if (order.revision() == row(circuit).revision && row(circuit).order.isPresent()) {
                store(row(circuit), order);
            }
            return super.write(circuit, order);
        }
    }

    private static class RefusesTheSameAgain extends WrongCircuits {
        RefusesTheSameAgain(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            return order.revision() > row(circuit).revision && super.write(circuit, order);
        }
    }

    private static class ReleaseForgetsTheFence extends WrongCircuits {
        ReleaseForgetsTheFence(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            boolean done = super.release(circuit, revision);
            if (done) {
                row(circuit).revision = 0;
            }
            return done;
        }
    }

    private static class ReleaseOnce extends WrongCircuits {
        ReleaseOnce(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            return revision > row(circuit).revision && super.release(circuit, revision);
        }
    }

    private static class ReleaseKeepsLease extends WrongCircuits {
        ReleaseKeepsLease(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            Row row = row(circuit);
            var lease = row.validUntil;
            boolean done = super.release(circuit, revision);
            row.validUntil = lease;
            return done;
        }
    }

    private static class LapsesWhateverRules extends WrongCircuits {
        LapsesWhateverRules(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean lapse(CircuitId circuit, long revision) {
            return super.lapse(circuit, row(circuit).revision);
        }
    }

    private static class LapseKeepsLease extends WrongCircuits {
        LapseKeepsLease(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean lapse(CircuitId circuit, long revision) {
            Row row = row(circuit);
            var lease = row.validUntil;
            boolean done = super.lapse(circuit, revision);
            row.validUntil = lease;
            return done;
        }
    }

    private static class LapseRaisesRevision extends WrongCircuits {
        LapseRaisesRevision(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean lapse(CircuitId circuit, long revision) {
            boolean done = super.lapse(circuit, revision);
            row(circuit).revision += done ? 1 : 0;
            return done;
        }
    }

    private static class LosesAfterwards extends WrongCircuits {
        LosesAfterwards(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean lapse(CircuitId circuit, long revision) {
            boolean done = super.lapse(circuit, revision);
            if (done) {
                row(circuit).limit = Optional.empty();
            }
            return done;
        }
    }

    private static class BringsBack extends WrongCircuits {
        BringsBack(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            boolean done = super.write(circuit, order);
            if (done) {
                store(row(circuit), order);
            }
            return done;
        }
    }

    private static class OneCircuitForAll extends WrongCircuits {
        OneCircuitForAll(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public Optional<CircuitId> circuitOf(ManagedScope scope) {
            return Optional.of(new CircuitId("the-circuit"));
        }
    }

    /** Between look and write another call may come. */
    private static class NotAtomic extends WrongCircuits {
        NotAtomic(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            long before;
            synchronized (table) {
                before = row(circuit).revision;
            }
            if (order.revision() <= before) {
                return super.write(circuit, order);
            }
            for (int turn = 0; turn < 1_000; turn++) {
                Thread.yield();
            }
            synchronized (table) {
                store(row(circuit), order);
            }
            return true;
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong(
                        "forgets the revision",
                        ForgetsRevision::new,
                        "anOlderOrderIsRefusedWithoutEffect",
                        "an older revision is refused"),
                wrong(
                        "forgets it on a restart",
                        ForgetsRevisionOnRestart::new,
                        "theFenceOutlivesARestart",
                        "the fence outlives a restart"),
                wrong(
                        "lies in the read-back",
                        LiesInReadBack::new,
                        "anOrderIsStoredAndReadBackWithLimitLeaseAndRevision",
                        "as it is enforced"),
                wrong("ignores a release", IgnoresRelease::new, "aReleaseEndsTheOrderAndItsLease", "no order rules"),
                wrong("drops zero", DropsZero::new, "zeroIsALimit", "zero is a limit"),
                wrong(
                        "drops unlimited",
                        DropsUnlimited::new,
                        "unlimitedIsNeitherZeroNorTheAbsenceOfALimit",
                        "unlimited is said"),
                wrong("rounds up", RoundsUp::new, "noLimitIsStoredAboveItsOrder", "is not above"),
                wrong(
                        "rounds the lease up",
                        LongerLease::new,
                        "aLeaseIsNeverLongerThanWasOrdered",
                        "never longer than was ordered"),
                wrong(
                        "takes another order of the same revision",
                        TakesAnotherOfTheSameRevision::new,
                        "anotherOrderOfTheSameRevisionIsRefusedWithoutEffect",
                        "is refused"),
                wrong(
                        "refuses the same again",
                        RefusesTheSameAgain::new,
                        "theSameOrderAgainIsAcceptedWithoutEffect",
                        "answered the same"),
                wrong(
                        "forgets the fence on release",
                        ReleaseForgetsTheFence::new,
                        "theFenceOutlivesARelease",
                        "the fence outlives a release"),
                wrong(
                        "takes a release once",
                        ReleaseOnce::new,
                        "theSameReleaseAgainIsAcceptedWithoutEffect",
                        "answered the same"),
                wrong(
                        "keeps the lease of a released order",
                        ReleaseKeepsLease::new,
                        "aReleaseEndsTheOrderAndItsLease",
                        "no order rules"),
                wrong(
                        "lapses whatever rules",
                        LapsesWhateverRules::new,
                        "aLapseOfAnotherRevisionIsRefusedWithoutEffect",
                        "while 3 rules is refused"),
                wrong(
                        "keeps the lease after a lapse",
                        LapseKeepsLease::new,
                        "aLapseTakesWhatComesAfterwardsAndEndsTheLease",
                        "no lease runs"),
                wrong(
                        "takes a lapse for a call of its own",
                        LapseRaisesRevision::new,
                        "theFenceOutlivesALapse",
                        "leaves the revision as it was"),
                wrong(
                        "loses what comes afterwards",
                        LosesAfterwards::new,
                        "aLapseTakesWhatComesAfterwardsAndEndsTheLease",
                        "what comes after the lease"),
                wrong(
                        "brings a lapsed order back",
                        BringsBack::new,
                        "theOrderThatLapsedIsNotBroughtBackByALateRepetition",
                        "what comes after the lease"),
                wrong("has one circuit for all", OneCircuitForAll::new, "noTwoScopesHaveOneCircuit", "never share"),
                wrong(
                        "is not atomic",
                        NotAtomic::new,
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
        Map<String, String> failures = failures(run(made));

        assertThat(failures)
                .as("what the suite finds in a writer that %s", name)
                .containsKey(caughtBy);
        assertThat(failures.get(caughtBy))
                .as("it says which obligation is broken")
                .contains(obligation);
    }

    @Test
    void circuitsThatDoWhatTheyShouldPass() {
        TestExecutionSummary summary = run(WrongCircuits::new);

        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(35);
    }

    private static TestExecutionSummary run(Function<Map<CircuitId, Row>, CircuitWriter> made) {
        mistake = made;
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(List.of(selectClass(Host.class)))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static Map<String, String> failures(TestExecutionSummary summary) {
        Map<String, String> failures = new TreeMap<>();
        summary.getFailures()
                .forEach(failure -> failures.put(
                        failure.getTestIdentifier().getDisplayName().replace("()", ""),
                        String.valueOf(failure.getException().getMessage())));
        return failures;
    }
}
