package com.betterfleet.oscp.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.json.DecodeResult;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.OscpMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the candidates do the same work, without which their times compare nothing. */
class CandidatesTest {
    private static final OscpCodec CODEC = OscpCodec.strict();

    @Test
    void databindAndTheLibraryReadAndWriteTheSameForecast() throws IOException {
        agree(Samples.forecast(), new Databind(Databind.Forecast.class));
    }

    @Test
    void databindAndTheLibraryReadAndWriteTheSameMeasurement() throws IOException {
        agree(Samples.measurement(), new Databind(Databind.Measurements.class));
    }

    @Test
    void aDayHasNinetySixBlocksAndAMeasurementOneAsset() {
        assertThat(Samples.forecast().forecastedBlocks()).hasSize(96);
        assertThat(Samples.measurement().measurements()).hasSize(1);
    }

    @Test
    void theGeneratorFloorWritesTheVeryBytesOfTheLibrary() throws IOException {
        for (OscpMessage message : List.of(Samples.forecast(), Samples.measurement())) {
            byte[] body = CODEC.encode(message);
            assertThat(new TokenFloor(body).write()).isEqualTo(body);
        }
    }

    @Test
    void theTokenFloorTouchesEveryValue() throws IOException {
        byte[] body = "{\"text\":\"three\",\"list\":[1.5,42]}".getBytes(StandardCharsets.UTF_8);
        // Two braces, two brackets and two names are one each; the values have 5, 3 and 2 characters.
        assertThat(new TokenFloor(body).read()).isEqualTo(6 + 5 + 3 + 2);
    }

    @Test
    void candidatesTakeTurnsInEveryRound() throws IOException {
        List<String> turns = new ArrayList<>();
        Race race = new Race(List.of(() -> turn(turns, "a"), () -> turn(turns, "b")));
        race.warmUp(1);
        race.run(3);
        assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
        assertThat(race.ratio(1, 0)).isPositive();
        assertThat(race.nanos(0)).isPositive();
    }

    /** Databind's reading, written by databind, is the message again that the library wrote. */
    private static void agree(OscpMessage message, Databind records) throws IOException {
        byte[] written = records.write(records.read(CODEC.encode(message)));
        assertThat(CODEC.decode(message.action(), written)).isEqualTo(new DecodeResult.Decoded<>(message, Set.of()));
    }

    /** Each turn is noted once, however many calls it has. */
    private static String turn(List<String> turns, String who) {
        if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(who)) {
            turns.add(who);
        }
        return who;
    }
}
