package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.examples.vectordepot.RecordJson;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** Stands at every door of the host and writes down what passes: messages, orders, outcomes, readings, events. */
final class DayRecorder {
    private static final Set<String> SECRET = Set.of("authorization", "apikey", "x-access-token");

    private static final Pattern ACCESS_TOKEN = Pattern.compile("(\"access_token\"\\s*:\\s*\")[^\"]*");
    private static final Pattern CLIENT_SECRET = Pattern.compile("(client_secret=)[^&]*");

    private final DayLog log;
    private final Consumer<String> console;
    private final List<WireExchange> wire = new ArrayList<>();
    private final List<OscpEvent> events = new ArrayList<>();

    DayRecorder(DayLog log, Consumer<String> console) {
        this.log = log;
        this.console = console;
    }

    List<WireExchange> wire() {
        return List.copyOf(wire);
    }

    List<OscpEvent> events() {
        return List.copyOf(events);
    }

    /** The starts of the windows whose acknowledgement has reached the host. */
    List<Instant> windowsAcknowledged() {
        return events.stream()
                .filter(GroupEvent.WindowAcknowledged.class::isInstance)
                .map(event -> ((GroupEvent.WindowAcknowledged) event).start())
                .toList();
    }

    void clock(String what, String value) {
        log.line("clock", Map.of(what, value));
    }

    void configuration(String what, Object settings) {
        log.line("configuration", ordered("what", what, "settings", RecordJson.of(settings)));
    }

    void exchange(WireExchange exchange) {
        wire.add(exchange);
        Map<String, Object> line = ordered(
                "from",
                exchange.from(),
                "method",
                exchange.call().method(),
                "uri",
                exchange.call().uri().toString());
        line.put("headers", headers(exchange.call().headers()));
        line.put("body", withoutSecrets(exchange.call().body().text()));
        if (exchange.outcome() instanceof WireExchange.Outcome.Answered answered) {
            line.put("status", answered.reply().status());
            line.put("answer", withoutSecrets(answered.reply().body().text()));
        } else if (exchange.outcome() instanceof WireExchange.Outcome.Failed failed) {
            line.put("failed", failed.kind());
            failed.lost().ifPresent(reply -> line.put("lost", reply.status()));
        }
        log.line("exchange", line);
    }

    void event(OscpEvent event) {
        events.add(event);
        log.line("event", ordered("event", RecordJson.of(event)));
        tell(event);
    }

    EnvelopeSink sink(EnvelopeSink sink) {
        return new EnvelopeSink() {
            @Override
            public CompletionStage<Outcome> apply(LimitOrder order) {
                log.line("order", ordered("order", RecordJson.of(order)));
                return recorded("apply", order.revision(), sink.apply(order));
            }

            @Override
            public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
                log.line("release", ordered("scope", scope.toString(), "revision", revision));
                return recorded("release", revision, sink.release(scope, revision));
            }

            @Override
            public CompletionStage<Optional<Limit>> read(ManagedScope scope, Direction direction) {
                return recorded("read", 0, sink.read(scope, direction));
            }
        };
    }

    MeterSource meters(MeterSource meters) {
        return query -> meters.read(query)
                .whenComplete((readings, failure) -> log.line(
                        "readings",
                        ordered(
                                "window",
                                query.window().toString(),
                                "readings",
                                failure == null ? RecordJson.of(readings) : failure.toString())));
    }

    private <T> CompletionStage<T> recorded(String what, long revision, CompletionStage<T> stage) {
        return stage.whenComplete((value, failure) -> log.line(
                "outcome",
                ordered(
                        "of",
                        what,
                        "revision",
                        revision,
                        "outcome",
                        failure == null ? RecordJson.of(value) : failure.toString())));
    }

    /** An operator wants to read about changes and trouble, not about every heartbeat and renewal. */
    private void tell(OscpEvent event) {
        boolean routine = event instanceof GroupEvent.ForecastAccepted
                || event instanceof GroupEvent.WindowQueued
                || event instanceof GroupEvent.MessageSent
                || event instanceof GroupEvent.LimitOrdered
                || event instanceof GroupEvent.LimitConfirmed
                || event instanceof GroupEvent.LimitUnconfirmed
                || event instanceof GroupEvent.WindowAcknowledged;
        if (!routine) {
            console.accept(String.format(Locale.ROOT, "%s  %-22s %s", event.at(), event.name(), words(event)));
        }
    }

    private static String words(OscpEvent event) {
        if (event instanceof GroupEvent.ModeChanged changed) {
            return changed.from() + " -> " + changed.to() + ": " + changed.reason();
        }
        String text = event.toString();
        return text.substring(text.indexOf('['));
    }

    long entries(Mode mode) {
        return events.stream()
                .filter(GroupEvent.ModeChanged.class::isInstance)
                .map(GroupEvent.ModeChanged.class::cast)
                .filter(changed -> changed.to() == mode)
                .count();
    }

    long exits(Mode mode) {
        return events.stream()
                .filter(GroupEvent.ModeChanged.class::isInstance)
                .map(GroupEvent.ModeChanged.class::cast)
                .filter(changed -> changed.from() == mode)
                .count();
    }

    /** What OAuth carries in bodies. */
    private static String withoutSecrets(String body) {
        return ACCESS_TOKEN
                .matcher(CLIENT_SECRET.matcher(body).replaceAll("$1***"))
                .replaceAll("$1***");
    }

    private static Map<String, String> headers(List<RawHeader> headers) {
        Map<String, String> written = new LinkedHashMap<>();
        for (RawHeader header : headers) {
            boolean secret = SECRET.contains(header.name().toLowerCase(Locale.ROOT));
            written.merge(header.name(), secret ? "***" : header.value(), (a, b) -> a + ", " + b);
        }
        return written;
    }

    private static Map<String, Object> ordered(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
