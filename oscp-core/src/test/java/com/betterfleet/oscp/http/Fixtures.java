package com.betterfleet.oscp.http;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.ReportRules;
import com.betterfleet.oscp.profile.RetryRules;
import com.betterfleet.oscp.profile.WindowRules;
import com.betterfleet.oscp.profile.WireRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A profile, a connection and bodies that the tests of this package and of {@code auth} share. */
public final class Fixtures {
    public static final SecretRef EXPECT = SecretRef.of("nz/in");
    public static final SecretRef PRESENT = SecretRef.of("nz/out");
    public static final String HEARTBEAT = "{\"offline_mode_at\":\"2026-01-01T10:00:00.000Z\"}";
    public static final String HANDSHAKE =
            "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"INTERMITTENT\"]}}";
    public static final String FORECAST = "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":["
            + "{\"capacity\":120,\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"2026-01-01T10:00:00.000Z\","
            + "\"end_time\":\"2026-01-01T10:15:00.000Z\"}]}";

    public static final RequestId ID = new RequestId("5b1cd8c8-9a70-4a6b-a6cf-1d2b4a9e1f00");
    public static final ExpectedCredential EXPECTED = new ExpectedCredential.Token(EXPECT);

    private Fixtures() {}

    public static ConnectionSettingsBuilder settings() {
        return ConnectionSettings.of("nz", "plain")
                .cpBaseUrl(URI.create("https://cp.example.com/oscp/cp/2.0"))
                .presentToken(PRESENT)
                .expectToken(EXPECT);
    }

    public static PartnerProfile profile(WireRules wire) {
        return profile(wire, Duration.ofSeconds(30));
    }

    public static PartnerProfile profile(WireRules wire, Duration timeout) {
        return new PartnerProfile(
                "plain",
                Pattern.compile(".+"),
                Registration.AWAIT,
                true,
                true,
                wire,
                handshakes(),
                HeartbeatRules.STANDARD,
                forecasts(),
                LimitRules.STANDARD,
                metering(),
                new RetryRules(timeout, Duration.ofSeconds(2), Duration.ofMinutes(5), 10));
    }

    public static WireRules wire(AuthScheme scheme, Map<Action, String> paths, Set<Tolerance> tolerances) {
        return new WireRules(scheme, paths, tolerances, Optional.empty(), List.of(), false);
    }

    public static OutboundMessage message(ConnectionSettings settings, WireRules wire) {
        return message(settings, wire, Optional.empty());
    }

    public static OutboundMessage message(
            ConnectionSettings settings, WireRules wire, Optional<RequestId> correlation) {
        return new OutboundMessage(
                settings,
                profile(wire),
                settings.cpBaseUrl(),
                ((Credentials.Agreed) settings.credentials()).present(),
                OutboundMessage.Method.POST,
                Action.HEARTBEAT,
                utf8(HEARTBEAT),
                ID,
                correlation);
    }

    public static Authenticator authenticator(Predicate<List<Header>> authentic) {
        return (connection, headers) -> authentic.test(headers) ? Optional.of(EXPECTED) : Optional.empty();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HandshakeRules handshakes() {
        return new HandshakeRules(
                true,
                true,
                Duration.ZERO,
                RequiredBehaviour.of(Duration.ofSeconds(60), MeasurementConfiguration.INTERMITTENT),
                Optional.empty(),
                false,
                Set.of(),
                MeasurementConfiguration.INTERMITTENT,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }

    private static ForecastRules forecasts() {
        return new ForecastRules(
                EnumSet.allOf(ForecastType.class),
                Set.of(CapacityUnit.KW, CapacityUnit.W),
                false,
                ReplaceExtent.REPLACE_FROM_FIRST_START,
                OverlapPolicy.MIN,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private static MeteringRules metering() {
        return new MeteringRules(
                new WindowRules(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofDays(7),
                        WindowRules.MOST_WAITING),
                new ReportRules(
                        Action.UPDATE_ASSET_MEASUREMENTS,
                        AssetGrouping.COMBINED,
                        Set.of(Direction.IMPORT),
                        EnergyUnit.KWH,
                        Optional.empty(),
                        Optional.of(new PowerReport(CapacityUnit.KW, PowerReport.Kind.MEAN)),
                        AssetCategory.CHARGING,
                        ReportRules.MOST_BYTES));
    }
}
