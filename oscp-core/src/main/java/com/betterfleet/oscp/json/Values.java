package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Rules;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/** Reads single values; each answers null after a complaint. */
final class Values {
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,199})(\\.[0-9]{1,199})?([eE][+-]?[0-9]{1,199})?");

    private Values() {}

    /** Text of any content. */
    static @Nullable String text(BodyReader in) throws IOException {
        if (in.token() == JsonToken.VALUE_STRING) {
            return in.parser().getText();
        }
        in.wrongKind("a text");
        return null;
    }

    static @Nullable String identifier(BodyReader in) throws IOException {
        String text = text(in);
        return text != null && in.obeys(Rules.identifier(text)) ? text : null;
    }

    static <E extends Enum<E>> @Nullable E word(BodyReader in, Words<E> words) throws IOException {
        if (in.token() != JsonToken.VALUE_STRING) {
            in.wrongKind("a text");
            return null;
        }
        E found = words.find(in.parser());
        if (found == null) {
            in.complain(Rules.quote(in.parser().getText()) + " is not one of " + words.list());
        }
        return found;
    }

    /** A JSON number, however large: ask {@link Rules} before expanding it. */
    static @Nullable BigDecimal number(BodyReader in) throws IOException {
        if (in.token() == JsonToken.VALUE_NUMBER_INT || in.token() == JsonToken.VALUE_NUMBER_FLOAT) {
            return decimal(in);
        }
        in.wrongKind("a number");
        return null;
    }

    static @Nullable BigDecimal capacity(BodyReader in) throws IOException {
        BigDecimal value = in.token() == JsonToken.VALUE_STRING ? capacityText(in) : number(in);
        return value != null && in.obeys(Rules.capacity(value)) ? value : null;
    }

    static @Nullable BigDecimal measured(BodyReader in) throws IOException {
        BigDecimal value = number(in);
        return value != null && in.obeys(Rules.number(value)) ? value : null;
    }

    static @Nullable BigDecimal heartbeatInterval(BodyReader in) throws IOException {
        boolean fraction = in.token() == JsonToken.VALUE_NUMBER_FLOAT;
        BigDecimal seconds = number(in);
        if (seconds == null || !in.obeys(Rules.heartbeatInterval(seconds))) {
            return null;
        }
        boolean whole = seconds.stripTrailingZeros().scale() <= 0;
        if (fraction && whole && !in.tolerates(Tolerance.WHOLE_INTERVAL_WITH_FRACTION)) {
            in.complain(Rules.quote(in.parser().getText()) + " is a whole number and must be written as one");
        }
        return seconds;
    }

    static @Nullable Instant time(BodyReader in) throws IOException {
        if (in.token() != JsonToken.VALUE_STRING) {
            in.wrongKind("a text");
            return null;
        }
        JsonParser parser = in.parser();
        Instant time = Rfc3339.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        Instant read = time != null ? time : naive(in);
        return read != null && in.obeys(Rules.time(read)) ? read : null;
    }

    private static @Nullable Instant naive(BodyReader in) throws IOException {
        String text = in.parser().getText();
        Optional<Instant> naive = in.naiveZone().flatMap(zone -> Rfc3339.parseNaive(text, zone));
        if (naive.isPresent() && in.tolerates(Tolerance.NAIVE_LOCAL_TIME)) {
            return naive.get();
        }
        in.complain(Rules.quote(text) + " is not a date-time with an offset, like 2026-01-01T10:00:00Z");
        return null;
    }

    private static @Nullable BigDecimal capacityText(BodyReader in) throws IOException {
        String text = in.parser().getText();
        if (JSON_NUMBER.matcher(text).matches() && in.tolerates(Tolerance.CAPACITY_AS_TEXT)) {
            return decimal(in);
        }
        in.complain("must be a number, is the text " + Rules.quote(text));
        return null;
    }

    private static @Nullable BigDecimal decimal(BodyReader in) throws IOException {
        JsonParser parser = in.parser();
        try {
            return new BigDecimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (NumberFormatException absurd) {
            in.complain(Rules.quote(parser.getText()) + " has an absurd exponent");
            return null;
        }
    }
}
