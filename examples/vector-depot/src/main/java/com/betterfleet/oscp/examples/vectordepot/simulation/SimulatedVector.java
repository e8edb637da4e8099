package com.betterfleet.oscp.examples.vectordepot.simulation;

import com.betterfleet.oscp.testkit.cp.AcceptedAdjustment;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.cp.Expectations;
import com.betterfleet.oscp.testkit.cp.RawBlock;
import com.betterfleet.oscp.testkit.cp.RawForecast;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Vector's DERMS as the depot's partner papers describe it: OAuth and static headers both ways, INTERMITTENT
 * measurements in quarter hours as one asset per group, a forecast of 24 hours every quarter hour, heartbeats each minute.
 */
public final class SimulatedVector {
    /** The name under which Vector is called, and calls. */
    public static final String AUTHORITY = "derms.vector.example";
    /** The depot's client secret at Vector's token endpoint. */
    public static final String SECRET_OF_DEPOT = "depot-7c1f3f0a";
    /** Vector's client secret at the depot's token endpoint. */
    public static final String SECRET_OF_VECTOR = "vector-9b20c4de";
    /** The key that Vector gave the depot. */
    public static final String API_KEY = "key-51e6a8";

    private static final String FP_ID = "F1";
    private static final String GROUP = "AKL01";
    private static final String ASSET = "AKL01";
    private static final URI DEPOT = URI.create("https://depot.betterfleet.example/oscp/fp/2.0/nz");
    private static final URI DEPOT_TOKENS = URI.create("https://depot.betterfleet.example/oauth2/token");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    /** A forecast leaves this long after the quarter hour and starts with the next one. */
    private static final Duration FORECAST_OFFSET = Duration.ofMinutes(10);

    /** How long an adjustment is thought over. */
    private static final Duration THINKING = Duration.ofSeconds(20);

    private final VirtualTime time;
    private final SimulatedCapacityProvider provider;
    private final VectorForecasts forecasts;
    private boolean protecting;
    private long issue;

    /**
     * A Vector that listens, and forecasts as soon as a handshake is done.
     *
     * @param time the simulation's time
     * @param network the simulation's network
     * @param line the line to the depot
     * @param seed decides the forecasts
     */
    public SimulatedVector(VirtualTime time, LoopbackNetwork network, Line line, long seed) {
        this.time = time;
        forecasts = new VectorForecasts(seed);
        VirtualProcess process = time.process("vector");
        provider = SimulatedCapacityProvider.of(
                settings(), process, time, network.caller(AUTHORITY, process, line.towardsFp()), SeededIds.of(seed));
        network.serve(AUTHORITY, "/oscp/cp/2.0", provider)
                .createContext("/oauth2/token", network.tracked(provider.tokenEndpoint()));
        provider.answer("handshake", 503);
        provider.onOnline(at -> process.after(Duration.ofSeconds(5), this::forecastFromNow));
        provider.onAdjustment(asked -> process.after(THINKING, () -> answer(asked)));
        provider.every(QUARTER, FORECAST_OFFSET, this::scheduled);
    }

    private static CapacityProviderSettings settings() {
        return CapacityProviderSettings.builder(DEPOT)
                .basePath("/oscp/cp/2.0")
                .presentTokensOf(DEPOT_TOKENS, "vector-derms", SECRET_OF_VECTOR)
                .present("fp-id", FP_ID)
                .issueTokens("betterfleet", SECRET_OF_DEPOT, TOKEN_LIFE)
                .demand("fp-id", FP_ID)
                .demand("apikey", API_KEY)
                .heartbeatInterval(HEARTBEAT)
                .measurementConfiguration("INTERMITTENT")
                .acknowledgeAfter(Duration.ofSeconds(1))
                .beat(HEARTBEAT, 3)
                .accept("update_asset_measurements")
                .accept("adjust_group_capacity_forecast")
                .accept("group_capacity_compliance_error")
                .group(GROUP, ASSET)
                .expect(new Expectations(
                        QUARTER,
                        true,
                        true,
                        Set.of("WH", "KWH"),
                        Set.of("W", "KW"),
                        Set.of("IMPORT"),
                        Set.of("CHARGING")))
                .build();
    }

    /** Starts a handshake now; the depot's, answered 503 until then, are taken from now on. */
    public void startHandshake() {
        provider.answerNormally("handshake");
        provider.startHandshake();
    }

    /** Asks for zero, at once and with every forecast to come. */
    public void protect() {
        protecting = true;
        forecastFromNow();
    }

    /** Ends the protection with a normal forecast. */
    public void resume() {
        protecting = false;
        forecastFromNow();
    }

    /**
     * Lets the depot's heartbeats fail, or no longer.
     *
     * @param refuse whether they fail
     */
    public void refuseHeartbeats(boolean refuse) {
        provider.refuseHeartbeats(refuse);
    }

    /** Holds the next forecast up until the one after it has arrived. */
    public void reorder() {
        provider.reorderNext(QUARTER.plusMinutes(1));
    }

    /** Revokes the depot's access token, as an operator of Vector may. */
    public void revokeTokens() {
        provider.tokenEndpoint().revokeAll();
    }

    /**
     * The metering windows that were taken.
     *
     * @param group the group
     * @return the start of each, in the order of arrival
     */
    public List<Instant> windows(String group) {
        return provider.windows(group).stream()
                .map(accepted -> accepted.window().start())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * How many forecasts the depot answered 204.
     *
     * @return the number
     */
    public int forecastsTaken() {
        return provider.acknowledgedForecasts().size();
    }

    /**
     * What was wrong with the depot's messages.
     *
     * @return a line each
     */
    public List<String> complaints() {
        return provider.complaints().stream().map(Complaint::toString).toList();
    }

    private List<RawForecast> scheduled(Instant tick) {
        return List.of(forecast(tick.plus(QUARTER)));
    }

    private void forecastFromNow() {
        RawForecast forecast = forecast(quarterOf(time.now()));
        provider.forecast(forecast.groupId(), forecast.type(), forecast.blocks());
    }

    /** Says once more what is allowed: Vector has heard, and has no more to give. */
    private void answer(AcceptedAdjustment asked) {
        provider.answer(asked, forecast(quarterOf(time.now())).blocks());
    }

    private RawForecast forecast(Instant first) {
        issue++;
        List<VectorForecasts.Block> blocks =
                protecting ? forecasts.protectiveZero(first) : forecasts.normal(first, issue);
        return new RawForecast(
                GROUP,
                "CONSUMPTION",
                blocks.stream()
                        .map(block -> RawBlock.kilowatts(block.kilowatts(), block.start(), block.end()))
                        .toList());
    }

    private static Instant quarterOf(Instant t) {
        Instant hour = t.truncatedTo(ChronoUnit.HOURS);
        long quarters = Duration.between(hour, t).dividedBy(QUARTER);
        return hour.plus(QUARTER.multipliedBy(quarters));
    }
}
