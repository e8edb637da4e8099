package com.betterfleet.oscp.examples.storejdbc;

import java.sql.SQLException;

/**
 * The database failed; whether a commit was made is unknown. It names the SQL state and the driver's error code, and carries
 * nothing of what the driver said, which may hold keys, values and statements.
 */
public final class JdbcStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JdbcStoreException(String what, SQLException failure) {
        super(what + ": SQL state " + failure.getSQLState() + ", error code " + failure.getErrorCode());
    }
}
