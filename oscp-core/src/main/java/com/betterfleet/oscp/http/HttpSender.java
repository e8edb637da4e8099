package com.betterfleet.oscp.http;

import java.util.concurrent.CompletionStage;

/**
 * The port over which requests leave; the seam where a host may carry them itself. It sends once: no retry, no redirect,
 * no authentication of its own.
 *
 * <p>An implementation returns at once (the caller's thread is never blocked), never throws, cuts the answer's body
 * at a documented length, completes the stage exceptionally with an {@link java.io.IOException} when there was no answer within the call's
 * time-out, and never logs headers or bodies.
 */
@FunctionalInterface
public interface HttpSender {
    /**
     * Sends a request.
     *
     * @param call the request
     * @return completes with the answer whatever its status, or exceptionally when there was none
     */
    CompletionStage<HttpReply> send(HttpCall call);
}
