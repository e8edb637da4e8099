package com.betterfleet.oscp.outbox;

import java.time.Duration;
import java.util.Optional;

/** What became of one try to send a message. */
public sealed interface SendResult {
    /**
     * The peer answered.
     *
     * @param status the status code
     * @param retryAfter what {@code Retry-After} asked for, where it did so in seconds or as a date
     * @param message the error body's message, bounded and printable; empty text if there was none
     */
    record Answered(int status, Optional<Duration> retryAfter, String message) implements SendResult {
        /**
         * Whether the peer took the message: any 2xx.
         *
         * @return whether it was a success
         */
        public boolean success() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * There was no answer: refused, dropped or timed out. The peer may have processed the message all the same.
     *
     * @param why the failure, printable
     */
    record NoAnswer(String why) implements SendResult {}

    /**
     * It was not sent: the host lacks something that every message of the connection needs, such as a secret.
     *
     * @param why what is missing, printable
     */
    record NotSent(String why) implements SendResult {}

    /**
     * It was not sent: the peer's token endpoint does not accept who we are.
     *
     * @param why what it said, printable
     */
    record NotAuthorized(String why) implements SendResult {}

    /**
     * It was not sent: the peer's token endpoint gives nothing just now (no answer, 408, 429, 5xx, an answer without a token).
     *
     * @param why what it did, printable
     */
    record NoCredential(String why) implements SendResult {}
}
