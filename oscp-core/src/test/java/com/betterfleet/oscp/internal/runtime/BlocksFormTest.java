package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.store.Payload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks as they are stored: few characters, nothing lost. */
class BlocksFormTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(@ForAll("blocks") Blocks blocks) {
        assertThat(PayloadCodec.read(PayloadCodec.write(blocks), Blocks.class)).isEqualTo(blocks);
    }

    @Test
    void aDayOfOneMessageNamesItOnceAndHasFewCharactersForEachBlock() {
        List<BlockPiece> day = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            day.add(piece(START.plusSeconds(900L * i), START.plusSeconds(900L * (i + 1)), "300", "one"));
        }
        String written = text(new Blocks(day));

        assertThat(written)
                .containsOnlyOnce("one")
                .startsWith("{\"from\":[[\"one\",3,12,false]],\"pieces\":\"1772359200 1772360100 300000 300 KW ALL 0;");
        assertThat(written.length()).isLessThan(96 * 50);
        assertThat(text(Blocks.NONE)).isEqualTo("{\"from\":[],\"pieces\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":[],\"pieces\":\"1 2 3 4 KW ALL 0\"}",
                "{\"from\":[[\"a\",1,1,false]],\"pieces\":\"1 2 3 4 KW ALL\"}",
                "{\"from\":[[\"a\",1,1,false]],\"pieces\":\"2 1 3 4 KW ALL 0\"}",
                "{\"from\":[[\"a\",1,1,false]],\"pieces\":\"1 2 x 4 KW ALL 0\"}",
                "{\"from\":[[\"a\",1,1,false]],\"pieces\":\"1 2 3 4 MW ALL 0\"}",
                "{\"from\":[[\"a\",1,1,false]],\"pieces\":\"1 9223372036854775807 3 4 KW ALL 0\"}",
                "{\"from\":[[1,\"a\",1,false]],\"pieces\":\"\"}",
                "{\"from\":[[\"a\"]],\"pieces\":\"\"}",
                "{\"pieces\":\"\"}",
                "[]"
            })
    void whatIsNotWrittenSoIsUnreadableAndNotAFailureOfAnotherKind(String text) {
        Payload payload = new Payload(PayloadCodec.SCHEMA, text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PayloadCodec.read(payload, Blocks.class))
                .isInstanceOf(PayloadCodec.Unreadable.class)
                .hasMessage("a stored Blocks cannot be read");
    }

    @Provide
    Arbitrary<Blocks> blocks() {
        Arbitrary<Long> gaps = Arbitraries.longs().between(0, 2_000_000_000L);
        Arbitrary<Long> lengths = Arbitraries.longs().between(1, 5_000_000_000_000L);
        Arbitrary<BigDecimal> capacities = Arbitraries.of(
                        "0", "0.0", "1E+3", "300", "12.50", "0.001", "999999999999999")
                .map(BigDecimal::new);
        Arbitrary<String> ids = Arbitraries.of("a", "b;c d", "é\"", "3a1c5e4e-5b57-4d0c-8f2b-4b1c9d6d7e0f");
        Arbitrary<Block> said = Combinators.combine(
                        capacities,
                        ids,
                        Arbitraries.of(CapacityUnit.class),
                        Arbitraries.of(Phase.class),
                        Arbitraries.longs().between(-1, 5),
                        Arbitraries.of(true, false))
                .as((capacity, id, unit, phase, session, protective) -> new Block(
                        Power.watts(capacity), capacity, unit, phase, new RequestId(id), session, 7, protective));
        Arbitrary<Long> starts = Arbitraries.longs().between(-100_000_000_000L, 100_000_000_000L);
        return Combinators.combine(
                        starts,
                        Combinators.combine(gaps, lengths, said)
                                .as(Span::new)
                                .list()
                                .ofMaxSize(12))
                .as(BlocksFormTest::laid);
    }

    /** A block so many nanoseconds after the one before. */
    private record Span(long gap, long length, Block block) {}

    private static Blocks laid(long start, List<Span> spans) {
        Instant at = Instant.ofEpochSecond(start);
        List<BlockPiece> pieces = new ArrayList<>();
        for (Span span : spans) {
            Instant from = at.plusNanos(span.gap());
            at = from.plusNanos(span.length());
            pieces.add(new BlockPiece(from, at, span.block()));
        }
        return new Blocks(pieces);
    }

    private static BlockPiece piece(Instant start, Instant end, String kilowatts, String id) {
        BigDecimal capacity = new BigDecimal(kilowatts);
        return new BlockPiece(
                start,
                end,
                new Block(
                        Power.kilowatts(kilowatts),
                        capacity,
                        CapacityUnit.KW,
                        Phase.ALL,
                        new RequestId(id),
                        3,
                        12,
                        false));
    }

    private static String text(Blocks blocks) {
        return new String(PayloadCodec.write(blocks).bytes(), StandardCharsets.UTF_8);
    }
}
