package com.betterfleet.oscp.integration.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the line can be online, read off the wire alone: a link is offline at the latest when by all that either side may
 * know one of the three deadlines has passed, and no forecast from before the next handshake is live after that. It is
 * online for certain once a handshake was acknowledged, and as long as no deadline is near by what is known for certain.
 */
final class Session {
    private static final Pattern PROMISE = Pattern.compile("\"offline_mode_at\":\"([^\"]+)\"");
    private static final Duration MISSED = Utility.INTERVAL.multipliedBy(3);
    private static final Duration SLACK = Duration.ofSeconds(2);
    /** A process that starts again may know a heartbeat less than it had: half of what is left is kept in memory only. */
    private static final Duration FORGOTTEN = MISSED.dividedBy(2).plus(SLACK);

    private final Deadlines possible = new Deadlines();
    private final Deadlines certain = new Deadlines();
    private boolean shaken;
    private boolean acknowledged;
    private int number;

    /** Counts the handshakes after which the line can have been online again; 0 before the first. */
    int number() {
        return number;
    }

    /** Whether it is neither before the first handshake nor after a deadline or a suspension without one. */
    boolean open() {
        return shaken;
    }

    /** Whether it is online without a doubt. */
    boolean online(Instant now) {
        return shaken && acknowledged && now.plus(FORGOTTEN).isBefore(certain.first());
    }

    /** Whether a deadline is so near that it may have passed. */
    boolean ending(Instant now) {
        return !now.plus(SLACK).isBefore(certain.first());
    }

    void suspended() {
        shaken = false;
        acknowledged = false;
    }

    void look(Instant now) {
        if (shaken && now.isAfter(possible.first().plus(SLACK))) {
            suspended();
        }
    }

    /** Of a beat that the process died of nobody knows whether it was committed. */
    void heard(Exchange exchange) {
        if (exchange.is("heartbeat")
                && (exchange.accepted() || exchange.status().isEmpty())) {
            beat(exchange);
        } else if (exchange.is("handshake_acknowledge") && exchange.acknowledged()) {
            shaken(exchange.at());
            acknowledged = true;
            certain.primed(exchange.at());
        } else if (exchange.accepted() && (exchange.is("handshake") || exchange.is("handshake_acknowledge"))) {
            shaken(exchange.at());
        }
    }

    /** A handshake or an acknowledgement went either way. */
    void shaken(Instant at) {
        number += shaken ? 0 : 1;
        shaken = true;
        possible.primed(at);
    }

    private void beat(Exchange exchange) {
        Matcher found = PROMISE.matcher(exchange.body());
        if (!found.find()) {
            throw new IllegalStateException("a heartbeat without a promise: " + exchange);
        }
        Instant promise = Instant.parse(found.group(1));
        possible.beat(exchange, promise);
        if (exchange.acknowledged()) {
            certain.beat(exchange, promise);
        }
    }

    /** The three deadlines of a link. */
    private static final class Deadlines {
        private Instant heard = Instant.MIN;
        private Instant promised = Instant.MIN;
        private Instant ours = Instant.MIN;

        Instant first() {
            return earlier(earlier(heard, promised), ours);
        }

        void primed(Instant at) {
            heard = later(heard, at.plus(MISSED));
            promised = later(promised, at.plus(MISSED).plus(Utility.INTERVAL));
            ours = later(ours, at.plus(MISSED));
        }

        void beat(Exchange exchange, Instant promise) {
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
}
