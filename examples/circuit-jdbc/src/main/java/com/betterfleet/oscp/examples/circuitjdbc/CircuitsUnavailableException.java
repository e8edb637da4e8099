package com.betterfleet.oscp.examples.circuitjdbc;

import java.sql.SQLException;

/** The database of the circuits failed. It names the SQL state and nothing of what the driver said. */
public final class CircuitsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CircuitsUnavailableException(String what, SQLException failure) {
        super(what + ": SQL state " + failure.getSQLState());
    }
}
