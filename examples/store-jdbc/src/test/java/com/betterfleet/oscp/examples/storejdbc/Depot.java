package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.RegisterReading;
import com.betterfleet.oscp.operation.TimeSource;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/**
 * A host in a process of its own, over an H2 file: {@code Depot FILE PORT_OF_THE_UTILITY AHEAD}. It prints {@code PORT n} once it
 * serves, and {@code ORDER} with revision and limit for each order, and lives until it is killed.
 */
public final class Depot {
    static final String TOKEN = "a-token-of-the-depot";
    private static final SecretRef SECRET = SecretRef.of("token");

    private Depot() {}

    /**
     * Starts the host.
     *
     * @param arguments the database file, the utility's port, and how far its wall clock is ahead of ours, as a duration
     * @throws IOException if the server cannot be opened
     */
    public static void main(String[] arguments) throws IOException {
        SecretVault vault = SecretVault.inMemory();
        vault.put(SECRET, Secret.of(TOKEN));
        FlexibilityProvider provider = FlexibilityProvider.builder()
                .node("depot")
                .store(JdbcOscpStore.over(H2.inFile(Path.of(arguments[0]))))
                .secrets(vault)
                .scheduler(Executors.newScheduledThreadPool(4))
                .sink(new Obedient(order -> System.out.println("ORDER " + order.revision() + " " + order.limit())))
                .time(ahead(Duration.parse(arguments[2])))
                .meters(Depot::readings)
                .build();
        configure(provider, URI.create("http://localhost:" + arguments[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", JdkHttpAdapter.of(provider.endpoint()));
        server.start();
        provider.start();
        System.out.println("PORT " + server.getAddress().getPort());
    }

    private static void configure(FlexibilityProvider provider, URI utility) {
        Actor boot = Actor.of("boot");
        provider.configuration()
                .connect(
                        ConnectionSettings.of("nz", "oscp-2.0")
                                .cpBaseUrl(utility)
                                .presentToken(SECRET)
                                .expectToken(SECRET)
                                .setting("handshake", "await"),
                        boot);
        provider.configuration()
                .bind(
                        "nz",
                        GroupBinding.of("AKL01")
                                .scope("mg-7", "grid")
                                .asset("AKL01")
                                .siteLimit(Power.kilowatts("900"))
                                .fallback(Power.kilowatts("120")),
                        boot);
    }

    private static TimeSource ahead(Duration ahead) {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return Instant.now().plus(ahead);
            }

            @Override
            public long elapsedNanos() {
                return System.nanoTime();
            }
        };
    }

    /** The depot has always drawn 60 kW. */
    private static CompletionStage<MeterReadings> readings(MeterQuery query) {
        List<RegisterReading> readings = new ArrayList<>();
        for (Instant at = query.wanted().start(); !at.isAfter(query.wanted().end()); at = at.plusSeconds(60)) {
            readings.add(new RegisterReading(at, Energy.wattHours(Long.toString(at.getEpochSecond() / 60 * 1000))));
        }
        return CompletableFuture.completedFuture(
                new MeterReadings(List.of(new MeterSeries("main", readings, List.of()))));
    }
}
