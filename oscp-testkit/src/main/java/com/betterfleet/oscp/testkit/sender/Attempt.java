package com.betterfleet.oscp.testkit.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.annotation.Nullable;

/** One call through the sender under test, and what it must come to. */
final class Attempt {
    private final HttpCall call;
    private final CompletableFuture<HttpReply> outcome;
    private final Duration grace;

    private Attempt(HttpCall call, CompletableFuture<HttpReply> outcome, Duration grace) {
        this.call = call;
        this.outcome = outcome;
        this.grace = grace;
    }

    static Attempt of(HttpSender sender, HttpCall call, Duration grace) {
        return new Attempt(call, stage(sender, call).toCompletableFuture(), grace);
    }

    private static CompletionStage<HttpReply> stage(HttpSender sender, HttpCall call) {
        @Nullable CompletionStage<HttpReply> stage;
        try {
            stage = sender.send(call);
        } catch (RuntimeException thrown) {
            throw new AssertionError("send must complete its stage exceptionally, it threw " + thrown, thrown);
        }
        assertThat(stage).as("the stage that send returns").isNotNull();
        return stage;
    }

    /** The answer; it must come. */
    HttpReply answered() {
        try {
            HttpReply reply = outcome.get(limit(), TimeUnit.MILLISECONDS);
            assertThat(reply).as("the answer to " + call).isNotNull();
            return reply;
        } catch (ExecutionException failed) {
            throw new AssertionError("an answer came to " + call + ", but it failed: " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw late();
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    /** The failure; it must come in time and be an IOException, wrapped in nothing but a CompletionException. */
    IOException failed() {
        try {
            HttpReply reply = outcome.get(limit(), TimeUnit.MILLISECONDS);
            throw new AssertionError("no answer came to " + call + ", so it must fail, but it was answered " + reply);
        } catch (ExecutionException failed) {
            Throwable cause = unwrap(failed);
            assertThat(cause).as("how a call without an answer fails").isInstanceOf(IOException.class);
            return (IOException) cause;
        } catch (TimeoutException late) {
            throw late();
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private AssertionError late() {
        return new AssertionError(
                "the total time-out must be kept: " + call + " has no outcome, and a grace of " + grace + " is over");
    }

    private long limit() {
        return call.timeout().plus(grace).toMillis();
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wrapper && cause != null ? unwrap(cause) : failure;
    }

    private static AssertionError interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new AssertionError("interrupted while waiting for an outcome", stopped);
    }
}
