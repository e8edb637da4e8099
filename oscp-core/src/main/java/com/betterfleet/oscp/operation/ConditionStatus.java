package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.event.Condition;
import java.time.Instant;
import java.util.Optional;

/**
 * Something wrong with a connection. One condition that was seen in two places is told twice.
 *
 * @param condition which
 * @param source where it was seen; empty for {@link Condition#FORECAST_OVERDUE}, and for {@link
 *     Condition#NEWER_SCHEMA}, which is seen in our own store
 * @param since when it was first seen and has not been mended since; empty for {@link Condition#NEWER_SCHEMA}, which is
 *     looked for anew with each status
 * @param detail what was seen last, for people
 */
public record ConditionStatus(
        Condition condition, Optional<Fault.Source> source, Optional<Instant> since, String detail) {}
