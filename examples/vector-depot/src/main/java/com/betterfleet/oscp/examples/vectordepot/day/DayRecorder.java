package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.examples.vectordepot.RecordJson;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands at every door of the host and writes down what passes, inputs and decisions: requests and our answers, our calls
 * and what came of them, orders and outcomes, readings, what chance drew, events. What the host asks of its world carries a
 * number, and what comes back says of which {@code call} it is; {@code within} says that it came before the asking was over.
 */
public final class DayRecorder {
    private final Journal journal;
    private final HttpLines http;
    private final OscpListener listener;
    private long calls;
    private int asking;

    /**
     * A recorder.
     *
     * @param journal where the lines go
     * @param masks what secrets wear
     * @param listener who is told events too
     */
    public DayRecorder(Journal journal, Masks masks, OscpListener listener) {
        this.journal = journal;
        this.listener = listener;
        http = new HttpLines(masks);
    }

    /**
     * Records what befell the machine.
     *
     * @param what what it was
     * @param value to whom, or how much
     */
    public void clock(String what, String value) {
        journal.line("clock", Map.of(what, value));
    }

    void configuration(String what, Object settings) {
        journal.line("configuration", DayLine.fields("what", what, "settings", RecordJson.of(settings)));
    }

    void operation(ByHand what) {
        journal.line("operation", DayLine.fields("operation", RecordJson.of(what)));
    }

    void event(OscpEvent event) {
        journal.line("event", DayLine.fields("event", RecordJson.of(event)));
        listener.onEvent(event);
    }

    HttpEndpoint endpoint(String door, HttpEndpoint endpoint) {
        return new RecordedEndpoint(journal, http, door, endpoint);
    }

    /** The world, seen through this recorder. */
    World world(World world) {
        return new World() {
            @Override
            public HttpSender sender(VirtualProcess process) {
                HttpSender sender = world.sender(process);
                return call -> send(sender, call);
            }

            @Override
            public EnvelopeSink sink(VirtualProcess process) {
                return recorded(world.sink(process));
            }

            @Override
            public MeterSource meters() {
                MeterSource meters = world.meters();
                return query -> read(meters, query);
            }

            @Override
            public UUID id() {
                return drawn("id", world.id());
            }

            @Override
            public double jitter() {
                return drawn("jitter", world.jitter());
            }
        };
    }

    private <T> T drawn(String what, T value) {
        journal.line("drawn", Map.of(what, value.toString()));
        return value;
    }

    private CompletionStage<HttpReply> send(HttpSender sender, HttpCall call) {
        return asked("call", http.call(call), "reply", http::reply, () -> sender.send(call));
    }

    private CompletionStage<MeterReadings> read(MeterSource meters, MeterQuery query) {
        Map<String, Object> question = DayLine.fields("query", RecordJson.of(query));
        return asked("meters", question, "readings", named("readings"), () -> meters.read(query));
    }

    private EnvelopeSink recorded(EnvelopeSink sink) {
        return new EnvelopeSink() {
            @Override
            public CompletionStage<Outcome> apply(LimitOrder order) {
                Map<String, Object> wanted = DayLine.fields("order", RecordJson.of(order));
                return asked("order", wanted, "outcome", named("outcome"), () -> sink.apply(order));
            }

            @Override
            public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
                Map<String, Object> wanted = DayLine.fields("scope", scope.toString(), "revision", revision);
                return asked("release", wanted, "outcome", named("outcome"), () -> sink.release(scope, revision));
            }

            @Override
            public CompletionStage<Optional<Limit>> read(ManagedScope scope, Direction direction) {
                Map<String, Object> wanted = DayLine.fields("scope", scope.toString(), "direction", direction.name());
                return asked("read", wanted, "limit", named("limit"), () -> sink.read(scope, direction));
            }
        };
    }

    private static <T> Function<T, Map<String, Object>> named(String name) {
        return value -> DayLine.fields(name, RecordJson.of(value));
    }

    private <T> CompletionStage<T> asked(
            String kind,
            Map<String, Object> question,
            String answerKind,
            Function<T, Map<String, Object>> answer,
            Supplier<CompletionStage<T>> ask) {
        calls++;
        long call = calls;
        Map<String, Object> line = DayLine.fields("call", call);
        line.putAll(question);
        journal.line(kind, line);
        asking++;
        try {
            return ask.get()
                    .whenComplete((value, failure) -> journal.line(
                            answerKind, answered(call, failure == null ? answer.apply(value) : failed(failure))));
        } finally {
            asking--;
        }
    }

    private Map<String, Object> answered(long call, Map<String, Object> answer) {
        Map<String, Object> line = DayLine.fields("call", call);
        if (asking > 0) {
            line.put("within", true);
        }
        line.putAll(answer);
        return line;
    }

    private static Map<String, Object> failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return DayLine.fields("failed", cause.getClass().getSimpleName(), "why", cause.getMessage());
    }
}
