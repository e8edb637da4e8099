package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Register;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No bytes make a reading method throw, and whatever is taken can be written and read again. */
class HostileInputTest {
    private static final List<OscpCodec> CODECS = List.of(
            OscpCodec.strict(), OscpCodec.of(EnumSet.allOf(Tolerance.class), Optional.of(ZoneOffset.ofHours(13))));
    private static final List<String> SPLINTERS = List.of(
            "null",
            "-1",
            "1e400",
            "1e-9999999999",
            "NaN",
            "\"\\ud800\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "{}",
            "[[[[[[[[[[[[[[[[[[",
            "\"capacity\":\"1\",",
            "\"x\":0,",
            "\u0000",
            "\ufeff",
            "\ufffe",
            "//",
            "'",
            "0",
            "9".repeat(300),
            "\"\":",
            "true",
            "\"2026-13-01T00:00:00Z\"");

    @Property(tries = 700)
    void mutatedDocumentsNeverThrow(@ForAll("mutants") byte[] body, @ForAll Action action) {
        survives(body, action);
    }

    @Property(tries = 300)
    void arbitraryBytesNeverThrow(@ForAll byte[] body, @ForAll Action action) {
        survives(body, action);
    }

    @Property(tries = 200)
    void arbitraryPathSegmentsNeverThrow(@ForAll String segment) {
        CODECS.forEach(codec -> assertThat(codec.decodeAction(segment)).isNotNull());
    }

    @Property(tries = 200)
    void whatIsNoBaseUrlIsNotRepeatedForItMayBeASecret(@ForAll("notBaseUrls") String url) {
        String body = "{\"token\":\"t\",\"version_url\":[{\"version\":\"2.0\",\"base_url\":\"" + url + "\"}]}";
        DecodeResult<Register> result =
                OscpCodec.strict().decode(Register.class, body.getBytes(StandardCharsets.UTF_8));
        assertThat(result)
                .isInstanceOfSatisfying(
                        DecodeResult.Refused.class,
                        refused -> assertThat(refused.message()).doesNotContain("s3cret"));
    }

    @Provide
    Arbitrary<String> notBaseUrls() {
        return Combinators.combine(
                        Arbitraries.of("", "https://user:", "https://a.example/?", "https://a.example/#", "ht tp://"),
                        Arbitraries.of("", "@", "@/", "@a b", "@[::1"))
                .as((before, after) -> before + "s3cret" + after);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        Arbitrary<byte[]> documents = Arbitraries.of(Messages.oneOfEach()).map(OscpCodec.strict()::encode);
        Arbitrary<Mutation> mutations = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.oneOf(
                                Arbitraries.of(SPLINTERS)
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                        .map(HostileInputTest::latin1),
                                Arbitraries.bytes()
                                        .array(byte[].class)
                                        .ofMaxSize(4)
                                        .map(HostileInputTest::latin1)))
                .as(Mutation::new);
        return Combinators.combine(documents, mutations.list().ofMinSize(1).ofMaxSize(4))
                .as((document, all) -> all.stream().reduce(document, (bytes, next) -> next.of(bytes), (a, b) -> b));
    }

    /** Replaces some bytes at a relative position; the pasted bytes are the characters of ISO 8859-1. */
    private record Mutation(double where, int cut, String paste) {
        byte[] of(byte[] document) {
            String text = latin1(document);
            int from = (int) (where * text.length());
            int to = Math.min(text.length(), from + cut);
            return (text.substring(0, from) + paste + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void survives(byte[] body, Action action) {
        for (OscpCodec codec : CODECS) {
            DecodeResult<? extends OscpMessage> result = codec.decode(action, body);
            if (result instanceof DecodeResult.Decoded<? extends OscpMessage> decoded) {
                assertThat(codec.decode(action, codec.encode(decoded.value())))
                        .isInstanceOfSatisfying(
                                DecodeResult.Decoded.class,
                                again -> assertThat(again.value()).isEqualTo(decoded.value()));
            } else if (result instanceof DecodeResult.Refused<? extends OscpMessage> refused) {
                assertThat(codec.decodeError(codec.encodeError(refused.message())))
                        .isPresent();
                assertThat(refused.message()).doesNotContainPattern("\\p{Cntrl}");
            }
            assertThat(codec.decodeError(body)).isNotNull();
        }
    }
}
