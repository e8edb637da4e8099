package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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

    static final class ForgetsRevision extends WrongCircuits {
        ForgetsRevision(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            store(row(circuit), order);
            return true;
        }
    }

    static final class ForgetsRevisionOnRestart extends WrongCircuits {
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
    static final class LiesInReadBack extends WrongCircuits {
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

    static final class IgnoresRelease extends WrongCircuits {
        IgnoresRelease(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            return true;
        }
    }

    static final class DropsZero extends WrongCircuits {
        DropsZero(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.limit = row.limit.filter(limit -> !limit.equals(Limit.ZERO));
        }
    }

    static final class DropsUnlimited extends WrongCircuits {
        DropsUnlimited(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        void store(Row row, LimitOrder order) {
            super.store(row, order);
            row.limit = row.limit.filter(limit -> !limit.equals(Limit.unlimited()));
        }
    }

    static final class RoundsUp extends WrongCircuits {
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

    static final class LongerLease extends WrongCircuits {
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

    static final class TakesAnotherOfTheSameRevision extends WrongCircuits {
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

    static final class RefusesTheSameAgain extends WrongCircuits {
        RefusesTheSameAgain(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean write(CircuitId circuit, LimitOrder order) {
            return order.revision() > row(circuit).revision && super.write(circuit, order);
        }
    }

    static final class ReleaseForgetsTheFence extends WrongCircuits {
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

    static final class ReleaseOnce extends WrongCircuits {
        ReleaseOnce(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean release(CircuitId circuit, long revision) {
            return revision > row(circuit).revision && super.release(circuit, revision);
        }
    }

    static final class ReleaseKeepsLease extends WrongCircuits {
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

    static final class LapsesWhateverRules extends WrongCircuits {
        LapsesWhateverRules(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public boolean lapse(CircuitId circuit, long revision) {
            return super.lapse(circuit, row(circuit).revision);
        }
    }

    static final class LapseKeepsLease extends WrongCircuits {
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

    static final class LapseRaisesRevision extends WrongCircuits {
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

    static final class LosesAfterwards extends WrongCircuits {
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

    static final class BringsBack extends WrongCircuits {
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

    static final class OneCircuitForAll extends WrongCircuits {
        OneCircuitForAll(Map<CircuitId, Row> table) {
            super(table);
        }

        @Override
        public Optional<CircuitId> circuitOf(ManagedScope scope) {
            return Optional.of(new CircuitId("the-circuit"));
        }
    }

    /** Between look and write another call may come. */
    static final class NotAtomic extends WrongCircuits {
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
            if (order.revision() % 2 == 1) {
                LockSupport.parkNanos(10_000_000); // an older order is the slower one, so that this depends on no luck
            }
            synchronized (table) {
                store(row(circuit), order);
            }
            return true;
        }
    }
}
