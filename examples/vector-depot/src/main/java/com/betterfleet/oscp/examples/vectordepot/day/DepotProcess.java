package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.examples.vectordepot.BusFleet;
import com.betterfleet.oscp.examples.vectordepot.DepotCircuit;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.host.VirtualTimeSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One life of the host application, from boot to crash: it builds a provider over the store that outlives it, configures it
 * with the same lines at every boot, and starts it.
 */
final class DepotProcess {
    private static final Actor BOOT = Actor.of("boot");

    private final VirtualProcess process;
    private final HttpHandler handler;
    private final HttpHandler tokenHandler;
    private final FlexibilityProvider provider;

    /**
     * What every life of the host shares: the world around it.
     *
     * @param store the database
     * @param vault the secrets
     * @param circuit the circuit in the field
     * @param fleet the meters in the field
     * @param sender the way out of one life's process
     * @param random the seeded randomness of ids, back-off and slowness
     * @param log the journal
     * @param clock the clocks
     */
    record World(
            OscpStore store,
            SecretVault vault,
            DepotCircuit circuit,
            BusFleet fleet,
            Function<VirtualProcess, HttpSender> sender,
            SplittableRandom random,
            DayRecorder log,
            VirtualTimeSource clock) {}

    DepotProcess(VirtualProcess process, World world) {
        this.process = process;
        provider = FlexibilityProvider.builder()
                .node("depot")
                .store(world.store())
                .secrets(world.vault())
                .tokenKeys(SecretRef.of("token-key"))
                .scheduler(process)
                .time(world.clock())
                .ids(() -> new UUID(world.random().nextLong(), world.random().nextLong()))
                .jitter(world.random()::nextDouble)
                .sender(world.sender().apply(process))
                .sink(world.log().sink(CircuitEnvelopeSink.over(world.circuit(), slow(process, world.random()))))
                .meters(world.log().meters(world.fleet()))
                .listener(world.log()::event)
                .build();
        configure(world.log());
        handler = JdkHttpAdapter.of(provider.endpoint());
        tokenHandler = JdkHttpAdapter.of(provider.tokenEndpoint());
        provider.start();
    }

    HttpHandler handler() {
        return handler;
    }

    HttpHandler tokenHandler() {
        return tokenHandler;
    }

    FlexibilityProvider provider() {
        return provider;
    }

    /** Ends this life as a crash does: nothing is closed, nothing is said. */
    void crash() {
        process.kill();
    }

    private void configure(DayRecorder log) {
        ConnectionSettings connection = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create(DepotSite.VECTOR_URL))
                .presentOAuth(URI.create(DepotSite.VECTOR_TOKEN_URL), "betterfleet", SecretRef.of("nz/out"))
                .expectOAuth("vector-derms", SecretRef.of("nz/in"))
                .header("fp-id", DepotSite.FP_ID)
                .header("apikey", SecretRef.of("nz/apikey"))
                .headerCheck("fp-id", DepotSite.FP_ID)
                .setting("handshake-patience", "240")
                .build();
        GroupBinding binding = GroupBinding.of(DepotSite.GROUP)
                .scope("mg-7", "grid")
                .asset(DepotSite.ASSET)
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .build();
        log.configuration("connect", connection);
        provider.configuration().connect(connection, BOOT);
        log.configuration("bind", binding);
        provider.configuration().bind(connection.id(), binding, BOOT);
    }

    /** The field bus is slow: each piece of work takes one to twenty seconds. */
    private static Executor slow(VirtualProcess process, SplittableRandom random) {
        return task -> process.after(Duration.ofMillis(1_000 + random.nextInt(19_001)), task);
    }
}
