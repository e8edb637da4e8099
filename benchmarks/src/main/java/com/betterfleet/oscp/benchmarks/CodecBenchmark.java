package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.json.DecodeResult;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What reading and writing a day of quarter hours costs, over what Jackson's tokens alone cost on the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class CodecBenchmark {
    private static final int BLOCKS = 96;
    private static final Duration BLOCK = Duration.ofMinutes(15);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    private final JsonFactory tokens = new JsonFactory();
    private final OscpCodec codec = OscpCodec.strict();
    private final UpdateGroupCapacityForecast forecast = new UpdateGroupCapacityForecast(
            new GroupId("AKL01"),
            ForecastType.CONSUMPTION,
            IntStream.range(0, BLOCKS).mapToObj(CodecBenchmark::block).toList());
    private final byte[] body = codec.encode(forecast);

    /**
     * The library reads and judges a forecast.
     *
     * @return the result, for JMH to consume
     */
    @Benchmark
    public DecodeResult<UpdateGroupCapacityForecast> forecastParse() {
        return codec.decode(UpdateGroupCapacityForecast.class, body);
    }

    /**
     * The floor of reading: every token once.
     *
     * @return how many there are, for JMH to consume
     * @throws IOException never, as the bytes are in memory and sound
     */
    @Benchmark
    public int parseFloor() throws IOException {
        int count = 0;
        try (JsonParser parser = tokens.createParser(body)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    /**
     * The library writes a forecast.
     *
     * @return the bytes, for JMH to consume
     */
    @Benchmark
    public byte[] forecastWrite() {
        return codec.encode(forecast);
    }

    /**
     * The floor of writing: the same tokens, with every text and number already made.
     *
     * @return the bytes, for JMH to consume
     * @throws IOException never, as the bytes are in memory
     */
    @Benchmark
    public byte[] writeFloor() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = tokens.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("group_id", "AKL01");
            out.writeStringField("type", "CONSUMPTION");
            out.writeArrayFieldStart("forecasted_blocks");
            for (int block = 0; block < BLOCKS; block++) {
                out.writeStartObject();
                out.writeFieldName("capacity");
                out.writeNumber("123.5");
                out.writeStringField("phase", "ALL");
                out.writeStringField("unit", "KW");
                out.writeStringField("start_time", "2026-01-01T00:00:00.000Z");
                out.writeStringField("end_time", "2026-01-01T00:15:00.000Z");
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static ForecastedBlock block(int index) {
        Instant start = MIDNIGHT.plus(BLOCK.multipliedBy(index));
        return new ForecastedBlock(
                new BigDecimal("123.5").add(BigDecimal.valueOf(index)),
                Phase.ALL,
                CapacityUnit.KW,
                start,
                start.plus(BLOCK));
    }
}
