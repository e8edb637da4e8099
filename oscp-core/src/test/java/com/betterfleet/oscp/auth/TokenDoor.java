package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A sender whose calls wait until a test answers them, unless an answer was laid down before. */
final class TokenDoor implements HttpSender {
    final List<HttpCall> calls = new ArrayList<>();
    private final Deque<CompletableFuture<HttpReply>> waiting = new ArrayDeque<>();
    private final Deque<CompletionStage<HttpReply>> laid = new ArrayDeque<>();

    @Override
    public synchronized CompletionStage<HttpReply> send(HttpCall call) {
        calls.add(call);
        if (!laid.isEmpty()) {
            return laid.remove();
        }
        CompletableFuture<HttpReply> answer = new CompletableFuture<>();
        waiting.add(answer);
        return answer;
    }

    TokenDoor lay(int status, String body) {
        laid.add(CompletableFuture.completedFuture(reply(status, body)));
        return this;
    }

    TokenDoor lay(Throwable failure) {
        laid.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    TokenDoor grant(String token, long seconds) {
        return lay(200, granted(token, seconds));
    }

    /** Answers the oldest call that waits. */
    void answer(int status, String body) {
        waiting.remove().complete(reply(status, body));
    }

    void fail(Throwable failure) {
        waiting.remove().completeExceptionally(failure);
    }

    String header(int call, String name) {
        return calls.get(call).headers().stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    String body(int call) {
        return new String(calls.get(call).body(), StandardCharsets.UTF_8);
    }

    static String granted(String token, long seconds) {
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}";
    }

    static HttpReply reply(int status, String body) {
        return new HttpReply(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
