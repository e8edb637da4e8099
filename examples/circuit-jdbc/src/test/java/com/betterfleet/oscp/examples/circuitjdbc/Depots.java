package com.betterfleet.oscp.examples.circuitjdbc;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Two depots in the table, each with a grid connection, one with a charger too; and what the chargers obey. */
final class Depots {
    static final ManagedScope ONE = new ManagedScope("depot-1", "grid");
    static final ManagedScope TWO = new ManagedScope("depot-2", "grid");
    static final ManagedScope CHARGER = new ManagedScope("depot-1", "charger-7");
    static final CircuitId GRID = new CircuitId("c-1");

    private Depots() {}

    static void fresh(DataSource database) {
        Session.in(database, "tests", session -> {
            session.changes("delete from circuit_audit");
            session.changes("delete from circuit");
            insert(session, "c-1", ONE, "GRID_CONNECTION");
            insert(session, "c-2", TWO, "GRID_CONNECTION");
            insert(session, "c-3", CHARGER, "CHARGER");
            return true;
        });
    }

    private static void insert(Session session, String id, ManagedScope scope, String kind)
            throws java.sql.SQLException {
        session.changes(
                "insert into circuit (id, microgrid_id, node_id, kind, breaker_amps) values (?, ?, ?, ?, 800)",
                id,
                scope.microgridId(),
                scope.nodeId(),
                kind);
    }

    /** What chargers that know nothing of orders read; and whether it is there by an order. */
    static Optional<Limit> obeyed(DataSource database, CircuitId circuit) {
        return Session.in(
                        database,
                        "tests",
                        session -> session.rows(
                                "select available_capacity, standing from circuit where id = ?",
                                row -> {
                                    BigDecimal capacity = row.getBigDecimal(1);
                                    boolean free = row.getString(2).equals("FREE");
                                    return Kilowatts.limit(capacity)
                                            .or(() -> free ? Optional.empty() : Optional.of(Limit.unlimited()));
                                },
                                circuit.value()))
                .get(0);
    }

    static List<String> audit(DataSource database) {
        return Session.in(
                database,
                "tests",
                session -> session.rows(
                        "select what, revision, available_capacity, reason from circuit_audit order by number",
                        row -> row.getString(1) + " " + row.getLong(2) + " " + row.getBigDecimal(3) + " "
                                + row.getString(4)));
    }

    static void own(DataSource database, String kilowatts) {
        Session.in(
                database,
                "tests",
                session -> session.changes(
                        "update circuit set own_capacity = ?, available_capacity = ? where id = 'c-1'",
                        new BigDecimal(kilowatts),
                        new BigDecimal(kilowatts)));
    }
}
