package com.betterfleet.oscp.examples.circuitjdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The circuits on H2 in a file. */
class H2FileCircuitsContractTest extends JdbcCircuitsContract {
    @TempDir
    private static Path folder;

    private static DataSource database;

    @BeforeAll
    static void open() {
        database = H2.inFile(folder.resolve("circuits"));
    }

    @Override
    DataSource database() {
        return database;
    }
}
