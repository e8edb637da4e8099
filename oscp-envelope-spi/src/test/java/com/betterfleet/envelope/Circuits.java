package com.betterfleet.envelope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host's table of circuits that keeps every obligation; wrong writers are made by overriding one method. */
class Circuits implements CircuitWriter {
    final List<String> calls = new ArrayList<>();
    final Map<CircuitId, Row> rows = new HashMap<>();

    record Row(long revision, Optional<LimitOrder> order, boolean lapsed) {
        Optional<Limit> limit() {
            return order.map(o -> lapsed ? o.afterwards() : o.limit());
        }

        Optional<Instant> validUntil() {
            return order.filter(o -> !lapsed).map(LimitOrder::validUntil);
        }
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return scope.nodeId().startsWith("charger")
                ? Optional.empty()
                : Optional.of(new CircuitId("circuit of " + scope));
    }

    @Override
    public boolean write(CircuitId circuit, LimitOrder order) {
        calls.add("write " + order.revision());
        Row row = row(circuit);
        if (row.revision() < order.revision()) {
            rows.put(circuit, new Row(order.revision(), Optional.of(order), false));
            return true;
        }
        return row.order().equals(Optional.of(order)) && row.revision() == order.revision();
    }

    @Override
    public CircuitState read(CircuitId circuit) {
        calls.add("read");
        Row row = row(circuit);
        return new CircuitState(row.limit(), row.validUntil(), row.revision());
    }

    @Override
    public boolean release(CircuitId circuit, long revision) {
        calls.add("release " + revision);
        Row row = row(circuit);
        if (row.revision() < revision) {
            rows.put(circuit, new Row(revision, Optional.empty(), false));
            return true;
        }
        return row.revision() == revision && row.order().isEmpty();
    }

    @Override
    public boolean lapse(CircuitId circuit, long revision) {
        calls.add("lapse " + revision);
        Row row = row(circuit);
        if (row.revision() != revision || row.order().isEmpty()) {
            return false;
        }
        rows.put(circuit, new Row(revision, row.order(), true));
        return true;
    }

    Row row(CircuitId circuit) {
        return rows.getOrDefault(circuit, new Row(0, Optional.empty(), false));
    }
}
