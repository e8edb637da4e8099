package com.betterfleet.oscp.connection;

import java.time.Instant;

/**
 * The last call of ours for the link itself that failed: a Register, a handshake, an acknowledgement or a heartbeat. It is
 * forgotten when the same action succeeds, a session comes ONLINE, URL or credentials are edited, the registration ends, or
 * the link is suspended or disabled. A handshake that begins has succeeded once it is acknowledged, a Register once the
 * peer's has come.
 *
 * @param at when the last of them failed
 * @param action {@code register}, {@code handshake}, {@code handshake acknowledgement} or {@code heartbeat}
 * @param what what became of it: status and the peer's message, or the failure; without any secret
 * @param inARow how many calls of this action have failed since one succeeded, at least 1
 */
public record LinkFailure(Instant at, String action, String what, int inARow) {
    /**
     * Checks the number.
     *
     * @param at when the last of them failed
     * @param action {@code register}, {@code handshake}, {@code handshake acknowledgement} or {@code heartbeat}
     * @param what what became of it: status and the peer's message, or the failure; without any secret
     * @param inARow how many calls of this action have failed since one succeeded, at least 1
     */
    public LinkFailure {
        if (inARow < 1) {
            throw new IllegalArgumentException("inARow must be at least 1, was " + inARow);
        }
    }

    LinkFailure again(Instant now, String why) {
        return new LinkFailure(now, action, why, inARow == Integer.MAX_VALUE ? inARow : inARow + 1);
    }
}
