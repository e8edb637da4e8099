package com.betterfleet.oscp.message;

/** Text of others: judged, and quoted so that it can harm neither a log nor a reader. */
final class Text {
    private static final int SHOWN = 60;

    private Text() {}

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Text::isSurrogate);
    }

    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(c -> isSurrogate(c) || Character.isISOControl(c));
    }

    /** The first 60 characters. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** In quotation marks, bounded, with everything that does not print written as an escape. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(SHOWN).forEach(c -> append(quoted, c));
        return quoted.append(text.codePointCount(0, text.length()) > SHOWN ? "...\"" : "\"")
                .toString();
    }

    private static void append(StringBuilder target, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            target.append('\\').append((char) codePoint);
        } else if (isPlain(codePoint)) {
            target.appendCodePoint(codePoint);
        } else {
            target.append(String.format("\\u%04x", codePoint));
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
