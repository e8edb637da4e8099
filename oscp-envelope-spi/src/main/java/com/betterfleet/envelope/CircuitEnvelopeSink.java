package com.betterfleet.envelope;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * An {@link EnvelopeSink} over a host's {@link CircuitWriter}: writes, then reads back, and tells what it read.
 *
 * <pre>{@code
 * EnvelopeSink sink = CircuitEnvelopeSink.over(circuitWriter, hostExecutor);
 * }</pre>
 *
 * <p>The writer is called on the host's executor only, at most one call at a time per scope; scopes do not wait for one
 * another as long as the executor has threads. While a call of a scope hangs, the later ones of that scope wait without
 * a thread; when their turn comes, those that a higher revision has overtaken are {@link Outcome.Refused} unwritten, so
 * that a newer order is not held up by older ones.
 *
 * <p>Import only: a circuit's available capacity says nothing about export. A writer that throws, or an executor that
 * refuses the work, makes the stage complete exceptionally; no method throws or blocks. Thread-safe. It keeps a few bytes
 * for each scope it was ever asked about.
 */
public final class CircuitEnvelopeSink implements EnvelopeSink {
    private final CircuitWriter writer;
    private final Executor hostExecutor;
    private final Map<ManagedScope, ScopeLane> lanes = new ConcurrentHashMap<>();

    private CircuitEnvelopeSink(CircuitWriter writer, Executor hostExecutor) {
        this.writer = writer;
        this.hostExecutor = hostExecutor;
    }

    /**
     * A sink that writes circuits.
     *
     * @param writer the host's circuits
     * @param hostExecutor where the writer may block; remains the host's to shut down
     * @return the sink
     */
    public static CircuitEnvelopeSink over(CircuitWriter writer, Executor hostExecutor) {
        return new CircuitEnvelopeSink(writer, hostExecutor);
    }

    /**
     * Writes an order and reads back.
     *
     * @param order the order
     * @return {@link Outcome.Confirmed} with the limit that the circuit shows, whatever it is; {@link Outcome.Stale} if
     *     the circuit has accepted another call of this revision or one of a higher revision; {@link Outcome.NotApplicable}
     *     for export and for a scope without a circuit; {@link Outcome.Refused} if the circuit shows no limit or an older
     *     revision after the write, or refuses the write although it shows an older revision
     */
    @Override
    public CompletionStage<Outcome> apply(LimitOrder order) {
        if (order.direction() == Direction.EXPORT) {
            return CompletableFuture.completedFuture(new Outcome.NotApplicable("circuits limit import only"));
        }
        return lane(order.scope())
                .run(order.revision(), () -> onCircuit(order.scope(), circuit -> write(circuit, order)));
    }

    /**
     * Releases the circuit of a scope and reads back.
     *
     * @param scope the scope
     * @param revision above those of all orders before it
     * @return {@link Outcome.Confirmed} with the limit that the host lets rule now, {@link Limit.Unlimited} where it shows
     *     none; otherwise as for {@link #apply}
     */
    @Override
    public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
        return lane(scope).run(revision, () -> onCircuit(scope, circuit -> release(circuit, revision)));
    }

    /**
     * Reads the limit of a scope's circuit.
     *
     * @param scope the scope
     * @param direction which way
     * @return the limit that the circuit shows, {@link Limit.Unlimited} where it shows none; empty for export and for a
     *     scope without a circuit
     */
    @Override
    public CompletionStage<Optional<Limit>> read(ManagedScope scope, Direction direction) {
        if (direction == Direction.EXPORT) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return lane(scope)
                .run(() -> writer.circuitOf(scope)
                        .map(circuit -> writer.read(circuit).limit().orElseGet(Limit::unlimited)));
    }

    /**
     * Asks the writer, on this thread.
     *
     * @param scope the scope
     * @return what {@link CircuitWriter#circuitOf} says
     */
    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return writer.circuitOf(scope);
    }

    private ScopeLane lane(ManagedScope scope) {
        return lanes.computeIfAbsent(scope, unseen -> new ScopeLane(hostExecutor));
    }

    private Outcome onCircuit(ManagedScope scope, Function<CircuitId, Outcome> call) {
        return writer.circuitOf(scope)
                .map(call)
                .orElseGet(() -> new Outcome.NotApplicable(scope + " has no circuit: it is not a grid connection"));
    }

    private Outcome write(CircuitId circuit, LimitOrder order) {
        boolean accepted = writer.write(circuit, order);
        CircuitState state = writer.read(circuit);
        return contradiction(circuit, order.revision(), accepted, state)
                .orElseGet(() -> state.limit()
                        .<Outcome>map(Outcome.Confirmed::new)
                        .orElseGet(() -> new Outcome.Refused("circuit " + circuit + " shows no limit after revision "
                                + order.revision() + " was written")));
    }

    private Outcome release(CircuitId circuit, long revision) {
        boolean accepted = writer.release(circuit, revision);
        CircuitState state = writer.read(circuit);
        return contradiction(circuit, revision, accepted, state)
                .orElseGet(() -> new Outcome.Confirmed(state.limit().orElseGet(Limit::unlimited)));
    }

    // A writer that says yes but shows an older revision has not moved the fence, so a late older order could still
    // win.
    private static Optional<Outcome> contradiction(
            CircuitId circuit, long revision, boolean accepted, CircuitState state) {
        boolean overtaken = state.revision() > revision || (!accepted && state.revision() == revision);
        if (overtaken) {
            return Optional.of(new Outcome.Stale(state.revision()));
        }
        if (state.revision() == revision) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.Refused("circuit " + circuit + (accepted ? " accepted" : " refused")
                + " revision " + revision + " but shows revision " + state.revision()));
    }
}
