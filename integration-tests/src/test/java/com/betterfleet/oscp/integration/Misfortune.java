package com.betterfleet.oscp.integration;

/** What may befall a message on its way to a peer, and the peer's answer on its way back. */
enum Misfortune {
    /** Nothing does. */
    NONE(204),
    INTERNAL_ERROR(500),
    /** With a {@code Retry-After}. */
    TOO_MANY(429),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    BAD_REQUEST(400),
    /** The peer has processed it, but the answer takes longer than we wait. */
    LATE_ANSWER(204),
    /** The connection is closed before the request is read. */
    DROPPED_UNREAD(0),
    /** The connection is closed when the whole request was read, and nothing done. */
    DROPPED_UNDONE(0),
    /** The connection is closed when the request was read and processed. */
    DROPPED_DONE(0);

    private final int status;

    Misfortune(int status) {
        this.status = status;
    }

    /** What the peer answers; 0 for nothing. */
    int status() {
        return status;
    }

    /** Whether the peer has the message all the same. */
    boolean processed() {
        return status == 204 || this == DROPPED_DONE;
    }
}
