package com.betterfleet.oscp.integration.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the line can be online, read off the wire alone: a link is offline at the latest when by all that either side may
 * know one of the three deadlines has passed, and no forecast from before the next handshake is live after that.
 */
final class Session {
    private static final Pattern PROMISE = Pattern.compile("\"offline_mode_at\":\"([^\"]+)\"");
    private static final Duration MISSED = Utility.INTERVAL.multipliedBy(3);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private Instant heard = Instant.MIN;
    private Instant promised = Instant.MIN;
    private Instant ours = Instant.MIN;
    private boolean shaken;
    private int number;

    /** Counts the handshakes after which the line can have been online again; 0 before the first. */
    int number() {
        return number;
    }

    /** Whether it is neither before the first handshake nor after a deadline or a suspension without one. */
    boolean open() {
        return shaken;
    }

    void suspended() {
        shaken = false;
    }

    void look(Instant now) {
        Instant deadline = earlier(earlier(heard, promised), ours).plus(SLACK);
        if (shaken && now.isAfter(deadline)) {
            shaken = false;
        }
    }

    void heard(Exchange exchange) {
        if (!exchange.accepted()) {
            return;
        }
        if (exchange.is("handshake") || exchange.is("handshake_acknowledge")) {
            shaken(exchange.at());
        } else if (exchange.is("heartbeat")) {
            beat(exchange);
        }
    }

    /** A handshake or an acknowledgement went either way. */
    void shaken(Instant at) {
        if (!shaken) {
            number++;
        }
        shaken = true;
        heard = later(heard, at.plus(MISSED));
        promised = later(promised, at.plus(MISSED).plus(Utility.INTERVAL));
        ours = later(ours, at.plus(MISSED));
    }

    private void beat(Exchange exchange) {
        Matcher found = PROMISE.matcher(exchange.body());
        if (!found.find()) {
            throw new IllegalStateException("a heartbeat without a promise: " + exchange);
        }
        Instant promise = Instant.parse(found.group(1));
        if (exchange.byDepot()) {
            ours = later(ours, promise);
        } else {
            heard = later(heard, exchange.at().plus(MISSED));
            promised = later(promised, promise.plus(Utility.INTERVAL));
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
