package com.betterfleet.oscp.examples.circuitjdbc;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Orders in the table {@code circuit}. Each method is one transaction, and the fence is the condition of an UPDATE, so that of
 * several processes the highest revision wins. Thread-safe, keeps nothing in memory.
 *
 * <p>A limit is stored in whole watts, rounded down, and never above the circuit's own capacity; a lease to the microsecond,
 * rounded down. A release gives the circuit its own capacity back.
 */
public final class JdbcCircuitWriter implements CircuitWriter {
    /** The smaller of the circuit's own capacity and a value; a null of its own bounds nothing. */
    private static final String BOUNDED =
            "case when own_capacity < cast(? as numeric(12, 3)) then own_capacity else cast(? as numeric(12, 3)) end";

    private static final String FREE = "FREE";
    private static final String ORDERED = "ORDERED";
    private static final String LAPSED = "LAPSED";
    private static final int LONGEST_REASON = 1000;

    private final DataSource database;
    private final Supplier<Instant> now;

    private JdbcCircuitWriter(DataSource database, Supplier<Instant> now) {
        this.database = database;
        this.now = now;
    }

    /**
     * A writer over the tables that {@link CircuitTables} makes.
     *
     * @param database the database
     * @param now the clock for the audit rows
     * @return the writer
     */
    public static JdbcCircuitWriter over(DataSource database, Supplier<Instant> now) {
        return new JdbcCircuitWriter(database, now);
    }

    @Override
    public Optional<CircuitId> circuitOf(ManagedScope scope) {
        return Session.in(
                database,
                "the circuit of " + scope + " cannot be found",
                session -> session
                        .rows(
                                "select id from circuit where microgrid_id = ? and node_id = ?"
                                        + " and kind = 'GRID_CONNECTION'",
                                row -> new CircuitId(row.getString("id")),
                                scope.microgridId(),
                                scope.nodeId())
                        .stream()
                        .findFirst());
    }

    @Override
    public boolean write(CircuitId circuit, LimitOrder order) {
        return change(circuit, session -> {
            boolean ruled = order(session, circuit, order);
            if (ruled) {
                audit(session, circuit, "ORDER", order.revision(), order.reason());
            }
            return ruled || isInForce(session, circuit, order);
        });
    }

    private static boolean order(Session session, CircuitId circuit, LimitOrder order) throws SQLException {
        BigDecimal limit = Kilowatts.of(order.limit());
        Instant lease = order.validUntil().truncatedTo(ChronoUnit.MICROS);
        BigDecimal afterwards = Kilowatts.of(order.afterwards());
        boolean later = afterwards == null;
        String rest = ", valid_until = ?, afterwards = ?, afterwards_unlimited = ?, revision = ?, standing = '"
                + ORDERED + "', order_text = ? where id = ? and revision < ?";
        return limit == null
                ? session.changes(
                        "update circuit set available_capacity = own_capacity" + rest,
                        lease,
                        afterwards,
                        later,
                        order.revision(),
                        text(order),
                        circuit.value(),
                        order.revision())
                : session.changes(
                        "update circuit set available_capacity = " + BOUNDED + rest,
                        limit,
                        limit,
                        lease,
                        afterwards,
                        later,
                        order.revision(),
                        text(order),
                        circuit.value(),
                        order.revision());
    }

    private static boolean isInForce(Session session, CircuitId circuit, LimitOrder order) throws SQLException {
        return !session.rows(
                        "select id from circuit where id = ? and revision = ? and order_text = ?",
                        row -> row.getString("id"),
                        circuit.value(),
                        order.revision(),
                        text(order))
                .isEmpty();
    }

    /** An order by what it says to the circuit, to be known again. */
    private static String text(LimitOrder order) {
        return order.limit() + " until " + order.validUntil() + " then " + order.afterwards();
    }

    @Override
    public CircuitState read(CircuitId circuit) {
        List<CircuitState> found = Session.in(
                database,
                "circuit " + circuit + " cannot be read",
                session ->
                        session.rows("select * from circuit where id = ?", JdbcCircuitWriter::state, circuit.value()));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no circuit " + circuit);
        }
        return found.get(0);
    }

    private static CircuitState state(ResultSet row) throws SQLException {
        boolean free = row.getString("standing").equals(FREE);
        Optional<Limit> capacity = Kilowatts.limit(row.getBigDecimal("available_capacity"));
        return new CircuitState(
                free ? capacity : capacity.or(() -> Optional.of(Limit.unlimited())),
                Optional.ofNullable(Session.instant(row, "valid_until")),
                row.getLong("revision"));
    }

    @Override
    public boolean release(CircuitId circuit, long revision) {
        return change(circuit, session -> {
            boolean ends = session.changes(
                    "update circuit set available_capacity = own_capacity, valid_until = null, afterwards = null,"
                            + " afterwards_unlimited = false, order_text = null, revision = ?, standing = '" + FREE
                            + "' where id = ? and revision < ?",
                    revision,
                    circuit.value(),
                    revision);
            if (ends) {
                audit(session, circuit, "RELEASE", revision, "released");
            }
            return ends || stands(session, circuit, revision, FREE);
        });
    }

    @Override
    public boolean lapse(CircuitId circuit, long revision) {
        return change(circuit, session -> {
            boolean lapses = session.changes(
                    "update circuit set available_capacity = case when afterwards is null or own_capacity < afterwards"
                            + " then own_capacity else afterwards end, valid_until = null, standing = '" + LAPSED
                            + "' where id = ? and revision = ? and standing = '" + ORDERED + "'",
                    circuit.value(),
                    revision);
            if (lapses) {
                audit(session, circuit, "LAPSE", revision, "the lease has ended");
            }
            return lapses || stands(session, circuit, revision, LAPSED);
        });
    }

    /**
     * The circuits whose lease has ended, for a {@link com.betterfleet.envelope.LeaseWatchdog}.
     *
     * @param at the instant
     * @return those with an order in force whose lease ended at or before it
     */
    public List<CircuitId> leasesOver(Instant at) {
        return Session.in(
                database,
                "the leases cannot be read",
                session -> session.rows(
                        "select id from circuit where standing = '" + ORDERED + "' and valid_until <= ? order by id",
                        row -> new CircuitId(row.getString("id")),
                        at));
    }

    private static boolean stands(Session session, CircuitId circuit, long revision, String standing)
            throws SQLException {
        return !session.rows(
                        "select id from circuit where id = ? and revision = ? and standing = ?",
                        row -> row.getString("id"),
                        circuit.value(),
                        revision,
                        standing)
                .isEmpty();
    }

    /** What was done, by whose order, and what the circuit obeys since; in the same transaction. */
    private void audit(Session session, CircuitId circuit, String what, long revision, String reason)
            throws SQLException {
        session.changes(
                "insert into circuit_audit (circuit_id, at, what, revision, available_capacity, valid_until, reason)"
                        + " select id, ?, ?, ?, available_capacity, valid_until, ? from circuit where id = ?",
                now.get().truncatedTo(ChronoUnit.MICROS),
                what,
                revision,
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
                circuit.value());
    }

    private boolean change(CircuitId circuit, Session.Work<Boolean> work) {
        return Session.in(database, "circuit " + circuit + " cannot be changed", work);
    }
}
