package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import java.util.List;
import java.util.SplittableRandom;

/** The credentials of strangers. Every guess holds the mark of a secret too. */
final class Credentials {
    private static final String AUTHORIZATION = "Authorization";

    private interface Spoiling {
        void of(List<Header> headers, Gate gate);
    }

    private static final List<Spoiling> SPOILINGS = List.of(
            (headers, gate) -> remove(headers, AUTHORIZATION),
            (headers, gate) -> set(headers, ""),
            (headers, gate) -> set(headers, gate.scheme),
            (headers, gate) -> set(headers, gate.scheme + " "),
            (headers, gate) -> set(headers, gate.scheme + " guess-" + BesiegedDepot.MARK),
            (headers, gate) -> set(headers, gate.scheme + " " + gate.other().token),
            (headers, gate) -> set(headers, gate.other().scheme + " " + gate.token),
            (headers, gate) -> set(headers, gate.token),
            (headers, gate) -> set(headers, gate.authorization() + "x"),
            (headers, gate) -> set(headers, shortened(gate.authorization())),
            (headers, gate) -> set(headers, gate.scheme + " \u0000" + gate.token),
            (headers, gate) -> set(headers, gate.authorization() + "," + gate.scheme + " x"),
            (headers, gate) -> set(headers, "Basic " + BesiegedDepot.MARK.repeat(3_000)),
            (headers, gate) -> set(headers, gate.scheme + " \ud800" + BesiegedDepot.MARK),
            (headers, gate) -> headers.add(new Header(AUTHORIZATION, gate.authorization())),
            (headers, gate) -> headers.add(new Header("AUTHORIZATION", "Basic " + BesiegedDepot.MARK)));
    private static final List<Spoiling> CHECK_SPOILINGS = List.of(
            (headers, gate) -> remove(headers, Gate.CHECKED_HEADER),
            (headers, gate) -> headers.add(new Header("x-gate", Gate.CHECKED_VALUE)),
            (headers, gate) -> check(headers, "wrong-" + BesiegedDepot.MARK),
            (headers, gate) -> check(headers, Gate.CHECKED_VALUE + "\u0001"));

    private Credentials() {}

    /** Makes the sender a stranger. */
    static void spoil(Draft draft, SplittableRandom random) {
        boolean check = draft.gate.checksAHeader() && random.nextInt(3) == 0;
        BodyMutations.pick(check ? CHECK_SPOILINGS : SPOILINGS, random).of(draft.headers, draft.gate);
        draft.authentic = false;
        draft.flaw = "nobody knows its sender";
    }

    private static String shortened(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static void set(List<Header> headers, String value) {
        remove(headers, AUTHORIZATION);
        headers.add(new Header(AUTHORIZATION, value));
    }

    private static void check(List<Header> headers, String value) {
        remove(headers, Gate.CHECKED_HEADER);
        headers.add(new Header(Gate.CHECKED_HEADER, value));
    }

    private static void remove(List<Header> headers, String name) {
        headers.removeIf(header -> header.isNamed(name));
    }
}
