package com.betterfleet.oscp.examples.storejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.operation.ConnectionStatus;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The whole engine over a store: handshake, forecast, crash, and a second life, in virtual time against the simulated CP. */
abstract class EngineOverJdbc {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Actor BOOT = Actor.of("boot");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final LoopbackNetwork network = new LoopbackNetwork(time);
    private final Line line = new Line();
    private final SecretVault vault = SecretVault.inMemory();
    private final SplittableRandom random = new SplittableRandom(7);

    private final List<LimitOrder> orders = new ArrayList<>();

    /** With empty tables. */
    abstract DataSource database();

    @Test
    void aForecastIsObeyedAndStillIsAfterACrash() {
        vault.put(SecretRef.of("out"), Secret.of("ours"));
        vault.put(SecretRef.of("in"), Secret.of("theirs"));
        SimulatedCapacityProvider utility = utility();
        VirtualProcess first = time.process("fp");
        FlexibilityProvider provider = boot(first);
        until(() -> link(provider).state() == LinkState.ONLINE);
        utility.forecast("AKL01", "CONSUMPTION", day("500"));
        until(() -> obeys("500"));
        long session = link(provider).session();
        first.kill();
        network.unroute("depot.example");
        time.runFor(Duration.ofSeconds(20));

        int before = orders.size();
        FlexibilityProvider again = boot(time.process("fp"));
        until(() -> orders.size() > before);
        assertThat(orders.subList(before, orders.size()))
                .as("nothing above what was acknowledged")
                .allMatch(order -> order.limit().equals(Limit.of(Power.kilowatts("500"))));
        assertThat(link(again).state()).isEqualTo(LinkState.ONLINE);
        assertThat(link(again).session()).isEqualTo(session);
        assertThat(again.status().durable()).isTrue();
        assertThat(utility.complaints()).isEmpty();
        network.close();
    }

    private SimulatedCapacityProvider utility() {
        VirtualProcess process = time.process("cp");
        CapacityProviderSettings settings = CapacityProviderSettings.builder(
                        URI.create("https://depot.example/oscp/fp/2.0/nz"))
                .heartbeatInterval(Duration.ofSeconds(60))
                .beat(Duration.ofSeconds(60), 3)
                .group("AKL01", "AKL01")
                .present("Authorization", "Token theirs")
                .demand("Authorization", "Token ours")
                .build();
        SimulatedCapacityProvider utility = SimulatedCapacityProvider.of(
                settings, process, time, network.caller("cp", process, line.towardsFp()), SeededIds.of(11));
        network.serve("utility.example", "/oscp/cp/2.0", utility);
        return utility;
    }

    private FlexibilityProvider boot(VirtualProcess process) {
        FlexibilityProvider provider = FlexibilityProvider.builder()
                .store(JdbcOscpStore.over(database()))
                .node("depot-1")
                .secrets(vault)
                .scheduler(process)
                .time(new VirtualTimeSource(time))
                .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                .jitter(random::nextDouble)
                .sender(LoopbackSender.over(network.caller("fp", process, line.towardsCp())))
                .sink(new Obedient(orders::add))
                .meters(query -> CompletableFuture.completedFuture(new MeterReadings(List.of())))
                .build();
        ConnectionSettings connection = ConnectionSettings.of("nz", "oscp-2.0")
                .cpBaseUrl(URI.create("https://utility.example/oscp/cp/2.0"))
                .presentToken(SecretRef.of("out"))
                .expectToken(SecretRef.of("in"))
                .build();
        GroupBinding group = GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .asset("AKL01")
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .build();
        provider.configuration().connect(connection, BOOT);
        provider.configuration().bind(connection.id(), group, BOOT);
        network.serve("depot.example", "/oscp/fp/2.0", JdkHttpAdapter.of(provider.endpoint()));
        provider.start();
        return provider;
    }

    private boolean obeys(String kilowatts) {
        Limit wanted = Limit.of(Power.kilowatts(kilowatts));
        return !orders.isEmpty() && orders.get(orders.size() - 1).limit().equals(wanted);
    }

    private void until(BooleanSupplier condition) {
        assertThat(time.run(condition, time.now().plus(Duration.ofMinutes(2)))).isTrue();
    }

    private static ConnectionStatus link(FlexibilityProvider provider) {
        return provider.status().connections().get(0);
    }

    private static List<RawBlock> day(String kilowatts) {
        return IntStream.range(0, 96)
                .mapToObj(i -> RawBlock.kilowatts(
                        kilowatts, START.plus(QUARTER.multipliedBy(i)), START.plus(QUARTER.multipliedBy(i + 1L))))
                .toList();
    }
}
