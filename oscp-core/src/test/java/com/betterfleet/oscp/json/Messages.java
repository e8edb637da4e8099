package com.betterfleet.oscp.json;

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

/** Generators of every message, as hostile to a codec as a valid message can be. */
public class Messages extends DomainContextBase {
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    @Provide
    Arbitrary<OscpMessage> messages() {
        return Arbitraries.oneOf(
                registers(),
                behaviours().optional().map(Handshake::new),
                behaviours().optional().map(HandshakeAcknowledge::new),
                times().map(Heartbeat::new),
                Combinators.combine(
                                groups(),
                                Arbitraries.of(ForecastType.class),
                                blocks().list().ofMinSize(1).ofMaxSize(8))
                        .as(UpdateGroupCapacityForecast::new),
                Combinators.combine(
                                groups(),
                                Arbitraries.of(ForecastType.class),
                                blocks().list().ofMinSize(1).ofMaxSize(8))
                        .as(AdjustGroupCapacityForecast::new),
                Combinators.combine(texts(4096), blocks().list().ofMaxSize(4)).as(GroupCapacityComplianceError::new),
                Combinators.combine(groups(), energies().list().ofMinSize(1).ofMaxSize(4))
                        .as(UpdateGroupMeasurements::new),
                Combinators.combine(groups(), assets().list().ofMinSize(1).ofMaxSize(4))
                        .as(UpdateAssetMeasurements::new));
    }

    private static Arbitrary<Register> registers() {
        Arbitrary<Token> tokens = Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(1)
                .ofMaxLength(300)
                .map(Token::new);
        Arbitrary<URI> urls = Arbitraries.of(
                        "https://a.example", "http://[::1]:8080/x/", "https://b.example:1/p%20q/2.0")
                .map(URI::create);
        Arbitrary<VersionUrl> entries = Combinators.combine(texts(255), urls).as(VersionUrl::new);
        return Combinators.combine(tokens, entries.list().ofMinSize(1).ofMaxSize(3))
                .as(Register::new);
    }

    private static Arbitrary<RequiredBehaviour> behaviours() {
        Arbitrary<BigDecimal> intervals = Arbitraries.bigDecimals()
                .between(BigDecimal.ONE, BigDecimal.valueOf(604_800))
                .ofScale(6);
        return Combinators.combine(
                        intervals.optional(),
                        Arbitraries.of(MeasurementConfiguration.class).set())
                .as(RequiredBehaviour::new);
    }

    private static Arbitrary<ForecastedBlock> blocks() {
        return Combinators.combine(
                        numbers().map(BigDecimal::abs),
                        Arbitraries.of(Phase.class),
                        Arbitraries.of(CapacityUnit.class),
                        times(),
                        Arbitraries.longs().between(1, 86_400_000))
                .as((capacity, phase, unit, start, millis) ->
                        new ForecastedBlock(capacity, phase, unit, start, start.plusMillis(millis)));
    }

    private static Arbitrary<EnergyMeasurement> energies() {
        return Combinators.combine(
                        numbers(),
                        Arbitraries.of(Phase.class),
                        Arbitraries.of(EnergyUnit.class),
                        Arbitraries.of(EnergyDirection.class),
                        Arbitraries.of(EnergyType.class).optional(),
                        times(),
                        Arbitraries.longs().between(0, 86_400_000).optional())
                .as((value, phase, unit, direction, type, start, millis) -> new EnergyMeasurement(
                        direction == EnergyDirection.NET ? value : value.abs(),
                        phase,
                        unit,
                        direction,
                        type,
                        start.plusMillis(millis.orElse(0L)),
                        millis.map(length -> start)));
    }

    private static Arbitrary<AssetMeasurement> assets() {
        Arbitrary<InstantaneousMeasurement> moments = Combinators.combine(
                        numbers(), Arbitraries.of(Phase.class), Arbitraries.of(CapacityUnit.class), times())
                .as(InstantaneousMeasurement::new);
        return Combinators.combine(
                        texts(255).map(AssetId::new),
                        Arbitraries.of(AssetCategory.class),
                        energies().optional(),
                        moments.optional())
                .filter((id, category, energy, moment) -> energy.isPresent() || moment.isPresent())
                .as(AssetMeasurement::new);
    }

    private static Arbitrary<GroupId> groups() {
        return texts(255).map(GroupId::new);
    }

    /** Any well-formed text that is not blank and has no control characters. */
    private static Arbitrary<String> texts(int most) {
        Arbitrary<String> odd = Arbitraries.of(
                "AKL01", "\u014ct\u0101huhu", "a\"b\\c", "\ud83d\ude8c", "a\u2028b", "\u00ad", "\ufeffx");
        Arbitrary<String> any =
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(most).map(Messages::sound);
        return Arbitraries.oneOf(odd, any.filter(text -> !text.isBlank()));
    }

    private static String sound(String text) {
        return text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Arbitrary<BigDecimal> numbers() {
        BigDecimal most = new BigDecimal("999999999999999");
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals().between(most.negate(), most).ofScale(12),
                Arbitraries.of("0", "0.0", "1e14", "100", "4.00", "1e-40", "-0").map(BigDecimal::new));
    }

    private static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND - 86_400),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }

    static List<OscpMessage> oneOfEach() {
        Instant start = Instant.parse("2026-01-01T10:00:00Z");
        Instant end = start.plusSeconds(900);
        GroupId group = new GroupId("AKL01");
        List<ForecastedBlock> blocks =
                List.of(new ForecastedBlock(new BigDecimal("12.5"), Phase.ALL, CapacityUnit.KW, start, end));
        RequiredBehaviour wanted = new RequiredBehaviour(
                Optional.of(BigDecimal.valueOf(60)), java.util.Set.of(MeasurementConfiguration.INTERMITTENT));
        EnergyMeasurement energy = new EnergyMeasurement(
                BigDecimal.TEN,
                Phase.ALL,
                EnergyUnit.KWH,
                EnergyDirection.IMPORT,
                Optional.of(EnergyType.FLEXIBLE),
                end,
                Optional.of(start));
        InstantaneousMeasurement moment =
                new InstantaneousMeasurement(BigDecimal.valueOf(40), Phase.ALL, CapacityUnit.KW, end);
        return List.of(
                new Register(
                        new Token("t0k3n"),
                        List.of(new VersionUrl("2.0", URI.create("https://cp.example/oscp/cp/2.0")))),
                Handshake.of(wanted),
                HandshakeAcknowledge.of(wanted),
                new Heartbeat(end),
                new UpdateGroupCapacityForecast(group, ForecastType.CONSUMPTION, blocks),
                new AdjustGroupCapacityForecast(group, ForecastType.GENERATION, blocks),
                new GroupCapacityComplianceError("too much", blocks),
                new UpdateGroupMeasurements(group, List.of(energy)),
                new UpdateAssetMeasurements(
                        group,
                        List.of(new AssetMeasurement(
                                new AssetId("AKL01"),
                                AssetCategory.CHARGING,
                                Optional.of(energy),
                                Optional.of(moment)))));
    }
}
