package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.adjustment.AdjustmentRecord;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.store.Payload;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the databases of hosts is read for ever: the stored form of each aggregate is held by documents. */
class PayloadGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/payloads");
    private static final String SWITCH = "payloads.regenerate";
    private static final long EXAMPLES = 4;
    private static final String CHANGED =
            "the stored form of %s has changed, and hosts have the old one in their databases."
                    + " After a release: raise PayloadCodec.SCHEMA, go on reading the old number, keep its documents and make those of"
                    + " the new one. Before the first release: make the documents anew with -D" + SWITCH
                    + " (the command is in CONTRIBUTING.md) and look at what has changed in them";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static Stream<Class<?>> aggregates() {
        return Stream.of(
                ConnectionSettings.class,
                BoundGroup.class,
                ScopeHolder.class,
                LinkRecord.class,
                LimitRecord.class,
                MeteringRecord.class,
                OutboxRecord.class,
                AdjustmentRecord.class);
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void theStoredFormIsThatOfTheDocuments(Class<?> type) throws IOException {
        if (System.getProperty(SWITCH) != null) {
            regenerate(type);
        }
        JsonNode documents = documents(PayloadCodec.SCHEMA, type);
        List<Object> values = values(type);
        for (int i = 0; i < values.size(); i++) {
            assertThat(unordered(tree(values.get(i))))
                    .as(CHANGED, type.getSimpleName())
                    .isEqualTo(unordered(documents.get(i)));
        }
        assertThat(read(PayloadCodec.SCHEMA, type))
                .as(CHANGED, type.getSimpleName())
                .isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void everyOlderSchemaIsRead(Class<?> type) {
        IntStream.range(1, PayloadCodec.SCHEMA)
                .filter(schema -> Files.exists(file(schema, type)))
                .forEach(schema -> assertThat(read(schema, type)).isNotEmpty());
    }

    @Test
    void theDocumentsHaveNoOthersAmongThem() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve("schema-" + PayloadCodec.SCHEMA))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("one document file for each aggregate")
                    .containsExactlyInAnyOrderElementsOf(aggregates()
                            .map(type -> type.getSimpleName() + ".json")
                            .toList());
        }
    }

    private static List<Object> values(Class<?> type) {
        return LongStream.rangeClosed(1, EXAMPLES)
                .<Object>mapToObj(seed -> new Populated(seed).a(type))
                .toList();
    }

    private static List<Object> read(int schema, Class<?> type) {
        List<Object> values = new ArrayList<>();
        documents(schema, type)
                .forEach(document -> values.add(PayloadCodec.read(new Payload(schema, bytes(document)), type)));
        return values;
    }

    private static void regenerate(Class<?> type) throws IOException {
        ArrayNode documents = MAPPER.createArrayNode();
        values(type).forEach(value -> documents.add(tree(value)));
        Files.createDirectories(file(PayloadCodec.SCHEMA, type).getParent());
        Files.writeString(file(PayloadCodec.SCHEMA, type), documents.toPrettyString() + "\n");
    }

    private static JsonNode documents(int schema, Class<?> type) {
        try {
            return MAPPER.readTree(file(schema, type).toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException("make it with -D" + SWITCH + ", see CONTRIBUTING.md", missing);
        }
    }

    private static JsonNode tree(Object value) {
        try {
            return MAPPER.readTree(PayloadCodec.write(value).bytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] bytes(JsonNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Path file(int schema, Class<?> type) {
        return GOLDEN.resolve("schema-" + schema).resolve(type.getSimpleName() + ".json");
    }

    /** A set has no order; that of lists is compared by the values. */
    private static JsonNode unordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), unordered(field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.valueStream()
                    .map(PayloadGoldenTest::unordered)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(copy::add);
            return copy;
        }
        return node;
    }
}
