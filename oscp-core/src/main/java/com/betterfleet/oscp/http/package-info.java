/**
 * OSCP over HTTP: the endpoint that a host mounts, the client, and the seam where a host may carry our messages itself.
 *
 * <p><b>Inbound.</b> A web server hands each request to {@link com.betterfleet.oscp.http.OscpEndpoint} as an {@link
 * com.betterfleet.oscp.http.InboundRequest} and writes the {@link com.betterfleet.oscp.http.InboundAnswer}; {@link
 * com.betterfleet.oscp.http.JdkHttpAdapter} does so for the JDK's HttpServer, and an adapter for another server is a few
 * lines. Each connection has its own base path, {@code {mount}/{connectionId}}, and a credential counts for that connection
 * only; at most one connection also answers on the bare mount. The endpoint asks an {@link
 * com.betterfleet.oscp.http.Authenticator} who is there and hands what is authentic and well formed to an {@link
 * com.betterfleet.oscp.http.InboundHandler}.
 *
 * <p>The answers are 204, or {@code {"message": ...}} with 400 (malformed, or a rule broken; every violation is named), 401,
 * 403 (not sent to a Flexibility Provider, unknown group), 404, 405, 409 (the same {@code X-Request-ID} with another body),
 * 413, 415, 501 (no common version) or 503 (not serving now). A refused request has changed nothing. Every message is POSTed;
 * {@code register} may also be DELETEd, which ends the registration.
 *
 * <p>On headers: {@code X-Request-ID} is required except on Register and Heartbeat, and is given once; so are {@code
 * X-Correlation-ID}, {@code Authorization}, {@code Content-Type} and {@code Content-Length}. A request without {@code
 * Content-Type} is read as JSON, since some peers send none; any other type than {@code application/json} in UTF-8 is
 * refused. {@code X-Segment-Index} and {@code X-Segment-Count} are refused: a part is never taken for the whole. No value
 * may hold control characters.
 *
 * <p><b>Outbound.</b> {@link com.betterfleet.oscp.http.OscpClient} makes address, credential and headers, sends once over an
 * {@link com.betterfleet.oscp.http.HttpSender} ({@link com.betterfleet.oscp.http.JdkHttpSender} unless the host has its own)
 * and reports what became of it as a {@link com.betterfleet.oscp.outbox.SendResult}. It never retries, but for one more try of
 * the same message with a fresh access token where the peer answered 401 to the one that was kept.
 *
 * <p><b>Secrets.</b> No value of a header and no body is logged, thrown or shown by any {@code toString} here. Failures are
 * described by their classes, since foreign messages may quote anything; a peer's error message is cleared of every header
 * value that we sent.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.http;

import javax.annotation.ParametersAreNonnullByDefault;
