package com.betterfleet.oscp.http;

import java.util.concurrent.CompletionStage;

/**
 * The port over which requests leave; the seam where a host may carry them itself. {@code HttpSenderContract} of {@code
 * oscp-testkit} proves that an implementation keeps these promises:
 *
 * <ul>
 *   <li>Method, address, headers and body leave as they are, each header once; what no header may carry (control
 *       characters) never leaves.
 *   <li>It sends once: no retry, no redirect, no cookies, no credentials of its own. A call may be made again by whoever
 *       counts the tries.
 *   <li>Any final status is an answer. Of an answer's body at least the first 4 KiB are kept and at most 1 MiB; a longer one
 *       is cut, not refused.
 *   <li>Without a whole answer within the call's {@link HttpCall#timeout() time-out}, which covers everything from
 *       connecting to the last byte, the stage completes exceptionally with an {@link java.io.IOException}, and the exchange
 *       is let go.
 *   <li>It returns at once and never throws, and any number of calls may be under way.
 *   <li>Over HTTPS it speaks only to a peer whose certificate is trusted and for that host.
 *   <li>No header and no body shows in a log or in a failure's text.
 * </ul>
 *
 * <p>An implementation is thread-safe. The stage may complete on any thread: what depends on it must be quick.
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
