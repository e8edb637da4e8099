package com.betterfleet.oscp.message;

import java.util.UUID;

/**
 * The value of {@code X-Request-ID}, and of the {@code X-Correlation-ID} that answers it. Ours are UUIDs; a peer's may be
 * any text that a header can carry and give back unchanged.
 *
 * @param value 1 to 255 printable characters of ISO 8859-1, no space at either end
 */
public record RequestId(String value) {
    /**
     * Checks the identifier.
     *
     * @param value as the component says
     */
    public RequestId {
        Checks.obey("X-Request-ID", Rules.requestId(value));
    }

    /**
     * The id of a message of ours.
     *
     * @param uuid unique per message, the same on every retry of it
     * @return the id, in the UUID's canonical text
     */
    public static RequestId of(UUID uuid) {
        return new RequestId(uuid.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
