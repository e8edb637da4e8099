package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A message on its way out.
 *
 * @param ended told the last try: the first that was answered for good, or the one after which the message was given up
 */
record Parcel(
        String action,
        String requestId,
        Optional<String> correlationId,
        RawBytes body,
        int tries,
        Consumer<SentMessage> ended,
        String method) {

    Parcel(
            String action,
            String requestId,
            Optional<String> correlationId,
            RawBytes body,
            int tries,
            Consumer<SentMessage> ended) {
        this(action, requestId, correlationId, body, tries, ended, "POST");
    }

    /** What ends a registration: no body, no content type. */
    static Parcel delete(String action, String requestId) {
        return new Parcel(action, requestId, Optional.empty(), RawBytes.empty(), 1, result -> {}, "DELETE");
    }
}
