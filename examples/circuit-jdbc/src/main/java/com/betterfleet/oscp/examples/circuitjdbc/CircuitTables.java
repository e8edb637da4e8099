package com.betterfleet.oscp.examples.circuitjdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of this example: the legacy one, and what orders add to it. */
public final class CircuitTables {
    private CircuitTables() {}

    /**
     * Makes what is missing. A back end that has the legacy table already runs the second script only, by its own means.
     *
     * @param database the database; its user must be allowed to make tables
     * @throws org.flywaydb.core.api.FlywayException if a migration fails
     */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:com/betterfleet/oscp/examples/circuitjdbc")
                .table("circuit_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
