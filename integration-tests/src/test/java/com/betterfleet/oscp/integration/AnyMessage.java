package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.message.Token;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.betterfleet.oscp.message.VersionUrl;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Generators of legal messages, up to the bounds of each value. */
public final class AnyMessage extends DomainContextBase {
    private static final BigDecimal MOST = new BigDecimal("999999999999999.999999");
    private static final Instant FIRST = Instant.parse("0001-01-01T01:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    @Provide
    Arbitrary<OscpMessage> messages() {
        Arbitrary<GroupId> groups = identifiers().map(GroupId::new);
        Arbitrary<ForecastType> types = Arbitraries.of(ForecastType.class);
        return Arbitraries.oneOf(
                registers(),
                wishes().optional().map(Handshake::new),
                wishes().optional().map(HandshakeAcknowledge::new),
                times().map(Heartbeat::new),
                Combinators.combine(groups, types, some(blocks())).as(UpdateGroupCapacityForecast::new),
                Combinators.combine(groups, types, some(blocks())).as(AdjustGroupCapacityForecast::new),
                Combinators.combine(identifiers(), blocks().list().ofMaxSize(2)).as(GroupCapacityComplianceError::new),
                Combinators.combine(groups, some(energies())).as(UpdateGroupMeasurements::new),
                Combinators.combine(groups, some(assets())).as(UpdateAssetMeasurements::new));
    }

    private static <T> Arbitrary<List<T>> some(Arbitrary<T> one) {
        return one.list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Register> registers() {
        Arbitrary<Token> tokens = Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .ofMaxLength(4096)
                .map(Token::new);
        Arbitrary<URI> urls = Arbitraries.of("HTTPS://a.example", "http://[::1]:8080/x/", "https://b.example:1/p%20q")
                .map(URI::create);
        return Combinators.combine(
                        tokens, some(Combinators.combine(identifiers(), urls).as(VersionUrl::new)))
                .as(Register::new);
    }

    private static Arbitrary<RequiredBehaviour> wishes() {
        Arbitrary<BigDecimal> intervals = Arbitraries.bigDecimals()
                .between(BigDecimal.ONE, BigDecimal.valueOf(604_800))
                .ofScale(3);
        return Combinators.combine(
                        intervals.optional(),
                        Arbitraries.of(MeasurementConfiguration.class).set())
                .as(RequiredBehaviour::new);
    }

    private static Arbitrary<ForecastedBlock> blocks() {
        return Combinators.combine(
                        numbers().map(BigDecimal::abs),
                        phases(),
                        units(),
                        times(),
                        Arbitraries.longs().between(1, 900_000))
                .as((capacity, phase, unit, end, millis) ->
                        new ForecastedBlock(capacity, phase, unit, end.minusMillis(millis), end));
    }

    private static Arbitrary<EnergyMeasurement> energies() {
        return Combinators.combine(
                        numbers(),
                        phases(),
                        Arbitraries.of(EnergyUnit.class),
                        Arbitraries.of(EnergyDirection.class),
                        Arbitraries.of(EnergyType.class).optional(),
                        times(),
                        Arbitraries.of(true, false))
                .as((value, phase, unit, direction, type, time, interval) -> new EnergyMeasurement(
                        direction == EnergyDirection.NET ? value : value.abs(),
                        phase,
                        unit,
                        direction,
                        type,
                        time,
                        interval ? Optional.of(time) : Optional.empty()));
    }

    private static Arbitrary<AssetMeasurement> assets() {
        Arbitrary<InstantaneousMeasurement> moments =
                Combinators.combine(numbers(), phases(), units(), times()).as(InstantaneousMeasurement::new);
        return Combinators.combine(
                        identifiers().map(AssetId::new),
                        Arbitraries.of(AssetCategory.class),
                        energies().optional(),
                        moments.optional())
                .filter((id, category, energy, moment) -> energy.isPresent() || moment.isPresent())
                .as(AssetMeasurement::new);
    }

    private static Arbitrary<String> identifiers() {
        return Arbitraries.oneOf(
                        Arbitraries.of("AKL01", "\u014ct\u0101huhu", "a\"b\\c", "\ud83d\ude8c", "a\u2028b"),
                        Arbitraries.strings()
                                .withCharRange(' ', '\uffef')
                                .ofMinLength(1)
                                .ofMaxLength(255))
                .map(text -> text.replaceAll("\\p{Cc}|\\p{Cs}", "x"))
                .filter(text -> !text.isBlank());
    }

    private static Arbitrary<Phase> phases() {
        return Arbitraries.of(Phase.class);
    }

    private static Arbitrary<CapacityUnit> units() {
        return Arbitraries.of(CapacityUnit.class);
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals().between(MOST.negate(), MOST).ofScale(6),
                Arbitraries.of("0", "4.00", "1e14", "1e-40").map(BigDecimal::new));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
