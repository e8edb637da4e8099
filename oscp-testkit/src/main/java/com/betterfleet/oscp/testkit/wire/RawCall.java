package com.betterfleet.oscp.testkit.wire;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A request to be made.
 *
 * @param method the HTTP method, such as POST
 * @param uri the absolute URL, whose authority is a logical one
 * @param headers the headers in order; a name may occur more than once
 * @param body the body, may be empty
 * @param timeout how much virtual time passes before the caller gives up, above zero
 */
public record RawCall(String method, URI uri, List<RawHeader> headers, RawBytes body, Duration timeout) {

    /**
     * Refuses a relative URL and a timeout of zero or less.
     *
     * @param method the HTTP method, such as POST
     * @param uri the absolute URL, whose authority is a logical one
     * @param headers the headers in order; a name may occur more than once
     * @param body the body, may be empty
     * @param timeout how much virtual time passes before the caller gives up, above zero
     */
    public RawCall {
        headers = List.copyOf(headers);
        if (uri.getAuthority() == null) {
            throw new IllegalArgumentException("uri must be absolute, was " + uri);
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be above zero, was " + timeout);
        }
    }
}
