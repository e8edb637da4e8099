package com.betterfleet.oscp.integration;

import java.time.Duration;
import java.util.Locale;

/**
 * What befalls the messages of one way for a while.
 *
 * @param towards whom the calls are made
 * @param action the message it befalls, or {@code any}
 * @param kind what happens
 * @param amount what the kind needs: seconds for DELAY, hours for SHIFT_PROMISE, a status for REFUSE, else 0
 * @param lasts for how long
 */
record LinkStoryTrouble(Side towards, String action, Kind kind, int amount, Duration lasts) {
    static final String ANY = "any";

    enum Side {
        CP,
        FP
    }

    enum Kind {
        /** The receiver never sees the call; its sender times out. */
        DROP,
        /** The receiver acts, the sender times out. */
        DROP_ANSWER,
        /** The receiver sees the call twice, the second time a second later. */
        DUPLICATE,
        /** The call arrives late, so that later ones overtake it. */
        DELAY,
        /** Nobody acts, a status comes back. */
        REFUSE,
        /** The call loses its X-Correlation-ID. */
        UNCORRELATED,
        /** The call's body becomes an empty object. */
        EMPTY,
        /** The call's body becomes that of our last handshake. */
        ECHO,
        /** The promise in a heartbeat is off. */
        SHIFT_PROMISE
    }

    boolean befalls(Side side, String message) {
        return side == towards && (action.equals(ANY) || action.equals(message));
    }

    Duration seconds() {
        return Duration.ofSeconds(amount);
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT) + (amount == 0 ? "" : " " + amount);
        return name + " " + action + " towards the " + towards + " for " + lasts;
    }
}
