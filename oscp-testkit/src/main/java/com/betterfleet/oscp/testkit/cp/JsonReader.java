package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small strict reader: valid UTF-8, no duplicate members, nothing after the document, numbers kept as written. */
final class JsonReader {

    private static final int DEPTH = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static JsonValue read(RawBytes body) throws JsonRefusedException {
        JsonReader reader = new JsonReader(decode(body));
        JsonValue value = reader.value(0);
        reader.blanks();
        if (reader.at < reader.text.length()) {
            throw reader.refused("something follows the document");
        }
        return value;
    }

    private static String decode(RawBytes body) throws JsonRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonRefusedException("the body is not valid UTF-8");
        }
    }

    private JsonValue value(int depth) throws JsonRefusedException {
        if (depth > DEPTH) {
            throw refused("nested deeper than " + DEPTH);
        }
        blanks();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new JsonValue.Text(string());
            case 't' -> word("true", new JsonValue.Truth(true));
            case 'f' -> word("false", new JsonValue.Truth(false));
            case 'n' -> word("null", new JsonValue.Nothing());
            default -> number();
        };
    }

    private JsonValue members(int depth) throws JsonRefusedException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        expect('{');
        if (!skip('}')) {
            do {
                blanks();
                String name = string();
                blanks();
                expect(':');
                if (members.putIfAbsent(name, value(depth + 1)) != null) {
                    throw refused("the member " + name + " occurs twice");
                }
            } while (skip(','));
            expect('}');
        }
        return new JsonValue.Members(members);
    }

    private JsonValue items(int depth) throws JsonRefusedException {
        List<JsonValue> items = new ArrayList<>();
        expect('[');
        if (!skip(']')) {
            do {
                items.add(value(depth + 1));
            } while (skip(','));
            expect(']');
        }
        return new JsonValue.Items(items);
    }

    private String string() throws JsonRefusedException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = next();
            if (c < ' ') {
                throw refused("a control character stands in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() throws JsonRefusedException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw refused("\\" + c + " is no escape");
        };
    }

    private char unicode() throws JsonRefusedException {
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw refused("\\u needs four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private JsonValue number() throws JsonRefusedException {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw refused("no JSON value");
        }
        at = matcher.end();
        return new JsonValue.Digits(matcher.group());
    }

    private JsonValue word(String word, JsonValue value) throws JsonRefusedException {
        if (!text.startsWith(word, at)) {
            throw refused("no JSON value");
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(char c) {
        blanks();
        boolean here = at < text.length() && text.charAt(at) == c;
        at += here ? 1 : 0;
        return here;
    }

    private void expect(char c) throws JsonRefusedException {
        if (next() != c) {
            at--;
            throw refused("expected " + c);
        }
    }

    private char peek() throws JsonRefusedException {
        if (at >= text.length()) {
            throw refused("the document ends early");
        }
        return text.charAt(at);
    }

    private char next() throws JsonRefusedException {
        char c = peek();
        at++;
        return c;
    }

    private JsonRefusedException refused(String why) {
        return new JsonRefusedException("not JSON at character " + at + ": " + why);
    }
}
