package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.event.LinkState;
import java.time.Instant;
import java.util.Optional;

/**
 * What the limit needs to know of the link.
 *
 * @param state its state
 * @param since when it entered this state
 * @param session the number of its session in force
 * @param offlineAt when it will be offline unless something is heard; empty if there is no such deadline
 */
public record LinkView(LinkState state, Instant since, long session, Optional<Instant> offlineAt) {
    boolean online() {
        return state == LinkState.ONLINE;
    }
}
