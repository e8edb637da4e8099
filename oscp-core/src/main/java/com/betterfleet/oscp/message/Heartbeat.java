package com.betterfleet.oscp.message;

import java.time.Instant;

/**
 * Heartbeat: the sender's promise. If nothing more is heard of it by then, the receiver shall take it to be offline.
 *
 * @param offlineModeAt when the sender is to be taken for offline; kept to the millisecond
 */
public record Heartbeat(Instant offlineModeAt) implements OscpMessage {
    /**
     * Checks the time and cuts it to the millisecond.
     *
     * @param offlineModeAt as the component says
     */
    public Heartbeat {
        offlineModeAt = Checks.time("offline_mode_at", offlineModeAt);
    }

    @Override
    public Action action() {
        return Action.HEARTBEAT;
    }
}
