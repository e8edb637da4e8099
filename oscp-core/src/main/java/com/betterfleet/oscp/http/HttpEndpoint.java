package com.betterfleet.oscp.http;

/**
 * Something that answers requests, whatever the web server: an adapter such as {@link JdkHttpAdapter} makes an
 * {@link InboundRequest}, reading a body only up to one byte beyond {@link EndpointBounds#maxBody()}, and writes the
 * {@link InboundAnswer}. Thread-safe.
 */
public interface HttpEndpoint {
    /**
     * How much of a request is taken.
     *
     * @return the bounds
     */
    EndpointBounds bounds();

    /**
     * Answers one request. Never throws; blocks for as long as the answer takes.
     *
     * @param request the request
     * @return the answer
     */
    InboundAnswer handle(InboundRequest request);
}
