package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a request is refused, and how the answer says so. */
record Refusal(int status, String why, Optional<Header> header) {
    private static final int LONGEST = 8_000;

    static Refusal of(int status, String why) {
        return new Refusal(status, Printable.bounded(why, LONGEST), Optional.empty());
    }

    static Refusal of(int status, List<Violation> violations) {
        return of(status, violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
    }

    Refusal with(String name, String value) {
        return new Refusal(status, why, Optional.of(new Header(name, value)));
    }
}
