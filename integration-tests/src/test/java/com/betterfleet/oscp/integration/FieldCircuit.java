package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Obedient circuits, one for each scope, that keep what they were told, enforce leases, and can be made to misbehave. */
final class FieldCircuit implements CircuitWriter {
    /** What a call does instead of obeying. */
    enum Mood {
        OBEDIENT,
        THROWING,
        SILENT,
        TOO_HIGH
    }

    private static final class Circuit {
        private Optional<LimitOrder> order = Optional.empty();
        private long revision;
        private boolean released;
    }

    private final Supplier<Instant> now;
    private final Map<CircuitId, Circuit> circuits = new HashMap<>();
    private final List<LimitOrder> orders = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private Mood mood = Mood.OBEDIENT;
    private Function<ManagedScope, Optional<CircuitId>> mapping =
            scope -> Optional.of(new CircuitId(scope.microgridId() + " | " + scope.nodeId()));

    FieldCircuit(Supplier<Instant> now) {
        this.now = now;
    }

    void mood(Mood next) {
        mood = next;
    }

    /** The executor of the sink: in a silent mood no call ever ends. */
    Executor over(Executor executor) {
        return task -> {
            if (mood != Mood.SILENT) {
                executor.execute(task);
            }
        };
    }

    /** Every order that was accepted, in order. */
    List<LimitOrder> orders() {
        return List.copyOf(orders);
    }

    LimitOrder last() {
        return orders.get(orders.size() - 1);
    }

    Instant lastAt() {
        return times.get(times.size() - 1);
    }

    /** What the circuit of the depot obeys now, leases included. */
    Optional<Limit> inForce() {
        return inForce(Depot.SCOPE);
    }

    Optional<Limit> inForce(ManagedScope scope) {
        Circuit circuit = circuit(mapping.apply(scope).orElseThrow());
        return circuit.released
                ? Optional.empty()
                : circuit.order.map(
                        order -> now.get().isBefore(order.validUntil()) ? order.limit() : order.afterwards());
    }

    boolean released() {
        return circuit(mapping.apply(Depot.SCOPE).orElseThrow()).released;
    }

    long revision() {
        return circuit(mapping.apply(Depot.SCOPE).orElseThrow()).revision;
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return mapping.apply(scope);
    }

    /** Which circuit a scope has; its own by default. */
    void mapping(Function<ManagedScope, Optional<CircuitId>> next) {
        mapping = next;
    }

    @Override
    public boolean write(CircuitId id, LimitOrder order) {
        complain();
        Circuit circuit = circuit(id);
        if (order.revision() <= circuit.revision) {
            return circuit.order.filter(order::equals).isPresent() && !circuit.released;
        }
        circuit.order = Optional.of(order);
        circuit.revision = order.revision();
        circuit.released = false;
        orders.add(order);
        times.add(now.get());
        return true;
    }

    @Override
    public CircuitState read(CircuitId id) {
        complain();
        Circuit circuit = circuit(id);
        Optional<Limit> limit = circuit.released ? Optional.empty() : circuit.order.map(this::obeyed);
        return new CircuitState(limit, circuit.order.map(LimitOrder::validUntil), circuit.revision);
    }

    @Override
    public boolean release(CircuitId id, long revision) {
        complain();
        Circuit circuit = circuit(id);
        if (revision < circuit.revision || (revision == circuit.revision && !circuit.released)) {
            return false;
        }
        circuit.released = true;
        circuit.revision = revision;
        return true;
    }

    @Override
    public boolean lapse(CircuitId id, long revision) {
        return circuit(id).revision == revision;
    }

    private Limit obeyed(LimitOrder order) {
        if (mood == Mood.TOO_HIGH) {
            return Limit.of(Depot.SITE_LIMIT);
        }
        return now.get().isBefore(order.validUntil()) ? order.limit() : order.afterwards();
    }

    private void complain() {
        if (mood == Mood.THROWING) {
            throw new IllegalStateException("the field bus is on fire");
        }
    }

    private Circuit circuit(CircuitId id) {
        return circuits.computeIfAbsent(id, unseen -> new Circuit());
    }
}
