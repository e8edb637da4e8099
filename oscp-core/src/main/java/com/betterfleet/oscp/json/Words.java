package com.betterfleet.oscp.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/** The words of one enumeration, looked up in the parser's buffer without making a string. */
final class Words<E extends Enum<E>> {
    private final E[] constants;
    private final String[] names;

    Words(Class<E> type) {
        this.constants = type.getEnumConstants();
        this.names = Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    @Nullable
    E find(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        for (int i = 0; i < names.length; i++) {
            if (names[i].length() == length && same(names[i], text, offset)) {
                return constants[i];
            }
        }
        return null;
    }

    String list() {
        return Arrays.stream(names).collect(Collectors.joining(", "));
    }

    private static boolean same(String name, char[] text, int offset) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
