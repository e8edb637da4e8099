package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.time.Instant;
import java.util.List;

/**
 * A message as it arrived, and how it was answered.
 *
 * @param action the last part of the path, such as {@code heartbeat}
 * @param at when it arrived
 * @param headers its headers ordered by name, secrets included; the server does not keep the case of names
 * @param body its bytes
 * @param status the status of the answer
 */
public record ReceivedMessage(String action, Instant at, List<RawHeader> headers, RawBytes body, int status) {

    /**
     * Keeps a copy of the headers.
     *
     * @param action the last part of the path, such as {@code heartbeat}
     * @param at when it arrived
     * @param headers its headers ordered by name, secrets included; the server does not keep the case of names
     * @param body its bytes
     * @param status the status of the answer
     */
    public ReceivedMessage {
        headers = List.copyOf(headers);
    }

    /**
     * Its X-Request-ID.
     *
     * @return the first one, or an empty text when there is none
     */
    public String requestId() {
        return RawHeader.values(headers, "X-Request-ID").stream().findFirst().orElse("");
    }
}
