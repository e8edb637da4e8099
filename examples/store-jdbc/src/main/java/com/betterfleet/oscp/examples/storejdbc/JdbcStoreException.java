package com.betterfleet.oscp.examples.storejdbc;

import java.sql.SQLException;

/** The database failed; whether a commit was made is unknown. Its message names no value, only the SQL state. */
public final class JdbcStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JdbcStoreException(String what, SQLException cause) {
        super(what + ": SQL state " + cause.getSQLState(), cause);
    }
}
