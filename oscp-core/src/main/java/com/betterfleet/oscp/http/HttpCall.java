package com.betterfleet.oscp.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A request to send. The body is shared, not copied: treat it as read-only. Neither headers nor body show in {@link
 * #toString()}.
 *
 * @param method the method, always {@code POST} for OSCP 2.0 messages
 * @param uri where to
 * @param headers its headers, in order, each name once
 * @param body its body, possibly empty
 * @param timeout total time from start to the last byte of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record HttpCall(String method, URI uri, List<Header> headers, byte[] body, Duration timeout) {
    /**
     * Copies the headers.
     *
     * @param method the method, always {@code POST} for OSCP 2.0 messages
     * @param uri where to
     * @param headers its headers, in order, each name once
     * @param body its body, possibly empty
     * @param timeout total time from start to the last byte of the answer
     */
    public HttpCall {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " " + uri + ", " + headers.size() + " headers, " + body.length + " bytes, within " + timeout;
    }
}
