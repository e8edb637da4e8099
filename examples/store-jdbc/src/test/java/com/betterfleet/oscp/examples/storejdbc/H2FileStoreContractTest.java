package com.betterfleet.oscp.examples.storejdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store on H2 in a file, as a host would have it. */
class H2FileStoreContractTest extends JdbcStoreContract {
    @TempDir
    private static Path folder;

    private static DataSource database;

    @BeforeAll
    static void open() {
        database = H2.inFile(folder.resolve("store"));
    }

    @Override
    DataSource database() {
        return database;
    }
}
