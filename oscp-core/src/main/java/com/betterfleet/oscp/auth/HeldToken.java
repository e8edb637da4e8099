package com.betterfleet.oscp.auth;

import java.time.Duration;
import java.time.Instant;

/** An access token of a peer's token endpoint, reckoned from the instant it was asked for. */
record HeldToken(String token, Instant refreshAt, Instant expiresAt) {
    private static final long PERCENT_BEFORE_REFRESH = 80;

    static HeldToken of(String token, Instant asked, Duration life) {
        Duration untilRefresh = life.multipliedBy(PERCENT_BEFORE_REFRESH).dividedBy(100);
        return new HeldToken(token, asked.plus(untilRefresh), asked.plus(life));
    }

    boolean usable(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean fresh(Instant now) {
        return now.isBefore(refreshAt);
    }

    @Override
    public String toString() {
        return "token until " + expiresAt;
    }
}
