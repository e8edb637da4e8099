package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Rules;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.regex.Pattern;

/** Where in a body the parser is, as {@code forecasted_blocks[17].end_time}. Made only when something is wrong. */
final class Paths {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private Paths() {}

    static String of(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(path, context);
        return path.toString();
    }

    static String below(JsonStreamContext context, String name) {
        StringBuilder path = new StringBuilder();
        append(path, context);
        return step(path, name).toString();
    }

    private static void append(StringBuilder path, JsonStreamContext context) {
        if (context.getParent() != null) {
            append(path, context.getParent());
        }
        if (context.hasCurrentIndex() && context.inArray()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.hasCurrentName()) {
            step(path, context.getCurrentName());
        }
    }

    private static StringBuilder step(StringBuilder path, String name) {
        String shown = PLAIN.matcher(name).matches() ? name : Rules.quote(name);
        return path.append(path.length() == 0 ? "" : ".").append(shown);
    }
}
