package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The error body: {@code {"message"?}}. */
class ErrorBodyTest {
    private static final OscpCodec CODEC = OscpCodec.strict();

    @Example
    void isAnObjectWithOneMessage() {
        assertThat(new String(CODEC.encodeError("end_time: is \"late\""), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"end_time: is \\\"late\\\"\"}");
    }

    @Property(tries = 200)
    void anyTextCanBeWrittenAndItsStartReadBack(@ForAll String text) {
        Optional<String> read = CODEC.decodeError(CODEC.encodeError(text));
        assertThat(read).isPresent();
        assertThat(read.get().length()).isEqualTo(Math.min(500, text.length()));
    }

    @Example
    void halvesOfSurrogatePairsAreReplaced() {
        assertThat(CODEC.decodeError(CODEC.encodeError("a\ud800b\udc00"))).contains("a\ufffdb\ufffd");
        assertThat(CODEC.decodeError(CODEC.encodeError("a\udbffb\udfff"))).contains("a\ufffdb\ufffd");
        assertThat(CODEC.decodeError(CODEC.encodeError("\ud83d\ude8c"))).contains("\ud83d\ude8c");
    }

    @Example
    void messageIsFoundAmongOtherPropertiesAndMadePrintable() {
        assertThat(decode("{\"status\":400,\"errors\":[{\"message\":\"inner\"}],\"message\":\"a\\nb\"}"))
                .contains("a b");
    }

    @Example
    void whatIsNoErrorBodyIsEmpty() {
        for (String body :
                List.of("", "[]", "null", "{}", "{\"message\":7}", "{\"message\":null}", "<html>", "{\"x\":", "[[[[")) {
            assertThat(decode(body)).as(body).isEmpty();
        }
        assertThat(CODEC.decodeError(new byte[] {(byte) 0xff})).isEmpty();
    }

    @Example
    void readingAndWritingAreBounded() {
        assertThat(decode("{\"message\":\"" + "x".repeat(10_000) + "\"}").orElseThrow())
                .hasSize(500);
        String body = "{\"message\":\"x\"}";
        String largest = body + " ".repeat(64 * 1024 - body.length());
        assertThat(decode(largest)).contains("x");
        assertThat(decode(largest + " ")).isEmpty();
        assertThat(CODEC.encodeError("x".repeat(100_000))).hasSize(32_768 + "{\"message\":\"\"}".length());
    }

    private static Optional<String> decode(String body) {
        return CODEC.decodeError(body.getBytes(StandardCharsets.UTF_8));
    }
}
