package com.betterfleet.oscp.operation;

import java.time.Instant;
import java.util.List;

/**
 * The state of everything at one instant, for operators and monitoring. An immutable value; {@link #toJson()} has a stable
 * schema, {@code docs/status.schema.json}.
 *
 * @param at when it was taken
 * @param running whether this provider works: it was started and has not been closed
 * @param durable whether the store survives the process
 * @param connections every connection, in the order of ids
 */
public record Status(Instant at, boolean running, boolean durable, List<ConnectionStatus> connections) {
    /**
     * Copies the list.
     *
     * @param at when it was taken
     * @param running whether this provider works: it was started and has not been closed
     * @param durable whether the store survives the process
     * @param connections every connection, in the order of ids
     */
    public Status {
        connections = List.copyOf(connections);
    }

    /**
     * This status as JSON: one object, times in UTC, powers in watts, no secrets.
     *
     * @return the JSON text
     */
    public String toJson() {
        return StatusJson.write(this);
    }
}
