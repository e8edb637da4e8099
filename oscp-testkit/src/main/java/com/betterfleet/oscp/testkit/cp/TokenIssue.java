package com.betterfleet.oscp.testkit.cp;

import java.time.Duration;

/**
 * To whom a simulated provider's token endpoint gives access tokens, and for how long.
 *
 * @param clientId the FP's client id
 * @param clientSecret its secret, which is not in {@link #toString()}
 * @param life how long a token lives, at least a second
 */
public record TokenIssue(String clientId, String clientSecret, Duration life) {

    /**
     * Refuses a life of less than a second.
     *
     * @param clientId the FP's client id
     * @param clientSecret its secret, which is not in {@link #toString()}
     * @param life how long a token lives, at least a second
     */
    public TokenIssue {
        if (life.toSeconds() < 1) {
            throw new IllegalArgumentException("life must be at least a second, was " + life);
        }
    }

    @Override
    public String toString() {
        return "tokens for " + clientId + ", " + life + " each";
    }
}
