package com.betterfleet.oscp.http;

import java.util.List;
import java.util.Optional;

/**
 * An answer. The body is shared, not copied: treat it as read-only. Neither headers nor body show in {@link
 * #toString()}.
 *
 * @param status the status code
 * @param headers its headers
 * @param body its body, bounded by the sender
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record HttpReply(int status, List<Header> headers, byte[] body) {
    /**
     * Copies the headers.
     *
     * @param status the status code
     * @param headers its headers
     * @param body its body, bounded by the sender
     */
    public HttpReply {
        headers = List.copyOf(headers);
    }

    /**
     * The first header of a name.
     *
     * @param name the name, compared without regard to case
     * @return its value, or empty
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    @Override
    public String toString() {
        return status + ", " + headers.size() + " headers, " + body.length + " bytes";
    }
}
