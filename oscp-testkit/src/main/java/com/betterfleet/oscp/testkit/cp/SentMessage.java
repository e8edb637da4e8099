package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One try to send a message, and what came of it.
 *
 * @param action the last part of the path, such as {@code heartbeat}
 * @param requestId its X-Request-ID, the same on every try
 * @param correlationId its X-Correlation-ID, empty when it had none
 * @param body its bytes
 * @param attempt which try this was, from 1
 * @param at when it was sent
 * @param status the status of the answer, empty when there was none
 * @param failure why there was no answer, empty when there was one
 */
public record SentMessage(
        String action,
        String requestId,
        Optional<String> correlationId,
        RawBytes body,
        int attempt,
        Instant at,
        OptionalInt status,
        Optional<String> failure) {

    /**
     * Whether the other side said that it has it.
     *
     * @return true for an answer of the 2xx family
     */
    public boolean succeeded() {
        return status.isPresent() && status.getAsInt() / 100 == 2;
    }
}
