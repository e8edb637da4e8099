package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What can happen to the headers of a request beside its credentials. */
final class HeaderMutations {
    private interface Mutation {
        void of(List<Header> headers);
    }

    /** None of these is ever taken. */
    private static final List<Mutation> RUINOUS = List.of(
            headers -> add(headers, "X-Segment-Index", "1"),
            headers -> add(headers, "x-segment-count", "\u00b2"),
            headers -> add(headers, "x-REQUEST-id", "r-other"),
            headers -> add(headers, "X-REQUEST-ID", ""),
            headers -> set(headers, "X-Request-ID", ""),
            headers -> set(headers, "X-Request-ID", " \t "),
            headers -> set(headers, "X-Request-ID", "r".repeat(256)),
            headers -> set(headers, "X-Request-ID", "r\r\nSet-Cookie: a=b"),
            headers -> set(headers, "X-Request-ID", "\ud800"),
            headers -> set(headers, "X-Request-ID", "r\u0085"),
            headers -> set(headers, "X-Request-ID", "\u65e5"),
            headers -> add(headers, "X-Correlation-ID", ""),
            headers -> add(headers, "X-Correlation-ID", "\u0000"),
            headers -> repeat(headers, 2, "X-Correlation-ID", "c"),
            headers -> add(headers, "Content-Type", "application/json"),
            headers -> repeat(headers, 2, "Content-Length", "2"),
            headers -> repeat(headers, 300, "X-Flood", "x"),
            headers -> repeat(headers, 3_000, "X-\u0001-Flood", "x"),
            headers -> add(headers, "X-Long", "x".repeat(40_000)),
            headers -> add(headers, "n".repeat(40_000), "x"),
            headers -> add(headers, "X-Control", "a\u0007b"),
            headers -> add(headers, "X-Control\u007f", "a"),
            headers -> add(headers, "X\r\nY", "a"),
            headers -> set(headers, "Content-Type", "text/plain"),
            headers -> set(headers, "Content-Type", ""),
            headers -> set(headers, "Content-Type", "application/json; charset=utf-16"),
            headers -> set(headers, "Content-Type", "application/json;charset=\"latin1\""),
            headers -> set(headers, "Content-Type", "application/jsonx"),
            headers -> set(headers, "Content-Type", ";".repeat(30_000)),
            headers -> set(headers, "Content-Type", "multipart/form-data; boundary=x"),
            headers -> add(headers, "Content-Encoding", "gzip"),
            headers -> add(headers, "Content-Encoding", "identity, br"));

    /** These need not be wrong. */
    private static final List<Mutation> ODD = List.of(
            headers -> headers.removeIf(header -> header.isNamed("Content-Type")),
            headers -> headers.removeIf(header -> header.isNamed("X-Request-ID")),
            headers -> rename(headers, "X-Request-ID", "x-request-ID"),
            headers -> rename(headers, "Authorization", "aUTHORIZATION"),
            headers -> set(headers, "X-Request-ID", "r".repeat(255)),
            headers -> set(headers, "X-Request-ID", "\u00e9\u00ff"),
            headers -> set(headers, "X-Request-ID", "${jndi:ldap://x/a} {} %s"),
            headers -> set(headers, "Content-Type", "APPLICATION/JSON ; Charset=\"UTF-8\"; v=1"),
            headers -> add(headers, "X-Correlation-ID", "of-nobody"),
            headers -> add(headers, "X-Correlation-ID", "c".repeat(255)),
            headers -> add(headers, "Content-Length", "99999999999999999999"),
            headers -> add(headers, "Content-Length", "-1"),
            headers -> add(headers, "Content-Encoding", "identity"),
            headers -> add(headers, "Transfer-Encoding", "chunked"),
            headers -> add(headers, "Expect", "100-continue"),
            headers -> add(headers, "Upgrade", "h2c"),
            headers -> add(headers, "", ""),
            headers -> add(headers, "X-High", "\u00e9\ud83d\ude00"),
            headers -> repeat(headers, 90, "X-Nearly", "x"));

    private HeaderMutations() {}

    /** Changes the headers so that the request cannot be taken. */
    static void ruin(Draft draft, SplittableRandom random) {
        BodyMutations.pick(RUINOUS, random).of(draft.headers);
        draft.flaw = "its headers break a rule";
    }

    static void disturb(Draft draft, SplittableRandom random) {
        BodyMutations.pick(ODD, random).of(draft.headers);
    }

    private static void add(List<Header> headers, String name, String value) {
        headers.add(new Header(name, value));
    }

    private static void set(List<Header> headers, String name, String value) {
        headers.removeIf(header -> header.isNamed(name));
        add(headers, name, value);
    }

    private static void rename(List<Header> headers, String from, String to) {
        headers.replaceAll(header -> header.isNamed(from) ? new Header(to, header.value()) : header);
    }

    private static void repeat(List<Header> headers, int times, String name, String value) {
        IntStream.range(0, times).forEach(i -> add(headers, name, value + i));
    }
}
