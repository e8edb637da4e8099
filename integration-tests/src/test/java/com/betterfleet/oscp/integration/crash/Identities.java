package com.betterfleet.oscp.integration.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Law 3: a message that leaves again has the same X-Request-ID, and nothing else has it. */
final class Identities {
    private static final Pattern END = Pattern.compile("\"measure_time\":\"([^\"]+)\"");
    private static final Pattern GROUP = Pattern.compile("\"group_id\":\"([^\"]+)\"");
    private static final Duration ACK_TIME_OUT = Duration.ofSeconds(30);

    private final Trace trace;
    private final List<Exchange> sent;
    private final List<String> broken = new ArrayList<>();

    private Identities(Trace trace) {
        this.trace = trace;
        sent = trace.exchanges().stream().filter(Exchange::byDepot).toList();
    }

    static List<String> broken(Trace trace) {
        Identities law = new Identities(trace);
        law.oneBody();
        law.oneId();
        law.handshakes();
        return law.broken;
    }

    private void oneBody() {
        Map<String, Exchange> seen = new TreeMap<>();
        for (Exchange exchange : sent) {
            Exchange first = seen.putIfAbsent(exchange.id(), exchange);
            if (exchange.id().isEmpty()) {
                broken.add("law 3: without an id: " + exchange);
            } else if (first != null && !said(first).equals(said(exchange))) {
                broken.add("law 3: one id, two bodies: " + said(first) + " and " + said(exchange));
            }
        }
    }

    private static String said(Exchange exchange) {
        return exchange.action() + " " + exchange.correlation() + " " + exchange.body();
    }

    /** A window is one message, and so is the answer to a handshake or a Register. */
    private void oneId() {
        Map<String, Exchange> seen = new TreeMap<>();
        for (Exchange exchange : sent) {
            subject(exchange).ifPresent(subject -> {
                Exchange first = seen.putIfAbsent(subject, exchange);
                if (first != null && !first.id().equals(exchange.id())) {
                    broken.add("law 3: sent under two ids: " + first + " and " + exchange);
                }
            });
        }
    }

    private static Optional<String> subject(Exchange exchange) {
        if (exchange.action().endsWith("measurements")) {
            return Optional.of("window " + found(GROUP, exchange) + " " + found(END, exchange));
        }
        return exchange.correlation().isEmpty()
                ? Optional.empty()
                : Optional.of(exchange.action() + " " + exchange.correlation());
    }

    private static String found(Pattern pattern, Exchange exchange) {
        Matcher matcher = pattern.matcher(exchange.body());
        if (!matcher.find()) {
            throw new IllegalStateException("a measurement without " + pattern + ": " + exchange);
        }
        return matcher.group(1);
    }

    /** Our handshakes and Registers have a new id only where the old one has come to an end. */
    private void handshakes() {
        for (String action : List.of("handshake", "register")) {
            List<Exchange> ours = sent.stream()
                    .filter(one -> one.is(action) && one.correlation().isEmpty())
                    .toList();
            for (int i = 1; i < ours.size(); i++) {
                Exchange old = ours.get(i - 1);
                Exchange next = ours.get(i);
                if (!old.id().equals(next.id()) && !ended(old, next)) {
                    broken.add("law 3: " + next + " follows " + old + ", which had not come to an end");
                }
            }
        }
    }

    private boolean ended(Exchange old, Exchange next) {
        boolean unacknowledged =
                old.acknowledged() && !next.at().isBefore(old.at().plus(ACK_TIME_OUT));
        boolean refused = old.delivered() && !old.accepted();
        return unacknowledged || refused || answered(old, next) || interrupted(old, next);
    }

    /**
     * The utility answered it, or came before with a handshake or Register of its own. Of one that the process died of nobody knows
     * whether it was committed.
     */
    private boolean answered(Exchange old, Exchange next) {
        return trace.exchanges().stream()
                .filter(one -> !one.byDepot() && (one.accepted() || one.status().isEmpty()))
                .filter(one -> one.is("handshake") || one.is("handshake_acknowledge") || one.is("register"))
                .anyMatch(one -> !one.at().isBefore(old.at()) && !one.at().isAfter(next.at()));
    }

    /** Between the two the link was suspended or had gone offline; what was under way is then dropped. */
    private boolean interrupted(Exchange old, Exchange next) {
        Session line = new Session();
        boolean offline = false;
        for (Exchange exchange : trace.exchanges()) {
            line.look(exchange.at());
            boolean between = exchange.at().isAfter(old.at()) && !exchange.at().isAfter(next.at());
            offline |= between && (!line.open() || line.ending(exchange.at()));
            if (exchange.is("heartbeat") || exchange.at().isBefore(old.at())) {
                line.heard(exchange);
            }
        }
        boolean suspended = trace.seconds().stream()
                .filter(second -> second.at().isAfter(old.at().minusSeconds(1))
                        && second.at().isBefore(next.at().plusSeconds(1)))
                .anyMatch(Trace.Second::suspended);
        return offline || suspended;
    }
}
