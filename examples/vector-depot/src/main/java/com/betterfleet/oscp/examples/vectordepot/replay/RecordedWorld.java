package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.examples.vectordepot.RecordRead;
import com.betterfleet.oscp.examples.vectordepot.day.World;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The world as a journal remembers it: it answers what it answered then, when it answered then. */
final class RecordedWorld implements World {
    private final Retelling retelling;
    private final RecordedHttp http;
    private final Map<Long, Waiting<?>> waiting = new HashMap<>();

    RecordedWorld(Retelling retelling, RecordedHttp http) {
        this.retelling = retelling;
        this.http = http;
    }

    /** A question that was asked, and how its answer is read. */
    private record Waiting<T>(String answer, Function<FileLine, T> reader, CompletableFuture<T> stage) {
        void answered(FileLine line) {
            if (!line.kind().equals(answer)) {
                throw new IllegalArgumentException("call " + line.call() + " is answered by " + answer);
            }
            if (line.fields().has("failed")) {
                stage.completeExceptionally(RecordedHttp.failure(line.text("failed"), line.text("why")));
            } else {
                stage.complete(reader.apply(line));
            }
        }
    }

    /** Gives the answer that a line holds. */
    void answer(FileLine line) {
        Waiting<?> asked = waiting.remove(line.call());
        if (asked == null) {
            throw new IllegalArgumentException("nobody waits for an answer to call " + line.call());
        }
        asked.answered(line);
    }

    /** Forgets what a life that has crashed was waiting for. */
    void crash() {
        waiting.clear();
    }

    @Override
    public HttpSender sender(VirtualProcess process) {
        return call -> asked("reply", http::reply);
    }

    @Override
    public MeterSource meters() {
        return query -> asked("readings", line -> told(line.field("readings"), MeterReadings.class));
    }

    @Override
    public EnvelopeSink sink(VirtualProcess process) {
        return new EnvelopeSink() {
            @Override
            public CompletionStage<Outcome> apply(LimitOrder order) {
                return asked("outcome", line -> told(line.field("outcome"), Outcome.class));
            }

            @Override
            public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
                return asked("outcome", line -> told(line.field("outcome"), Outcome.class));
            }

            @Override
            public CompletionStage<Optional<Limit>> read(ManagedScope scope, Direction direction) {
                return asked("limit", line -> limit(line.field("limit")));
            }
        };
    }

    private static Optional<Limit> limit(JsonNode limit) {
        return limit.isNull() ? Optional.empty() : Optional.of(told(limit, Limit.class));
    }

    private static <T> T told(JsonNode json, Class<T> type) {
        return type.cast(RecordRead.of(json, type));
    }

    @Override
    public UUID id() {
        return drawn("id", UUID::fromString, new UUID(0, 0));
    }

    @Override
    public double jitter() {
        return drawn("jitter", RecordedWorld::share, 0.0);
    }

    private static Double share(String text) {
        double share = Double.parseDouble(text);
        if (share >= 0 && share < 1) {
            return share;
        }
        throw new IllegalArgumentException("jitter must be from 0 up to and without 1, was " + text);
    }

    private <T> T drawn(String what, Function<String, T> reader, T none) {
        FileLine next = retelling.next();
        if (next.kind().equals("drawn") && next.fields().has(what)) {
            try {
                return reader.apply(next.text(what));
            } catch (IllegalArgumentException unreadable) {
                retelling.differ("no " + what + ": " + unreadable.getMessage());
            }
        }
        return none;
    }

    /** The question is the line that was told last; what was answered before the asking was over is answered here. */
    private <T> CompletionStage<T> asked(String answer, Function<FileLine, T> reader) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (retelling.difference().isEmpty()) {
            waiting.put(retelling.last().call(), new Waiting<>(answer, reader, stage));
            answerWithin(stage);
        }
        return stage;
    }

    private void answerWithin(CompletableFuture<?> asked) {
        while (!asked.isDone() && answersNow(retelling.next())) {
            try {
                answer(retelling.next());
            } catch (IllegalArgumentException unreadable) {
                retelling.differ("no answer: " + unreadable.getMessage());
            }
        }
    }

    private boolean answersNow(FileLine next) {
        return retelling.difference().isEmpty() && next.within();
    }
}
