package com.betterfleet.oscp.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What can happen to a body that is only bytes. */
final class BodyMutations {
    /** One way to spoil a body. */
    interface Mutation {
        byte[] of(byte[] body, SplittableRandom random);
    }

    private static final int FIVE_MEGABYTES = 5_000_000;
    private static final int LONGEST_MUTATED = 100_000;
    private static final int DEEP = 100_000;
    private static final Charset UTF_32 = Charset.forName("UTF-32BE");
    private static final List<byte[]> GIANTS = List.of(
            giant(" "),
            giant("["),
            giant("{\"a\":"),
            giant("9"),
            giant("{\"group_id\":\"" + "A".repeat(1000)),
            giant("\u00e9"));
    private static final List<byte[]> SCRAPS = List.of(
            new byte[0],
            ascii(" "),
            ascii("{"),
            ascii("null"),
            ascii("[]"),
            ascii("{}"),
            ascii("\"text\""),
            ascii("1e400"),
            ascii("NaN"),
            ascii("{}{}"),
            ascii("{}x"),
            ascii("{\"\":{}}"),
            ascii("{\"a\":" + "[".repeat(DEEP)),
            ascii("[".repeat(DEEP)),
            ascii("{\"a\":".repeat(DEEP / 5)),
            ascii("{\"group_id\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}"));
    private static final List<byte[]> BROKEN_TEXT = List.of(
            bytes(0xc0, 0xaf),
            bytes(0xed, 0xa0, 0x80),
            bytes(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80),
            bytes(0xff),
            bytes(0xfe, 0xff),
            bytes(0xf4, 0x90, 0x80, 0x80),
            bytes(0xf8, 0x88, 0x80, 0x80, 0x80),
            bytes(0xe2, 0x82),
            bytes(0xef, 0xbb, 0xbf),
            bytes(0x00),
            bytes(0x1b, 0x5b, 0x33, 0x31, 0x6d),
            bytes(0xc2, 0x85),
            "\u202e".getBytes(UTF_8),
            "\u2028".getBytes(UTF_8));
    private static final List<Mutation> USUAL = List.of(
            BodyMutations::flip,
            BodyMutations::flip,
            BodyMutations::truncate,
            BodyMutations::insertBrokenText,
            BodyMutations::append,
            TokenMutations::delete,
            TokenMutations::repeat,
            TokenMutations::swap,
            TokenMutations::swap,
            TokenMutations::replaceValue,
            TokenMutations::replaceValue,
            TokenMutations::replaceValue,
            TokenMutations::replaceValue,
            TokenMutations::repeatProperty,
            TokenMutations::renameProperty,
            TokenMutations::addProperty,
            TokenMutations::nest,
            TokenMutations::spread);
    private static final List<Mutation> WHOLE = List.of(
            (body, random) -> pick(SCRAPS, random),
            (body, random) -> join(bytes(0xef, 0xbb, 0xbf), body),
            (body, random) -> recoded(body, UTF_16BE, bytes(0xfe, 0xff), random),
            (body, random) -> recoded(body, UTF_16LE, bytes(0xff, 0xfe), random),
            (body, random) -> recoded(body, UTF_32, bytes(0, 0, 0xfe, 0xff), random),
            BodyMutations::noise,
            BodyMutations::manyBlocks);

    private BodyMutations() {}

    /** A body with one to four things wrong, or right by chance. */
    static byte[] mutate(byte[] body, SplittableRandom random) {
        int kind = random.nextInt(400);
        if (kind == 0) {
            return pick(GIANTS, random);
        }
        if (kind < 40) {
            return pick(WHOLE, random).of(body, random);
        }
        byte[] mutated = body;
        for (int left = 1 + random.nextInt(4); left > 0 && mutated.length < LONGEST_MUTATED; left--) {
            mutated = pick(USUAL, random).of(mutated, random);
        }
        return mutated;
    }

    static <T> T pick(List<T> some, SplittableRandom random) {
        return some.get(random.nextInt(some.size()));
    }

    private static byte[] flip(byte[] body, SplittableRandom random) {
        byte[] flipped = body.clone();
        for (int left = 1 + random.nextInt(3); left > 0 && body.length > 0; left--) {
            flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] truncate(byte[] body, SplittableRandom random) {
        return Arrays.copyOf(body, random.nextInt(body.length + 1));
    }

    private static byte[] insertBrokenText(byte[] body, SplittableRandom random) {
        int at = random.nextInt(body.length + 1);
        byte[] head = Arrays.copyOf(body, at);
        return join(join(head, pick(BROKEN_TEXT, random)), Arrays.copyOfRange(body, at, body.length));
    }

    private static byte[] append(byte[] body, SplittableRandom random) {
        return join(body, random.nextBoolean() ? pick(SCRAPS, random) : body);
    }

    private static byte[] recoded(byte[] body, Charset charset, byte[] mark, SplittableRandom random) {
        byte[] recoded = new String(body, UTF_8).getBytes(charset);
        return random.nextBoolean() ? join(mark, recoded) : recoded;
    }

    private static byte[] noise(byte[] body, SplittableRandom random) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        return noise;
    }

    /** As many blocks as a message may have, nearly, or more; the last of them may be wrong. */
    private static byte[] manyBlocks(byte[] body, SplittableRandom random) {
        int count = random.nextInt(3) == 0 ? 3_001 + random.nextInt(2_000) : 200 + random.nextInt(400);
        String block = "{\"capacity\":1,\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"2026-03-01T10:00:00Z\","
                + "\"end_time\":\"2026-03-01T10:" + (10 + random.nextInt(80)) + ":00Z\"},";
        return ascii("{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[" + block.repeat(count)
                + block.substring(0, block.length() - 1) + "]}");
    }

    private static byte[] giant(String unit) {
        return unit.repeat(FIVE_MEGABYTES / unit.getBytes(UTF_8).length).getBytes(UTF_8);
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
