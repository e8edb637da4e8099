package com.betterfleet.oscp.examples.vectordepot;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The depot's grid connection as the host keeps it: a circuit with a rating, whose available capacity is what chargers may
 * draw together. It enforces leases itself: when {@code validUntil} passes it takes {@code afterwards}. Thread-safe.
 */
public final class DepotCircuit implements CircuitWriter {
    private static final CircuitId ID = new CircuitId("depot-grid");

    private final ManagedScope scope;
    private final Power rating;
    private final Supplier<Instant> now;
    private Optional<LimitOrder> order = Optional.empty();
    private boolean lapsed;
    private long revision;

    /**
     * A circuit without a limit but its rating.
     *
     * @param scope the scope it is the grid connection of
     * @param rating what its breaker carries
     * @param now the clock of the circuit's controller
     */
    public DepotCircuit(ManagedScope scope, Power rating, Supplier<Instant> now) {
        this.scope = scope;
        this.rating = rating;
        this.now = now;
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope wanted) {
        return wanted.equals(scope) ? Optional.of(ID) : Optional.empty();
    }

    @Override
    public synchronized boolean write(CircuitId circuit, LimitOrder wanted) {
        if (wanted.revision() <= revision) {
            return order.filter(wanted::equals).isPresent();
        }
        order = Optional.of(wanted);
        lapsed = false;
        revision = wanted.revision();
        return true;
    }

    @Override
    public synchronized CircuitState read(CircuitId circuit) {
        Optional<Instant> lease = leaseOver() ? Optional.empty() : order.map(LimitOrder::validUntil);
        return new CircuitState(inForce(), lease, revision);
    }

    @Override
    public synchronized boolean release(CircuitId circuit, long wanted) {
        if (wanted < revision || (wanted == revision && order.isPresent())) {
            return false;
        }
        order = Optional.empty();
        revision = wanted;
        return true;
    }

    @Override
    public synchronized boolean lapse(CircuitId circuit, long wanted) {
        if (order.isEmpty() || order.get().revision() != wanted) {
            return false;
        }
        lapsed = true;
        return true;
    }

    /**
     * What chargers may draw together now.
     *
     * @return the smaller of rating and limit in force
     */
    public synchronized Power available() {
        return inForce()
                .map(limit ->
                        limit instanceof Limit.Limited limited ? limited.most().min(rating) : rating)
                .orElse(rating);
    }

    private Optional<Limit> inForce() {
        return order.map(o -> leaseOver() ? o.afterwards() : o.limit());
    }

    private boolean leaseOver() {
        return lapsed || order.filter(o -> !now.get().isBefore(o.validUntil())).isPresent();
    }
}
