package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.outbox.SendResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns a reply into a result that may be logged and kept. */
final class ReplyReader {
    static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private static final int LONGEST_MESSAGE = 500;
    private static final int SHORTEST_SECRET = 4;
    private static final Set<String> PUBLIC =
            Set.of("Content-Type", "Accept", MessageHeaders.REQUEST_ID, MessageHeaders.CORRELATION_ID);

    private ReplyReader() {}

    static SendResult.Answered read(HttpReply reply, HttpCall call) {
        String message = reply.status() / 100 == 2 ? "" : message(reply, secrets(call));
        return new SendResult.Answered(reply.status(), retryAfter(reply), message);
    }

    /** Cleared before it is cut, so that no half of a secret is left at its end, and again once escapes are resolved. */
    private static String message(HttpReply reply, List<String> secrets) {
        String body = redact(new String(reply.body(), StandardCharsets.UTF_8), secrets);
        Optional<String> message = OscpCodec.strict().decodeError(body.getBytes(StandardCharsets.UTF_8));
        return Printable.bounded(redact(message.orElse(""), secrets), LONGEST_MESSAGE);
    }

    private static String redact(String text, List<String> secrets) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }

    /** Every header's value that we sent, but what is public in all messages; the longest first. */
    private static List<String> secrets(HttpCall call) {
        return call.headers().stream()
                .filter(header -> PUBLIC.stream().noneMatch(header::isNamed))
                .flatMap(header -> Stream.of(header.value(), afterScheme(header.value())))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String afterScheme(String value) {
        return value.substring(value.indexOf(' ') + 1);
    }

    /** Seconds, or a date measured against the reply's own {@code Date}, so that no clock of ours takes part. */
    private static Optional<Duration> retryAfter(HttpReply reply) {
        return reply.header("Retry-After")
                .map(String::strip)
                .flatMap(text -> text.matches("[0-9]{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : untilDate(text, reply))
                .map(ReplyReader::withinBounds);
    }

    private static Optional<Duration> untilDate(String text, HttpReply reply) {
        return reply.header("Date")
                .flatMap(ReplyReader::date)
                .flatMap(now -> date(text).map(then -> Duration.between(now, then)));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration withinBounds(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }
}
