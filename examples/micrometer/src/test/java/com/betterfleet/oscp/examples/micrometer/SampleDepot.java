package com.betterfleet.oscp.examples.micrometer;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.operation.Status;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.RawBlock;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.host.LoopbackSender;
import com.betterfleet.oscp.testkit.host.VirtualTimeSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A provider that obeys a simulated utility in virtual time, with a store that can be down. */
final class SampleDepot implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Actor OPS = Actor.of("ops");

    private static final URI FP_URL = URI.create("https://depot.example/oscp/fp/2.0/nz");
    private static final URI CP_URL = URI.create("https://utility.example/oscp/cp/2.0");

    final VirtualTime time = VirtualTime.startingAt(START);
    final TimeSource clock = new VirtualTimeSource(time);
    final Line line = new Line();
    final FlexibilityProvider fp;
    int statuses;

    private final LoopbackNetwork network = new LoopbackNetwork(time);
    private final OscpStore memory = new InMemoryOscpStore();
    private final SimulatedCapacityProvider cp;
    private boolean storeDown;

    SampleDepot(OscpListener listener) {
        cp = utility();
        VirtualProcess process = time.process("fp");
        SecretVault vault = SecretVault.inMemory();
        vault.put(SecretRef.of("nz/out"), Secret.of("to-the-utility"));
        vault.put(SecretRef.of("nz/in"), Secret.of("from-the-utility"));
        SplittableRandom random = new SplittableRandom(7);
        fp = FlexibilityProvider.builder()
                .node("fp")
                .store(store())
                .secrets(vault)
                .scheduler(process)
                .time(clock)
                .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                .jitter(random::nextDouble)
                .sender(LoopbackSender.over(network.caller("fp", process, line.towardsCp())))
                .sink(new Obedient())
                .meters(query -> CompletableFuture.completedFuture(new MeterReadings(List.of())))
                .listener(listener)
                .build();
        fp.configuration()
                .connect(
                        ConnectionSettings.of("nz", "oscp-2.0")
                                .cpBaseUrl(CP_URL)
                                .presentToken(SecretRef.of("nz/out"))
                                .expectToken(SecretRef.of("nz/in")),
                        OPS);
        bind("G1");
        network.serve("depot.example", "/oscp/fp/2.0", JdkHttpAdapter.of(fp.endpoint()));
        fp.start();
    }

    void bind(String group) {
        fp.configuration()
                .bind(
                        "nz",
                        GroupBinding.of(group)
                                .scope(group, "grid")
                                .siteLimit(Power.kilowatts("900"))
                                .fallback(Power.kilowatts("120")),
                        OPS);
    }

    void storeDown(boolean down) {
        storeDown = down;
    }

    Status status() {
        statuses++;
        return fp.status();
    }

    void run(Duration duration) {
        time.runFor(duration);
    }

    void forecast(String kilowatts) {
        cp.forecast("G1", "CONSUMPTION", List.of(RawBlock.kilowatts(kilowatts, START, START.plus(Duration.ofDays(1)))));
    }

    @Override
    public void close() {
        network.close();
    }

    private SimulatedCapacityProvider utility() {
        VirtualProcess process = time.process("cp");
        CapacityProviderSettings settings = CapacityProviderSettings.builder(FP_URL)
                .heartbeatInterval(Duration.ofSeconds(60))
                .beat(Duration.ofSeconds(60), 3)
                .group("G1", "G1")
                .measurementConfiguration("CONTINUOUS")
                .accept("update_group_measurements")
                .present("Authorization", "Token from-the-utility")
                .demand("Authorization", "Token to-the-utility")
                .build();
        SimulatedCapacityProvider provider = SimulatedCapacityProvider.of(
                settings, process, time, network.caller("cp", process, line.towardsFp()), SeededIds.of(11));
        network.serve("utility.example", "/oscp/cp/2.0", provider);
        return provider;
    }

    private OscpStore store() {
        return (OscpStore) Proxy.newProxyInstance(
                OscpStore.class.getClassLoader(), new Class<?>[] {OscpStore.class}, this::called);
    }

    private Object called(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (storeDown) {
            throw new IllegalStateException("the database refuses the connection");
        }
        try {
            return method.invoke(memory, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Does at once what it is told. */
    private static final class Obedient implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.Confirmed(Limit.unlimited()));
        }
    }
}
