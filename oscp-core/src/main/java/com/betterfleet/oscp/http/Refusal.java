package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a request is refused, and how the answer says so. */
record Refusal(int status, String why, Optional<Header> header) {
    private static final int LONGEST = 32_000;
    private static final String MORE = "; and %d more violations";

    static Refusal of(int status, String why) {
        return new Refusal(status, Printable.bounded(why, LONGEST), Optional.empty());
    }

    static Refusal of(int status, List<Violation> violations) {
        return of(status, joined(violations));
    }

    /** All of them; where that would be too long the last are counted, and none is cut. */
    private static String joined(List<Violation> violations) {
        StringBuilder text = new StringBuilder();
        int told = 0;
        for (Violation violation : violations) {
            String next = (told == 0 ? "" : "; ") + violation;
            if (told > 0 && text.length() + next.length() > LONGEST - MORE.length()) {
                return text.append(String.format(Locale.ROOT, MORE, violations.size() - told))
                        .toString();
            }
            text.append(next);
            told++;
        }
        return text.toString();
    }

    Refusal with(String name, String value) {
        return new Refusal(status, why, Optional.of(new Header(name, value)));
    }
}
