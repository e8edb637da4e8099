package com.betterfleet.oscp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all records of the package have in common. */
class RecordsTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant QUARTER_PAST = TEN.plusSeconds(900);
    private static final GroupId GROUP = new GroupId("AKL01");
    private static final AssetId ASSET = new AssetId("AKL01");
    private static final VersionUrl URL = new VersionUrl("2.0", URI.create("https://cp.example/oscp/cp/2.0"));
    private static final RequiredBehaviour WANTED =
            RequiredBehaviour.of(Duration.ofMinutes(1), MeasurementConfiguration.INTERMITTENT);
    private static final ForecastedBlock BLOCK =
            new ForecastedBlock(BigDecimal.TEN, Phase.ALL, CapacityUnit.KW, TEN, QUARTER_PAST);
    private static final EnergyMeasurement ENERGY = new EnergyMeasurement(
            BigDecimal.TEN,
            Phase.ALL,
            EnergyUnit.KWH,
            EnergyDirection.IMPORT,
            Optional.of(EnergyType.FLEXIBLE),
            QUARTER_PAST,
            Optional.of(TEN));
    private static final InstantaneousMeasurement MOMENT =
            new InstantaneousMeasurement(BigDecimal.TEN, Phase.ALL, CapacityUnit.KW, TEN);
    private static final AssetMeasurement BOTH =
            new AssetMeasurement(ASSET, AssetCategory.CHARGING, Optional.of(ENERGY), Optional.of(MOMENT));

    static Stream<OscpMessage> messages() {
        return Stream.of(
                new Register(new Token("t0k3n"), List.of(URL)),
                Handshake.of(WANTED),
                HandshakeAcknowledge.of(WANTED),
                new Heartbeat(TEN),
                new UpdateGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, List.of(BLOCK)),
                new AdjustGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, List.of(BLOCK)),
                new GroupCapacityComplianceError("too much", List.of(BLOCK)),
                new UpdateGroupMeasurements(GROUP, List.of(ENERGY)),
                new UpdateAssetMeasurements(GROUP, List.of(BOTH)));
    }

    static Stream<Object> records() {
        Stream<Object> parts = Stream.of(
                GROUP, ASSET, new RequestId("r-1"), new Token("t0k3n"), URL, WANTED, BLOCK, ENERGY, MOMENT, BOTH);
        return Stream.concat(messages(), parts);
    }

    @ParameterizedTest
    @MethodSource("records")
    void areNeverMadeWithNull(Record record) {
        Object[] values = values(record);
        assertThat(make(record, values)).isEqualTo(record);
        IntStream.range(0, values.length).forEach(component -> {
            Object[] lacking = values.clone();
            lacking[component] = null;
            assertThatThrownBy(() -> make(record, lacking))
                    .as(record.getClass().getRecordComponents()[component].getName())
                    .isInstanceOf(NullPointerException.class);
        });
    }

    @Test
    void aMissingPartIsNamedByItsNameOnTheWire() {
        assertThatThrownBy(() -> new ForecastedBlock(BigDecimal.TEN, null, CapacityUnit.KW, TEN, QUARTER_PAST))
                .hasMessage("phase");
        assertThatThrownBy(() -> new AssetMeasurement(ASSET, null, Optional.of(ENERGY), Optional.empty()))
                .hasMessage("asset_category");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesSayTheActionOfTheirType(OscpMessage message) {
        assertThat(message.action().messageType()).isEqualTo(message.getClass());
    }

    @Test
    void everyKindOfMessageIsAmongThese() {
        assertThat(messages().map(OscpMessage::action)).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void aHandshakeOfSomethingAsksForIt() {
        assertThat(Handshake.of(WANTED).requiredBehaviour()).contains(WANTED);
        assertThat(HandshakeAcknowledge.of(WANTED).requiredBehaviour()).contains(WANTED);
    }

    @Test
    void identifiersReadAsTheirText() {
        assertThat(Stream.of(GROUP, ASSET, new RequestId("r-1")).map(Object::toString))
                .containsExactly("AKL01", "AKL01", "r-1");
    }

    private static Object[] values(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .map(component -> value(record, component))
                .toArray();
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private static Object make(Record like, Object... values) {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = like.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw (RuntimeException) refused.getCause();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }
}
