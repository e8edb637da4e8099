package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The credentials of the two connections, and those of strangers. Every guess holds the mark of a secret too. */
final class Credentials {
    private static final String AUTHORIZATION = "Authorization";

    private interface Spoiling {
        void of(List<Header> headers, boolean plain);
    }

    private static final List<Spoiling> SPOILINGS = List.of(
            (headers, plain) -> remove(headers, AUTHORIZATION),
            (headers, plain) -> set(headers, ""),
            (headers, plain) -> set(headers, scheme(plain)),
            (headers, plain) -> set(headers, scheme(plain) + " "),
            (headers, plain) -> set(headers, scheme(plain) + " guess-" + BesiegedDepot.MARK),
            (headers, plain) -> set(headers, scheme(plain) + " " + token(!plain)),
            (headers, plain) -> set(headers, scheme(!plain) + " " + token(plain)),
            (headers, plain) -> set(headers, token(plain)),
            (headers, plain) -> set(headers, scheme(plain) + " " + token(plain) + "x"),
            (headers, plain) -> set(headers, scheme(plain) + " " + shortened(token(plain))),
            (headers, plain) -> set(headers, scheme(plain) + " \u0000" + token(plain)),
            (headers, plain) -> set(headers, scheme(plain) + " " + token(plain) + "," + scheme(plain) + " x"),
            (headers, plain) -> set(headers, "Basic " + BesiegedDepot.MARK.repeat(3_000)),
            (headers, plain) -> set(headers, scheme(plain) + " \ud800" + BesiegedDepot.MARK),
            (headers, plain) -> headers.add(new Header(AUTHORIZATION, authorization(plain))),
            (headers, plain) -> headers.add(new Header("AUTHORIZATION", "Basic " + BesiegedDepot.MARK)));
    private static final List<Spoiling> GATE_SPOILINGS = List.of(
            (headers, plain) -> remove(headers, BesiegedDepot.CHECKED_HEADER),
            (headers, plain) -> headers.add(new Header("x-gate", BesiegedDepot.CHECKED_VALUE)),
            (headers, plain) -> gate(headers, "wrong-" + BesiegedDepot.MARK),
            (headers, plain) -> gate(headers, BesiegedDepot.CHECKED_VALUE + "\u0001"));

    private Credentials() {}

    /** The headers of an honest peer. */
    static List<Header> honest(boolean plain, int number) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header(AUTHORIZATION, authorization(plain)));
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("X-Request-ID", "r-" + number));
        if (plain) {
            headers.add(new Header(BesiegedDepot.CHECKED_HEADER, BesiegedDepot.CHECKED_VALUE));
        }
        return headers;
    }

    /** Makes the sender a stranger. */
    static void spoil(Draft draft, SplittableRandom random) {
        boolean gate = draft.plain && random.nextInt(3) == 0;
        BodyMutations.pick(gate ? GATE_SPOILINGS : SPOILINGS, random).of(draft.headers, draft.plain);
        draft.authentic = false;
        draft.flaw = "nobody knows its sender";
    }

    private static String authorization(boolean plain) {
        return scheme(plain) + " " + token(plain);
    }

    private static String scheme(boolean plain) {
        return plain ? "Token" : "Bearer";
    }

    private static String token(boolean plain) {
        return plain ? BesiegedDepot.PLAIN_TOKEN : BesiegedDepot.VECTOR_TOKEN;
    }

    private static String shortened(String token) {
        return token.substring(0, token.length() - 1);
    }

    private static void set(List<Header> headers, String value) {
        remove(headers, AUTHORIZATION);
        headers.add(new Header(AUTHORIZATION, value));
    }

    private static void gate(List<Header> headers, String value) {
        remove(headers, BesiegedDepot.CHECKED_HEADER);
        headers.add(new Header(BesiegedDepot.CHECKED_HEADER, value));
    }

    private static void remove(List<Header> headers, String name) {
        headers.removeIf(header -> header.isNamed(name));
    }
}
