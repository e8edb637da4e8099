package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Circuits that live in memory, one for each scope. They do not look at the clock: a {@link
 * com.betterfleet.envelope.LeaseWatchdog} makes them lapse. Thread-safe.
 */
final class MemoryCircuits implements CircuitWriter {
    private final Map<CircuitId, State> circuits = new ConcurrentHashMap<>();

    /** What a circuit holds: the highest accepted revision, and the order in force unless it was released. */
    private record State(long revision, Optional<LimitOrder> order, boolean lapsed) {
        static final State FREE = new State(0, Optional.empty(), false);

        Optional<Limit> inForce() {
            return order.map(held -> lapsed ? held.afterwards() : held.limit());
        }

        CircuitState shown() {
            return new CircuitState(inForce(), lapsed ? Optional.empty() : order.map(LimitOrder::validUntil), revision);
        }
    }

    MemoryCircuits(Set<ManagedScope> scopes) {
        scopes.forEach(scope -> circuits.put(idOf(scope), State.FREE));
    }

    Set<CircuitId> ids() {
        return circuits.keySet();
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return Optional.of(idOf(scope)).filter(circuits::containsKey);
    }

    @Override
    public synchronized boolean write(CircuitId circuit, LimitOrder order) {
        State held = state(circuit);
        if (order.revision() <= held.revision()) {
            return held.order().filter(order::equals).isPresent();
        }
        circuits.put(circuit, new State(order.revision(), Optional.of(order), false));
        return true;
    }

    @Override
    public synchronized CircuitState read(CircuitId circuit) {
        return state(circuit).shown();
    }

    @Override
    public synchronized boolean release(CircuitId circuit, long revision) {
        State held = state(circuit);
        if (revision < held.revision()
                || (revision == held.revision() && held.order().isPresent())) {
            return false;
        }
        circuits.put(circuit, new State(revision, Optional.empty(), false));
        return true;
    }

    @Override
    public synchronized boolean lapse(CircuitId circuit, long revision) {
        State held = state(circuit);
        if (held.order().isEmpty() || held.revision() != revision) {
            return false;
        }
        circuits.put(circuit, new State(revision, held.order(), true));
        return true;
    }

    /** What may be drawn now: the smaller of the rating and the limit in force. */
    synchronized Power available(ManagedScope scope, Power rating) {
        return state(idOf(scope))
                .inForce()
                .filter(Limit.Limited.class::isInstance)
                .map(limit -> ((Limit.Limited) limit).most().min(rating))
                .orElse(rating);
    }

    private State state(CircuitId circuit) {
        State held = circuits.get(circuit);
        if (held == null) {
            throw new IllegalArgumentException("there is no circuit " + circuit);
        }
        return held;
    }

    private static CircuitId idOf(ManagedScope scope) {
        return new CircuitId(scope.toString());
    }

    @Override
    public synchronized String toString() {
        return circuits.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().inForce())
                .collect(Collectors.joining(", "));
    }
}
