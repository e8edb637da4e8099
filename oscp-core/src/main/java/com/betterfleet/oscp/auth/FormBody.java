package com.betterfleet.oscp.auth;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a form, each at most once; one without a value counts as left out (RFC 6749, 3.2). */
record FormBody(Map<String, String> parameters) {
    FormBody {
        parameters = Map.copyOf(parameters);
    }

    /** The form, or empty where it is no UTF-8, is badly encoded, or names a parameter twice. */
    static Optional<FormBody> read(byte[] body) {
        Map<String, String> parameters = new HashMap<>();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? decode(parts[1]) : "";
                if (!pair.isEmpty() && parameters.put(decode(parts[0]), value) != null) {
                    return Optional.empty();
                }
            }
        } catch (CharacterCodingException | IllegalArgumentException broken) {
            return Optional.empty();
        }
        parameters.values().removeIf(String::isEmpty);
        return Optional.of(new FormBody(parameters));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "form of " + parameters.size() + " parameters";
    }
}
