package com.betterfleet.oscp.integration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What can happen to a body that is still nearly JSON. Bytes that are no ASCII pass through as they are. */
final class TokenMutations {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[-+.0-9A-Za-z]+|[^\"]", Pattern.DOTALL);
    private static final List<String> VALUES = List.of(
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            "1E2147483648",
            "1e99999999999999999999",
            "0e2147483647",
            "-0",
            "-0.0",
            "0.000",
            "00",
            "NaN",
            "Infinity",
            "-Infinity",
            "-1",
            "-1e-30",
            "9".repeat(15),
            "9".repeat(18),
            "9".repeat(19),
            "9".repeat(199),
            "9".repeat(5_000),
            "0." + "1".repeat(41),
            "0." + "0".repeat(198) + "1",
            "1.",
            ".5",
            "+1",
            "0x10",
            "null",
            "true",
            "{}",
            "[]",
            "[[]]",
            "{\"x\":1,\"x\":1}",
            "\"\"",
            "\" \"",
            "\"1e400\"",
            "\"NaN\"",
            "\"-0\"",
            "\"" + "9".repeat(201) + "\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\u001b[31m\"",
            "\"\\u202e\\u2028\"",
            "\"\\n\\r\\t\"",
            "\"${jndi:ldap://x/a}\"",
            "\"{} {} %s %n\"",
            "\"' OR 1=1 --\"",
            "\"" + "A".repeat(256) + "\"",
            "\"" + "A".repeat(19_999) + "\"",
            "\"" + "A".repeat(60_000) + "\"",
            "\"2026-02-30T10:00:00Z\"",
            "\"2026-03-01T24:00:00Z\"",
            "\"2026-03-01T10:00:60Z\"",
            "\"2026-03-01T10:00:00+99:99\"",
            "\"2026-03-01T10:00:00." + "9".repeat(40) + "Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"0001-01-01T00:00:00+18:00\"",
            "\"9999-12-31T23:59:59.999999999-18:00\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-0001-01-01T00:00:00Z\"",
            "\"2026-03-01\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"AKL99\"",
            "\"../../nz/AKL01\"",
            "\"AKL01/\"",
            "\"consumption\"",
            "\"INTERMITTENT\"",
            "\"A\"",
            "\"KWH\"",
            "\"W\"",
            "\"ONE\"",
            "\"UNKNOWN\"",
            "\"OPTIMUM\"",
            "\"FALLBACK_GENERATION\"",
            "\"http://169.254.169.254/latest\"",
            "\"https://user:pw@grid.example/\"",
            "\"file:///etc/passwd\"",
            "\"https://[::1\"",
            "1",
            "9.5",
            "10",
            "604800",
            "604801");

    private TokenMutations() {}

    static byte[] delete(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> tokens.remove(random.nextInt(tokens.size())));
    }

    static byte[] repeat(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            int at = random.nextInt(tokens.size());
            tokens.add(at, tokens.get(at));
        });
    }

    /** Two values change places, whatever they are. */
    static byte[] swap(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> values = values(tokens);
            if (!values.isEmpty()) {
                int one = BodyMutations.pick(values, random);
                int other = BodyMutations.pick(values, random);
                String moved = tokens.set(one, tokens.get(other));
                tokens.set(other, moved);
            }
        });
    }

    static byte[] replaceValue(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> values = values(tokens);
            if (!values.isEmpty()) {
                tokens.set(BodyMutations.pick(values, random), BodyMutations.pick(VALUES, random));
            }
        });
    }

    static byte[] repeatProperty(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> names = names(tokens);
            if (!names.isEmpty()) {
                int at = BodyMutations.pick(names, random);
                tokens.add(at, tokens.get(at) + ":" + BodyMutations.pick(VALUES, random) + ",");
            }
        });
    }

    static byte[] renameProperty(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> names = names(tokens);
            if (!names.isEmpty()) {
                tokens.set(BodyMutations.pick(names, random), name(random));
            }
        });
    }

    static byte[] addProperty(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> names = names(tokens);
            if (!names.isEmpty()) {
                tokens.add(
                        BodyMutations.pick(names, random),
                        name(random) + ":" + BodyMutations.pick(VALUES, random) + ",");
            }
        });
    }

    /** A value goes down into lists or objects, some of them never to come up again. */
    static byte[] nest(byte[] body, SplittableRandom random) {
        return changed(body, tokens -> {
            List<Integer> values = values(tokens);
            if (!values.isEmpty()) {
                int at = BodyMutations.pick(values, random);
                int depth = 1 + random.nextInt(random.nextInt(20) == 0 ? 100_000 : 20);
                boolean closed = random.nextBoolean();
                String wrapped = random.nextBoolean()
                        ? "[".repeat(depth) + tokens.get(at) + (closed ? "]".repeat(depth) : "")
                        : "{\"a\":".repeat(depth) + tokens.get(at) + (closed ? "}".repeat(depth) : "");
                tokens.set(at, wrapped);
            }
        });
    }

    /** White space, or what some take for it, between two tokens. */
    static byte[] spread(byte[] body, SplittableRandom random) {
        List<String> spaces = List.of(" ".repeat(5_000), "\n\r\t", "\f", "/* */", "// \n", "\u00a0", "#", "'");
        return changed(body, tokens -> tokens.add(random.nextInt(tokens.size()), BodyMutations.pick(spaces, random)));
    }

    private static String name(SplittableRandom random) {
        return BodyMutations.pick(
                List.of(
                        "\"\"",
                        "\"group_id\"",
                        "\"GROUP_ID\"",
                        "\"__proto__\"",
                        "\"\\u0000\"",
                        "\"\\ud800\"",
                        "\"\\u202e\"",
                        "\"" + "n".repeat(256) + "\"",
                        "\"" + "n".repeat(300) + "\"",
                        "\"x" + random.nextInt() + "\"",
                        "name"),
                random);
    }

    private interface Change {
        void of(List<String> tokens);
    }

    private static byte[] changed(byte[] body, Change change) {
        List<String> tokens = new ArrayList<>();
        Matcher found = TOKEN.matcher(new String(body, StandardCharsets.ISO_8859_1));
        while (found.find()) {
            tokens.add(found.group());
        }
        if (tokens.isEmpty()) {
            return body;
        }
        change.of(tokens);
        return String.join("", tokens).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Integer> values(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .filter(at -> isWord(tokens.get(at)) && (at + 1 == tokens.size() || !isColon(tokens, at + 1)))
                .boxed()
                .toList();
    }

    private static List<Integer> names(List<String> tokens) {
        return IntStream.range(0, tokens.size() - 1)
                .filter(at -> tokens.get(at).startsWith("\"") && isColon(tokens, at + 1))
                .boxed()
                .toList();
    }

    private static boolean isColon(List<String> tokens, int at) {
        return tokens.get(at).equals(":");
    }

    private static boolean isWord(String token) {
        return token.startsWith("\"") || Character.isLetterOrDigit(token.charAt(0)) || token.charAt(0) == '-';
    }
}
