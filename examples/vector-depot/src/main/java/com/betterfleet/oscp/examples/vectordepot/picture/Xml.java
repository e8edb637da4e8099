package com.betterfleet.oscp.examples.vectordepot.picture;

/** Text that is well-formed XML, and so HTML too: everything is escaped on its way in. */
final class Xml {
    private final StringBuilder text = new StringBuilder();

    /** Begins an element; attributes are names and values by turns. */
    Xml open(String name, Object... attributes) {
        begin(name, attributes);
        text.append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append(">\n");
        return this;
    }

    /** An element with nothing in it. */
    Xml empty(String name, Object... attributes) {
        begin(name, attributes);
        text.append("/>\n");
        return this;
    }

    /** An element with text in it. */
    Xml leaf(String name, String words, Object... attributes) {
        return open(name, attributes).say(words).close(name);
    }

    Xml say(String words) {
        text.append(escaped(words));
        return this;
    }

    /** What is well-formed already. */
    Xml put(String markup) {
        text.append(markup);
        return this;
    }

    private void begin(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
        }
    }

    /** Escapes what has a meaning in markup, and replaces what no XML may hold. */
    private static String escaped(String words) {
        StringBuilder safe = new StringBuilder();
        words.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int point) {
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
        return !surrogate && !control && point != 0xFFFE && point != 0xFFFF;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
