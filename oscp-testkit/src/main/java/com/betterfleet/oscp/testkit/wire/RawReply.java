package com.betterfleet.oscp.testkit.wire;

import java.util.List;

/**
 * The answer to a {@link RawCall}.
 *
 * @param status the HTTP status, 100 to 599
 * @param headers the headers ordered by name, without those that only concern the connection or the machine's clock
 * @param body the body, may be empty
 */
public record RawReply(int status, List<RawHeader> headers, RawBytes body) {

    /**
     * Refuses what is no HTTP status.
     *
     * @param status the HTTP status, 100 to 599
     * @param headers the headers ordered by name, without those that only concern the connection or the machine's clock
     * @param body the body, may be empty
     */
    public RawReply {
        headers = List.copyOf(headers);
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status must be 100 to 599, was " + status);
        }
    }
}
