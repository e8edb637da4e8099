package com.betterfleet.oscp.http;

import java.util.stream.Collectors;

/** Makes foreign text fit for a log line or a status page. */
final class Printable {
    private Printable() {}

    /** The text with every control or unpaired character replaced by {@code ?} and cut at a number of characters. */
    static String bounded(String text, int max) {
        return text.codePoints()
                .limit(max)
                .map(c -> visible(c) ? c : '?')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
    }

    /** Whether a header may carry the text: no control characters, nothing beyond ISO 8859-1. */
    static boolean isHeaderValue(String text) {
        return !hasControl(text) && text.chars().allMatch(c -> c <= 0xff);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
