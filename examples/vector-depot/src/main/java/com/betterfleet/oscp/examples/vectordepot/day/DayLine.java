package com.betterfleet.oscp.examples.vectordepot.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;

/** The form of a line of the journal, for those who write it and those who check it. */
public final class DayLine {
    private static final JsonMapper JSON = new JsonMapper();

    private DayLine() {}

    /**
     * The fields of a line, without those of the chain of hashes.
     *
     * @param at when
     * @param kind what it is about
     * @param content the rest, in order
     * @return a map that may be added to
     */
    public static Map<String, Object> of(Instant at, String kind, Map<String, ?> content) {
        Map<String, Object> entry = fields("at", at.toString(), "kind", kind);
        entry.putAll(content);
        return entry;
    }

    /**
     * The line as text.
     *
     * @param fields its fields in order
     * @return one line of JSON
     */
    public static String json(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The hash that chains lines.
     *
     * @param line the text of a line
     * @return its SHA-256 in hexadecimal
     */
    public static String sha256(String line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Fields in order, given as names and values by turns. */
    static Map<String, Object> fields(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
