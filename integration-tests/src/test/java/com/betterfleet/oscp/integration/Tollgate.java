package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stands in the way of the depot's messages of one kind, measurements unless said: notes each try, and lets it pass, answers itself or loses it. */
final class Tollgate implements UnaryOperator<HttpSender> {
    private final Supplier<Instant> now;
    private final String ending;
    private final List<Try> tries = new ArrayList<>();
    private Function<Try, Toll> toll = passing -> new Pass();

    /** One try to send a measurement message. */
    record Try(Instant at, String requestId, String body) {
        boolean isOf(String group) {
            return body.contains("\"group_id\":\"" + group + "\"");
        }
    }

    /** What becomes of a try. */
    sealed interface Toll {}

    /** It goes on to the utility. */
    record Pass() implements Toll {}

    /** It is answered here. */
    record Answer(int status, List<Header> headers) implements Toll {
        Answer(int status, Header... headers) {
            this(status, List.of(headers));
        }
    }

    /** The line breaks. */
    record Lost() implements Toll {}

    /** Nothing happens, for as long as anybody waits, unless it is answered at last. */
    record Held(CompletableFuture<HttpReply> answer) implements Toll {
        Held() {
            this(new CompletableFuture<>());
        }
    }

    Tollgate(Supplier<Instant> now) {
        this(now, "_measurements");
    }

    Tollgate(Supplier<Instant> now, String ending) {
        this.now = now;
        this.ending = ending;
    }

    void demands(Function<Try, Toll> demanded) {
        toll = demanded;
    }

    void demands(Toll always) {
        toll = passing -> always;
    }

    List<Try> tries() {
        return List.copyOf(tries);
    }

    List<Try> tries(String group) {
        return tries.stream().filter(one -> one.isOf(group)).toList();
    }

    @Override
    public HttpSender apply(HttpSender onwards) {
        return call -> call.uri().getPath().endsWith(ending) ? stop(call, onwards) : onwards.send(call);
    }

    private CompletionStage<HttpReply> stop(HttpCall call, HttpSender onwards) {
        Try passing = new Try(now.get(), requestId(call), new String(call.body(), StandardCharsets.UTF_8));
        tries.add(passing);
        Toll demanded = toll.apply(passing);
        if (demanded instanceof Answer answer) {
            return CompletableFuture.completedFuture(new HttpReply(answer.status(), answer.headers(), new byte[0]));
        }
        if (demanded instanceof Lost) {
            return CompletableFuture.failedFuture(new IOException("the line is dead"));
        }
        return demanded instanceof Held held ? held.answer() : onwards.send(call);
    }

    private static String requestId(HttpCall call) {
        return call.headers().stream()
                .filter(header -> header.isNamed("X-Request-ID"))
                .map(Header::value)
                .findFirst()
                .orElse("none");
    }
}
