package com.betterfleet.oscp.outbox;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One message waiting to be sent. Its body is fixed when it is enqueued, so a retry sends the same bytes.
 *
 * @param requestId the {@code X-Request-ID} of every try; unique
 * @param sequence place in its owner's queue; smaller goes first
 * @param action which message
 * @param subject what it is about, for operators, for example the window's start
 * @param body the JSON body
 * @param correlationId the {@code X-Correlation-ID}, where it answers a request
 * @param notAfter when it is no longer worth sending
 * @param enqueuedAt when it was enqueued
 * @param tries how many times it was tried
 * @param nextTry when it may be tried (again)
 * @param parked why it was parked; empty while it waits
 */
@SuppressWarnings("ArrayRecordComponent") // copied both ways and compared by content
public record OutboxItem(
        RequestId requestId,
        long sequence,
        Action action,
        String subject,
        byte[] body,
        Optional<RequestId> correlationId,
        Optional<Instant> notAfter,
        Instant enqueuedAt,
        int tries,
        Instant nextTry,
        Optional<String> parked) {
    /**
     * Copies the body.
     *
     * @param requestId the {@code X-Request-ID} of every try; unique
     * @param sequence place in its owner's queue; smaller goes first
     * @param action which message
     * @param subject what it is about, for operators, for example the window's start
     * @param body the JSON body
     * @param correlationId the {@code X-Correlation-ID}, where it answers a request
     * @param notAfter when it is no longer worth sending
     * @param enqueuedAt when it was enqueued
     * @param tries how many times it was tried
     * @param nextTry when it may be tried (again)
     * @param parked why it was parked; empty while it waits
     */
    public OutboxItem {
        body = body.clone();
        if (tries < 0) {
            throw new IllegalArgumentException("tries must not be negative, was " + tries);
        }
    }

    /**
     * The JSON body.
     *
     * @return a copy of the bytes
     */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /**
     * This item after a failed try.
     *
     * @param next when to try again
     * @return a new item
     */
    public OutboxItem retryAt(Instant next) {
        return new OutboxItem(
                requestId,
                sequence,
                action,
                subject,
                body,
                correlationId,
                notAfter,
                enqueuedAt,
                tries + 1,
                next,
                parked);
    }

    /**
     * This item, to be tried at another time, without counting a try.
     *
     * @param next when to try
     * @return a new item that waits
     */
    public OutboxItem tryAt(Instant next) {
        return new OutboxItem(
                requestId,
                sequence,
                action,
                subject,
                body,
                correlationId,
                notAfter,
                enqueuedAt,
                tries,
                next,
                Optional.empty());
    }

    /**
     * This item, parked: it is kept for the operator and no longer stands in the way.
     *
     * @param why the reason
     * @return a new item
     */
    public OutboxItem park(String why) {
        return new OutboxItem(
                requestId,
                sequence,
                action,
                subject,
                body,
                correlationId,
                notAfter,
                enqueuedAt,
                tries + 1,
                nextTry,
                Optional.of(why));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutboxItem item
                && requestId.equals(item.requestId)
                && sequence == item.sequence
                && action == item.action
                && subject.equals(item.subject)
                && Arrays.equals(body, item.body)
                && correlationId.equals(item.correlationId)
                && notAfter.equals(item.notAfter)
                && enqueuedAt.equals(item.enqueuedAt)
                && tries == item.tries
                && nextTry.equals(item.nextTry)
                && parked.equals(item.parked);
    }

    @Override
    public int hashCode() {
        return Objects.hash(requestId, sequence, tries);
    }

    @Override
    public String toString() {
        return action.path() + " " + requestId.value() + " about " + subject + ", " + body.length + " bytes, tries "
                + tries;
    }
}
