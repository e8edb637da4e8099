package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges what a fortress does about one request; each finding is a sentence. */
final class Judge {
    /** Protocol.md 2 without 503, which is never a peer's doing. */
    static final Set<Integer> DOCUMENTED = Set.of(204, 400, 401, 403, 404, 405, 409, 413, 415, 501);

    private static final Set<Integer> TO_STRANGERS = Set.of(401, 404, 405);
    private static final int LONGEST_MESSAGE = 32_768;
    private static final int LONGEST_LINE = 20_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Fortress fortress;
    private String before;

    Judge(Fortress fortress) {
        this.fortress = fortress;
        this.before = fortress.state();
    }

    /**
     * Sends a request.
     *
     * @param sent the request, and what is known of it
     * @return the answer's status
     * @throws AssertionError with what is wrong
     */
    int send(Sent sent) {
        InboundAnswer answer = answer(sent);
        firstOf(List.of(status(answer, sent), body(answer), headers(answer))).ifPresent(wrong -> complain(wrong, sent));
        afterwards(answer.status() == 204, sent);
        return answer.status();
    }

    /** What is left when a request was answered. */
    void afterwards(boolean taken, Object sent) {
        String after = fortress.state();
        Optional<String> changed = taken || after.equals(before)
                ? Optional.empty()
                : Optional.of("refused or not answered, and yet the state is another");
        before = after;
        firstOf(List.of(changed, spoken())).ifPresent(wrong -> complain(wrong, sent));
    }

    /** What becomes of it all later, when nobody is asking. */
    void letTimePass(Duration duration) {
        fortress.letTimePass(duration);
        spoken().ifPresent(wrong -> complain(wrong, "while time passed"));
        before = fortress.state();
    }

    private static Optional<String> firstOf(List<Optional<String>> findings) {
        return findings.stream().flatMap(Optional::stream).findFirst();
    }

    private static void complain(String wrong, Object sent) {
        throw new AssertionError(wrong + "\n" + sent);
    }

    private InboundAnswer answer(Sent sent) {
        try {
            return fortress.handle(sent.request());
        } catch (Throwable thrown) {
            throw new AssertionError("the endpoint threw " + thrown + "\n" + sent, thrown);
        }
    }

    private static Optional<String> status(InboundAnswer answer, Sent sent) {
        if (!DOCUMENTED.contains(answer.status())) {
            return Optional.of("status " + answer.status() + " is not one that a peer can cause");
        }
        if (sent.mustBeRefused() && answer.status() == 204) {
            return Optional.of("taken, although " + sent.flaw());
        }
        return sent.authentic() || TO_STRANGERS.contains(answer.status())
                ? Optional.empty()
                : Optional.of("a stranger was answered " + answer.status());
    }

    /** What the wire alone tells of an answer; to HEAD there is no body. */
    static Optional<String> raw(InboundAnswer answer, boolean toHead) {
        Optional<String> status = DOCUMENTED.contains(answer.status())
                ? Optional.empty()
                : Optional.of("status " + answer.status() + " is not one that a peer can cause");
        boolean bare = toHead && answer.body().length == 0;
        return firstOf(List.of(status, bare ? Optional.empty() : body(answer), headers(answer)));
    }

    private static Optional<String> body(InboundAnswer answer) {
        if (answer.status() == 204) {
            return answer.body().length == 0 ? Optional.empty() : Optional.of("a 204 with a body");
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            return body.isObject() && body.size() == 1 && body.path("message").isTextual()
                    ? message(body.get("message").asText())
                    : Optional.of("the answer is not {\"message\": ...}");
        } catch (JsonProcessingException noJson) {
            return Optional.of("the answer is no JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<String> message(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST_MESSAGE) {
            return Optional.of("the answer has " + text.length() + " characters");
        }
        return unfit("the answer", text, LONGEST_LINE);
    }

    private static Optional<String> headers(InboundAnswer answer) {
        return answer.headers().stream()
                .map(Judge::header)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> header(Header header) {
        return unfit("the answer's header " + header.name(), header.name() + header.value(), 200);
    }

    private Optional<String> spoken() {
        List<CapturedLog.Line> lines = fortress.log();
        Stream<Optional<String>> alarms = lines.stream()
                .filter(line -> line.isAlarm() || line.withThrowable())
                .map(line -> Optional.of("logged because of a peer: " + line.level() + " " + line.text()));
        Stream<Optional<String>> texts = Stream.concat(
                        lines.stream().map(CapturedLog.Line::text), fortress.events().stream())
                .map(text -> unfit("what was said", text, LONGEST_LINE));
        return Stream.concat(alarms, texts).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> unfit(String what, String text, int most) {
        if (text.contains(BesiegedDepot.MARK)) {
            return Optional.of(what + " holds a secret: " + text);
        }
        if (text.codePoints().anyMatch(Judge::isUnprintable)) {
            return Optional.of(what + " holds a control character or half a pair: " + text);
        }
        return text.length() > most
                ? Optional.of(what + " is " + text.length() + " characters long")
                : Optional.empty();
    }

    private static boolean isUnprintable(int c) {
        return Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
