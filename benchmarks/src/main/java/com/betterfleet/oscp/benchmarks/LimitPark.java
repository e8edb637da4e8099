package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.FlexibilityProviderBuilder;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many groups of one provider towards one utility that is always there. The sink obeys at once and counts; the utility's
 * requests go straight to the endpoint.
 */
final class LimitPark {
    static final List<String> TYPES =
            List.of("CONSUMPTION", "GENERATION", "FALLBACK_CONSUMPTION", "FALLBACK_GENERATION", "OPTIMUM");

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int BLOCKS = 96;
    private static final int WEEK_SECONDS = 604_800;
    static final String HANDSHAKE = "{\"required_behaviour\":{\"heartbeat_interval\":" + WEEK_SECONDS
            + ",\"measurement_configuration\":[\"CONTINUOUS\"]}}";
    private static final SecretRef OUT = SecretRef.of("out");
    private static final SecretRef IN = SecretRef.of("in");
    static final String TOKEN = "a-token-of-usual-length-0123456789";
    private static final HttpReply NO_CONTENT = new HttpReply(204, List.of(), new byte[0]);
    private static final Header AUTHORIZATION = new Header("Authorization", "Token " + TOKEN);
    private static final Header JSON = new Header("Content-Type", "application/json");

    private final TickingHost host = new TickingHost();
    private final Sink sink = new Sink();
    private final FlexibilityProvider provider;
    private long posted;

    LimitPark(int groups) {
        this(groups, builder -> {});
    }

    /** A park some of whose parts are others. */
    LimitPark(int groups, Consumer<FlexibilityProviderBuilder> others) {
        provider = provider(host, host, sink, groups, others);
    }

    /** A provider with so many groups bound to one utility, whose heartbeats are a week apart. */
    static FlexibilityProvider provider(
            ScheduledExecutorService scheduler, TimeSource time, EnvelopeSink sink, int groups) {
        return provider(scheduler, time, sink, groups, builder -> {});
    }

    private static FlexibilityProvider provider(
            ScheduledExecutorService scheduler,
            TimeSource time,
            EnvelopeSink sink,
            int groups,
            Consumer<FlexibilityProviderBuilder> others) {
        SecretVault vault = SecretVault.inMemory();
        vault.put(OUT, Secret.of(TOKEN));
        vault.put(IN, Secret.of(TOKEN));
        FlexibilityProviderBuilder builder = FlexibilityProvider.builder()
                .node("park")
                .store(new InMemoryOscpStore())
                .secrets(vault)
                .scheduler(scheduler)
                .time(time)
                .ids(UUID::randomUUID)
                .jitter(() -> 0.5)
                .sender(call -> CompletableFuture.completedFuture(NO_CONTENT))
                .sink(sink)
                .meters(query -> new CompletableFuture<>());
        others.accept(builder);
        FlexibilityProvider provider = builder.build();
        provider.configuration().connect(connection(), Actor.of("benchmark"));
        for (int i = 0; i < groups; i++) {
            provider.configuration().bind("cp", binding(i), Actor.of("benchmark"));
        }
        return provider;
    }

    private static ConnectionSettings connection() {
        return ConnectionSettings.of("cp", "oscp-2.0")
                .cpBaseUrl(URI.create("https://utility.example/oscp/cp/2.0"))
                .presentToken(OUT)
                .expectToken(IN)
                .setting("handshake", "await")
                .setting("heartbeat-interval", Integer.toString(WEEK_SECONDS))
                .build();
    }

    /** Agrees with the utility. */
    LimitPark open() {
        provider.start();
        host.tick();
        post("handshake", HANDSHAKE);
        host.tick();
        host.tick();
        return this;
    }

    private static GroupBinding.Builder binding(int group) {
        return GroupBinding.of(name(group))
                .scope("mg", name(group))
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .exportSiteLimit(Power.kilowatts("300"))
                .exportFallback(Power.kilowatts("30"));
    }

    static String name(int group) {
        return "G" + group;
    }

    /** The body of a forecast of 96 quarter hours from an instant on, of which no two that follow one another are equal. */
    static String forecast(int group, String type, Instant first, int kilowatts) {
        String blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> "{\"capacity\":" + (kilowatts + i % 2 * 10) + ",\"phase\":\"ALL\",\"unit\":\"KW\","
                        + "\"start_time\":\"" + first.plus(QUARTER.multipliedBy(i)) + "\",\"end_time\":\""
                        + first.plus(QUARTER.multipliedBy(i + 1L)) + "\"}")
                .collect(Collectors.joining(","));
        return "{\"group_id\":\"" + name(group) + "\",\"type\":\"" + type + "\",\"forecasted_blocks\":[" + blocks
                + "]}";
    }

    void post(String action, String body) {
        InboundAnswer answer = provider.endpoint().handle(request(action, body));
        if (answer.status() != 204) {
            throw new IllegalStateException(
                    action + " was answered " + answer.status() + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    InboundRequest request(String action, String body) {
        return new InboundRequest(
                "POST",
                "/cp/" + action,
                List.of(AUTHORIZATION, JSON, new Header("X-Request-ID", "r-" + ++posted)),
                body.getBytes(StandardCharsets.UTF_8),
                false);
    }

    FlexibilityProvider provider() {
        return provider;
    }

    TickingHost host() {
        return host;
    }

    Sink sink() {
        return sink;
    }

    /** It obeys at once, and tells when it was asked. */
    static final class Sink implements EnvelopeSink {
        private long orders;
        private long lastNanos;

        long orders() {
            return orders;
        }

        /** When it was asked last, by {@link System#nanoTime}. */
        long lastNanos() {
            return lastNanos;
        }

        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            lastNanos = System.nanoTime();
            orders++;
            return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.Confirmed(Limit.unlimited()));
        }
    }
}
