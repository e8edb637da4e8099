package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Circuits that do what they should, in a table that outlives the writer, to be got wrong in one place each. */
class WrongCircuits implements CircuitWriter {
    static final ManagedScope ONE = new ManagedScope("depot-1", "grid");
    static final ManagedScope TWO = new ManagedScope("depot-2", "grid");
    static final ManagedScope CHARGER = new ManagedScope("depot-1", "charger-7");

    /** A row of the table. */
    static final class Row {
        Optional<LimitOrder> order = Optional.empty();
        Optional<Limit> limit = Optional.empty();
        Optional<Instant> validUntil = Optional.empty();
        long revision;
    }

    final Map<CircuitId, Row> table;

    WrongCircuits(Map<CircuitId, Row> table) {
        this.table = table;
    }

    static Map<CircuitId, Row> newTable() {
        return new HashMap<>();
    }

    final Row row(CircuitId circuit) {
        return table.computeIfAbsent(circuit, unseen -> new Row());
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return scope.nodeId().equals("grid") ? Optional.of(new CircuitId(scope.microgridId())) : Optional.empty();
    }

    @Override
    public boolean write(CircuitId circuit, LimitOrder order) {
        synchronized (table) {
            Row row = row(circuit);
            if (order.revision() <= row.revision) {
                return row.order.filter(order::equals).isPresent();
            }
            store(row, order);
            return true;
        }
    }

    void store(Row row, LimitOrder order) {
        row.order = Optional.of(order);
        row.limit = Optional.of(order.limit());
        row.validUntil = Optional.of(order.validUntil());
        row.revision = order.revision();
    }

    @Override
    public CircuitState read(CircuitId circuit) {
        synchronized (table) {
            Row row = row(circuit);
            return new CircuitState(row.limit, row.validUntil, row.revision);
        }
    }

    @Override
    public boolean release(CircuitId circuit, long revision) {
        synchronized (table) {
            Row row = row(circuit);
            if (revision < row.revision || (revision == row.revision && row.order.isPresent())) {
                return false;
            }
            row.order = Optional.empty();
            row.limit = Optional.empty();
            row.validUntil = Optional.empty();
            row.revision = revision;
            return true;
        }
    }

    @Override
    public boolean lapse(CircuitId circuit, long revision) {
        synchronized (table) {
            Row row = row(circuit);
            if (row.order.filter(order -> order.revision() == revision).isEmpty()) {
                return false;
            }
            row.limit = row.order.map(LimitOrder::afterwards);
            row.validUntil = Optional.empty();
            return true;
        }
    }
}
