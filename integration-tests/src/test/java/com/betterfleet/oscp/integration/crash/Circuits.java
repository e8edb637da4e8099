package com.betterfleet.oscp.integration.crash;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The circuits of the depot: they outlive its process, obey, enforce leases, and find fault with revisions. */
final class Circuits {
    static final int NONE = -1;

    private static final class Circuit {
        private Optional<LimitOrder> order = Optional.empty();
        private long revision;
        private boolean released;
    }

    private final VirtualTime time;
    private final Map<String, Circuit> circuits = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    Circuits(VirtualTime time) {
        this.time = time;
    }

    /** Orders and releases that a healthy process would never have sent, each in words. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The kilowatts in force now, leases included; {@link #NONE} where no limit is. */
    int inForce(ManagedScope scope) {
        return limit(circuit(scope.toString())).map(Circuits::kilowatts).orElse(NONE);
    }

    /** The circuits as one life of the process reaches them. */
    CircuitWriter reachedBy(Life life) {
        return new CircuitWriter() {
            @Override
            public Optional<CircuitId> circuitOf(ManagedScope scope) {
                return Optional.of(new CircuitId(scope.toString()));
            }

            @Override
            public boolean write(CircuitId id, LimitOrder order) {
                life.pass("before an order");
                boolean taken = Circuits.this.write(circuit(id.value()), order);
                life.pass("after an order");
                return taken;
            }

            @Override
            public CircuitState read(CircuitId id) {
                life.live();
                Circuit circuit = circuit(id.value());
                return new CircuitState(limit(circuit), circuit.order.map(LimitOrder::validUntil), circuit.revision);
            }

            @Override
            public boolean release(CircuitId id, long revision) {
                life.pass("before a release");
                boolean taken = Circuits.this.release(circuit(id.value()), revision);
                life.pass("after a release");
                return taken;
            }

            @Override
            public boolean lapse(CircuitId id, long revision) {
                return circuit(id.value()).revision == revision;
            }
        };
    }

    private boolean write(Circuit circuit, LimitOrder order) {
        if (order.revision() <= circuit.revision) {
            boolean again = circuit.order.filter(order::equals).isPresent() && !circuit.released;
            if (!again) {
                faults.add(time.now() + ": " + order + " after revision " + circuit.revision);
            }
            return again;
        }
        circuit.order = Optional.of(order);
        circuit.revision = order.revision();
        circuit.released = false;
        return true;
    }

    private boolean release(Circuit circuit, long revision) {
        boolean again = revision == circuit.revision && circuit.released;
        if (revision <= circuit.revision && !again) {
            faults.add(time.now() + ": release " + revision + " after revision " + circuit.revision);
            return false;
        }
        circuit.released = true;
        circuit.revision = revision;
        return true;
    }

    private Optional<Limit> limit(Circuit circuit) {
        return circuit.released
                ? Optional.empty()
                : circuit.order.map(
                        order -> time.now().isBefore(order.validUntil()) ? order.limit() : order.afterwards());
    }

    private Circuit circuit(String id) {
        return circuits.computeIfAbsent(id, unseen -> new Circuit());
    }

    private static int kilowatts(Limit limit) {
        return ((Limit.Limited) limit).most().inKilowatts().intValueExact();
    }
}
