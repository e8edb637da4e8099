package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.SCOPE;
import static com.betterfleet.envelope.Grid.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.betterfleet.envelope.Outcome.Confirmed;
import com.betterfleet.envelope.Outcome.NotApplicable;
import com.betterfleet.envelope.Outcome.Refused;
import com.betterfleet.envelope.Outcome.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Confirmed by read-back and fenced by revision (rules I9 and I24), with writers that keep their word and such that do not. */
class CircuitEnvelopeSinkTest {
    private static final Limit LIMIT = Limit.of(Power.kilowatts("900"));
    private static final ManagedScope OTHER = new ManagedScope("mg-8", "grid");
    private static final ManagedScope CHARGER = new ManagedScope("mg-7", "charger-1");

    private final Circuits circuits = new Circuits();
    private final EnvelopeSink sink = over(circuits);

    @Test
    void anOrderIsWrittenAndThenReadBackByRuleI24() {
        assertThat(outcome(sink.apply(order(1)))).isEqualTo(new Confirmed(LIMIT));
        assertThat(circuits.calls).containsExactly("write 1", "read");
    }

    @Test
    void theSameOrderAgainIsConfirmedAgainByRuleI10() {
        outcome(sink.apply(order(1)));

        assertThat(outcome(sink.apply(order(1)))).isEqualTo(new Confirmed(LIMIT));
    }

    @Test
    void zeroIsConfirmedAsZeroByRuleI2() {
        assertThat(outcome(sink.apply(order(SCOPE, Direction.IMPORT, Limit.ZERO, 1))))
                .isEqualTo(new Confirmed(Limit.ZERO));
    }

    @Test
    void aLieIsHandedOnForTheEngineToJudge() {
        Circuits liar = new Circuits() {
            @Override
            public CircuitState read(CircuitId circuit) {
                return new CircuitState(
                        Optional.of(Limit.unlimited()),
                        Optional.empty(),
                        row(circuit).revision());
            }
        };

        assertThat(outcome(over(liar).apply(order(1)))).isEqualTo(new Confirmed(Limit.unlimited()));
    }

    @Test
    void anOlderRevisionIsStaleByRuleI9() {
        outcome(sink.apply(order(7)));

        assertThat(outcome(sink.apply(order(6)))).isEqualTo(new Stale(7));
        assertThat(outcome(sink.release(SCOPE, 6))).isEqualTo(new Stale(7));
    }

    @Test
    void anotherOrderOfTheSameRevisionIsStaleByRuleI9() {
        outcome(sink.apply(order(7)));

        assertThat(outcome(sink.apply(order(SCOPE, Direction.IMPORT, Limit.ZERO, 7))))
                .isEqualTo(new Stale(7));
    }

    @Test
    void aRestartedEngineThatLostItsStoreLearnsTheAcceptedRevision() {
        outcome(sink.apply(order(500)));

        assertThat(outcome(sink.apply(order(1)))).isEqualTo(new Stale(500));
    }

    @Test
    void anOrderOvertakenBetweenWriteAndReadIsStale() {
        Circuits raced = new Circuits() {
            @Override
            public boolean write(CircuitId circuit, LimitOrder order) {
                boolean written = super.write(circuit, order);
                super.write(circuit, order(order.revision() + 1));
                return written;
            }
        };

        assertThat(outcome(over(raced).apply(order(1)))).isEqualTo(new Stale(2));
    }

    @Test
    void aWriterThatForgetsTheOrderIsRefused() {
        Circuits forgetful = new Circuits() {
            @Override
            public boolean write(CircuitId circuit, LimitOrder order) {
                return true;
            }
        };

        assertThat(outcome(over(forgetful).apply(order(3))))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::why)
                .isEqualTo("circuit circuit of mg-7/grid accepted revision 3 but shows revision 0");
    }

    @Test
    void aWriterThatKeepsTheRevisionAndDropsTheLimitIsRefused() {
        Circuits dropping = new Circuits() {
            @Override
            public CircuitState read(CircuitId circuit) {
                return new CircuitState(
                        Optional.empty(), Optional.empty(), row(circuit).revision());
            }
        };

        assertThat(outcome(over(dropping).apply(order(3))))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::why)
                .isEqualTo("circuit circuit of mg-7/grid shows no limit after revision 3 was written");
    }

    @Test
    void aWriterThatRefusesWhatItOughtToAcceptIsRefusedAndNotStale() {
        Circuits stubborn = new Circuits() {
            @Override
            public boolean write(CircuitId circuit, LimitOrder order) {
                return false;
            }
        };

        assertThat(outcome(over(stubborn).apply(order(3))))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::why)
                .isEqualTo("circuit circuit of mg-7/grid refused revision 3 but shows revision 0");
    }

    @Test
    void aWriterThatThrowsFailsTheStageAndNotTheCaller() {
        IllegalStateException broken = new IllegalStateException("database down");
        Circuits throwing = new Circuits() {
            @Override
            public boolean write(CircuitId circuit, LimitOrder order) {
                if (calls.isEmpty()) {
                    calls.add("failed");
                    throw broken;
                }
                return super.write(circuit, order);
            }
        };
        EnvelopeSink over = over(throwing);

        assertThat(failure(over.apply(order(1)))).isSameAs(broken);
        assertThat(outcome(over.apply(order(1)))).isEqualTo(new Confirmed(LIMIT));
    }

    @Test
    void anExecutorThatRejectsFailsTheStageAndNotTheCaller() {
        RejectedExecutionException full = new RejectedExecutionException("full");
        boolean[] isFull = {true};
        EnvelopeSink over = CircuitEnvelopeSink.over(circuits, work -> {
            if (isFull[0]) {
                throw full;
            }
            work.run();
        });

        assertThat(failure(over.apply(order(1)))).isSameAs(full);
        assertThat(failure(over.release(SCOPE, 2))).isSameAs(full);
        assertThat(failure(over.read(SCOPE, Direction.IMPORT))).isSameAs(full);
        isFull[0] = false;
        assertThat(outcome(over.apply(order(3)))).isEqualTo(new Confirmed(LIMIT));
    }

    @Test
    void exportIsNotApplicableAndReachesNoCircuitByRuleI5() {
        assertThat(outcome(sink.apply(order(SCOPE, Direction.EXPORT, LIMIT, 1))))
                .isInstanceOf(NotApplicable.class);
        assertThat(done(sink.read(SCOPE, Direction.EXPORT))).isEmpty();
        assertThat(circuits.calls).isEmpty();
    }

    @Test
    void aScopeWithoutACircuitIsNotApplicableByRuleI28() {
        assertThat(outcome(sink.apply(order(CHARGER, Direction.IMPORT, LIMIT, 1))))
                .isEqualTo(new NotApplicable("mg-7/charger-1 has no circuit: it is not a grid connection"));
        assertThat(outcome(sink.release(CHARGER, 1))).isInstanceOf(NotApplicable.class);
        assertThat(done(sink.read(CHARGER, Direction.IMPORT))).isEmpty();
        assertThat(circuits.calls).isEmpty();
    }

    @Test
    void aReleaseShowsUnlimitedWhereTheHostSetsNothingAndIsIdempotent() {
        outcome(sink.apply(order(1)));

        assertThat(outcome(sink.release(SCOPE, 2))).isEqualTo(new Confirmed(Limit.unlimited()));
        assertThat(outcome(sink.release(SCOPE, 2))).isEqualTo(new Confirmed(Limit.unlimited()));
        assertThat(outcome(sink.apply(order(1)))).isEqualTo(new Stale(2));
        assertThat(outcome(sink.apply(order(2)))).isEqualTo(new Stale(2));
    }

    @Test
    void aReleaseShowsWhatTheHostLetsRule() {
        Limit rating = Limit.of(Power.kilowatts("1200"));
        Circuits rated = new Circuits() {
            @Override
            public CircuitState read(CircuitId circuit) {
                CircuitState state = super.read(circuit);
                return new CircuitState(
                        state.limit().or(() -> Optional.of(rating)), state.validUntil(), state.revision());
            }
        };

        assertThat(outcome(over(rated).release(SCOPE, 1))).isEqualTo(new Confirmed(rating));
    }

    @Test
    void aWriterThatIgnoresAReleaseIsRefused() {
        Circuits ignoring = new Circuits() {
            @Override
            public boolean release(CircuitId circuit, long revision) {
                return true;
            }
        };
        EnvelopeSink over = over(ignoring);
        outcome(over.apply(order(1)));

        assertThat(outcome(over.release(SCOPE, 2))).isInstanceOf(Refused.class);
    }

    @Test
    void readTellsWhatTheCircuitShows() {
        outcome(sink.apply(order(1)));

        assertThat(done(sink.read(SCOPE, Direction.IMPORT))).contains(LIMIT);
    }

    @Test
    void aCircuitThatShowsNoLimitReadsAsUnlimitedByRuleI2() {
        assertThat(done(sink.read(SCOPE, Direction.IMPORT))).contains(Limit.unlimited());
        outcome(sink.apply(order(1)));
        outcome(sink.release(SCOPE, 2));

        assertThat(done(sink.read(SCOPE, Direction.IMPORT))).contains(Limit.unlimited());
    }

    @Test
    void nothingIsCalledOnTheCallersThread() {
        ManualExecutor executor = new ManualExecutor();
        CompletionStage<Outcome> stage =
                CircuitEnvelopeSink.over(circuits, executor).apply(order(1));

        assertThat(circuits.calls).isEmpty();
        executor.runNext();
        assertThat(outcome(stage)).isEqualTo(new Confirmed(LIMIT));
    }

    @Test
    void callsOfOneScopeAreSerialAndThoseOfAnotherIndependent() {
        ManualExecutor executor = new ManualExecutor();
        EnvelopeSink over = CircuitEnvelopeSink.over(circuits, executor);
        CompletionStage<Outcome> first = over.apply(order(1));
        CompletionStage<Optional<Limit>> second = over.read(SCOPE, Direction.IMPORT);
        assertThat(executor.waiting()).as("one call of the scope at a time").isEqualTo(1);

        CompletionStage<Outcome> elsewhere = over.apply(order(OTHER, Direction.IMPORT, LIMIT, 1));
        assertThat(executor.waiting()).as("and one of the other scope").isEqualTo(2);

        executor.runNext();
        assertThat(outcome(first)).isEqualTo(new Confirmed(LIMIT));
        assertThat(second.toCompletableFuture()).isNotDone();
        executor.runNext();
        assertThat(outcome(elsewhere)).isEqualTo(new Confirmed(LIMIT));
        executor.runAll();
        assertThat(done(second)).contains(LIMIT);
    }

    @Test
    void whileACallHangsOtherScopesGoOnAndOnlyTheNewestOfTheWaitingIsWritten() {
        ManualExecutor executor = new ManualExecutor();
        EnvelopeSink[] itself = new EnvelopeSink[1];
        List<CompletableFuture<Outcome>> meanwhile = new ArrayList<>();
        Circuits slow = new Circuits() {
            @Override
            public boolean write(CircuitId circuit, LimitOrder order) {
                if (order.revision() == 1) {
                    meanwhile.add(itself[0].apply(order(2)).toCompletableFuture());
                    meanwhile.add(itself[0].apply(order(3)).toCompletableFuture());
                    meanwhile.add(itself[0].apply(order(4)).toCompletableFuture());
                    meanwhile.add(itself[0]
                            .apply(order(OTHER, Direction.IMPORT, LIMIT, 9))
                            .toCompletableFuture());
                    assertThat(executor.waiting())
                            .as("only the other scope is handed over")
                            .isEqualTo(1);
                    executor.runNext();
                    assertThat(meanwhile.get(3)).isCompletedWithValue(new Confirmed(LIMIT));
                }
                return super.write(circuit, order);
            }
        };
        itself[0] = CircuitEnvelopeSink.over(slow, executor);

        CompletionStage<Outcome> hanging = itself[0].apply(order(1));
        executor.runAll();

        assertThat(outcome(hanging)).isEqualTo(new Confirmed(LIMIT));
        assertThat(meanwhile.get(0))
                .isCompletedWithValue(new Refused("revision 2 was not written: revision 4 waits behind it"));
        assertThat(meanwhile.get(1)).isCompletedWithValueMatching(Refused.class::isInstance);
        assertThat(meanwhile.get(2)).isCompletedWithValue(new Confirmed(LIMIT));
        assertThat(slow.calls).containsExactly("write 9", "read", "write 1", "read", "write 4", "read");
    }

    @Test
    void aSinkThatCannotReadSaysSo() {
        EnvelopeSink writeOnly = new EnvelopeSink() {
            @Override
            public CompletionStage<Outcome> apply(LimitOrder order) {
                return CompletableFuture.completedFuture(new Confirmed(order.limit()));
            }

            @Override
            public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
                return CompletableFuture.completedFuture(new Confirmed(Limit.unlimited()));
            }
        };

        assertThat(done(writeOnly.read(SCOPE, Direction.IMPORT))).isEmpty();
    }

    private static EnvelopeSink over(CircuitWriter writer) {
        return CircuitEnvelopeSink.over(writer, Runnable::run);
    }

    private static LimitOrder order(long revision) {
        return order(SCOPE, Direction.IMPORT, LIMIT, revision);
    }

    private static LimitOrder order(ManagedScope scope, Direction direction, Limit limit, long revision) {
        return new LimitOrder(
                scope, direction, limit, at(0), Limit.ZERO, Optional.empty(), Mode.LIVE, false, revision, "because");
    }

    private static Outcome outcome(CompletionStage<Outcome> stage) {
        return done(stage);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        Throwable failure =
                stage.handle((value, thrown) -> thrown).toCompletableFuture().getNow(null);
        assertThat(failure).as("the stage has failed").isNotNull();
        return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }

    @Test
    void theCircuitOfAScopeIsWhatTheWriterSaysRuleI28() {
        assertThat(sink.circuitOf(SCOPE)).isEqualTo(circuits.circuitOf(SCOPE)).isPresent();
        assertThat(sink.circuitOf(CHARGER)).isEmpty();
    }
}
