package com.betterfleet.oscp.event;

import java.time.Instant;

/**
 * Something that happened; a closed family, so that a listener can switch over it: to the engine as a whole, to the link of a
 * connection, or to a group.
 */
public sealed interface OscpEvent permits EngineEvent, LinkEvent, GroupEvent {
    /**
     * When it happened, by the engine's clock.
     *
     * @return the instant
     */
    Instant at();

    /**
     * The stable name of its kind.
     *
     * @return for example {@code LimitConfirmed}
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
