package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.envelope.EnvelopeSink;
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
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/**
 * A host in a process of its own, over an H2 file: {@code Depot FILE PORT_OF_THE_UTILITY}. It prints {@code PORT n} once it
 * serves, and {@code ORDER} with revision and limit for each order, and lives until it is killed.
 */
public final class Depot {
    static final String TOKEN = "a-token-of-the-depot";
    private static final SecretRef SECRET = SecretRef.of("token");

    private Depot() {}

    /**
     * Starts the host.
     *
     * @param arguments the database file, and the utility's port
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
                .sink(new Printed())
                .meters(query -> CompletableFuture.failedFuture(new IllegalStateException("no meter")))
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

    /** Obeys every order at once. */
    private static final class Printed implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            System.out.println("ORDER " + order.revision() + " " + order.limit());
            return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.NotApplicable("nothing to let go"));
        }
    }
}
