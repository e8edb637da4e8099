package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.LeaseWatchdog;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running process: a web server, a provider, circuits and fleets. Thread-safe. */
final class DepotService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DepotService.class);
    private static final Actor FILE = Actor.of("file");
    private static final int REQUESTS_AT_ONCE = 64;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    // one thread: what it was given before has happened when what it is given next happens
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
    private final ExecutorService fieldBus = Executors.newCachedThreadPool();
    private final ServeConfig config;
    private final EventLines events;
    private final MemoryCircuits circuits;
    private final LiveFleets fleets;
    private final LeaseWatchdog watchdog;
    private final HttpServer server;
    private final FlexibilityProvider provider;

    private DepotService(ServeConfig config, HttpServer server, Consumer<String> out) {
        this.config = config;
        this.server = server;
        events = new EventLines(out);
        circuits = new MemoryCircuits(
                config.groups().stream().map(GroupBinding::scope).collect(Collectors.toUnmodifiableSet()));
        fleets = new LiveFleets(config.groups(), circuits, Instant.now());
        watchdog = LeaseWatchdog.over(circuits);
        provider = FlexibilityProvider.builder()
                .node("serve")
                .store(new InMemoryOscpStore())
                .secrets(config.vault())
                .tokenKeys(config.keepTokenKey())
                .scheduler(scheduler)
                .sink(CircuitEnvelopeSink.over(circuits, fieldBus))
                .meters(fleets)
                .listener(events)
                .build();
    }

    /**
     * Starts serving.
     *
     * @param config what to serve
     * @param out takes one line for each event
     * @return the running service
     * @throws IllegalArgumentException if the address cannot be bound, or the profile refuses the configuration
     */
    static DepotService start(ServeConfig config, Consumer<String> out) {
        DepotService service = new DepotService(config, bind(config), out);
        try {
            service.configure();
            service.run();
            return service;
        } catch (RuntimeException refused) {
            service.stop();
            throw refused;
        }
    }

    URI url() {
        return config.url(server.getAddress().getPort());
    }

    private static HttpServer bind(ServeConfig config) {
        try {
            InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("fp.host: no address is known of '" + config.host() + "'");
            }
            return HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new IllegalArgumentException(
                    "fp.host and fp.port: cannot listen on " + config.host() + ":" + config.port() + ": "
                            + taken.getMessage(),
                    taken);
        }
    }

    private void configure() {
        provider.configuration().connect(config.connection(baseUrl()), FILE);
        ConnectionId connection = ConnectionId.of(ServeConfig.CONNECTION);
        config.groups().forEach(group -> provider.configuration().bind(connection, group, FILE));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a second that goes wrong is logged by itself
    private void run() {
        OperatorPages pages = new OperatorPages(
                provider,
                config.groups().stream()
                        .map(group -> GroupRef.of(
                                ServeConfig.CONNECTION, group.group().value()))
                        .collect(Collectors.toUnmodifiableSet()));
        server.setExecutor(requests);
        server.createContext(config.barePath(), JdkHttpAdapter.of(provider.endpoint()));
        if (config.issuesTokens()) {
            server.createContext("/oauth2/token", JdkHttpAdapter.of(provider.tokenEndpoint()));
        }
        server.createContext("/status", pages.status());
        server.createContext("/explain", pages.explain());
        server.createContext("/", OperatorPages.nothing());
        scheduler.scheduleAtFixedRate(this::second, 0, 1, TimeUnit.SECONDS);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("url", url().toString());
        facts.put("baseUrl", baseUrl().toString());
        server.start();
        events.open(Instant.now(), facts);
        provider.start();
    }

    private URI baseUrl() {
        return config.fpBaseUrl(server.getAddress().getPort());
    }

    /** Once a second: the buses draw, and circuits whose lease has ended lapse. */
    private void second() {
        try {
            fleets.passUntil(Instant.now());
            watchdog.sweep(circuits.ids(), Instant.now())
                    .lapsed()
                    .forEach(lapsed -> LOG.warn("the lease of circuit {} has ended: {}", lapsed.circuit(), circuits));
        } catch (RuntimeException unforeseen) {
            LOG.warn("a second went wrong", unforeseen);
        }
    }

    /**
     * Orders every group the smallest limit of the next hour, waits until the circuits have it and its events are out, and
     * stops. Takes a few seconds at most, whatever hangs.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        Instant deadline = Instant.now().plus(CLOSING);
        provider.close();
        try {
            while (!settled() && Instant.now().isBefore(deadline)) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            for (int after = 0; after < 2; after++) {
                scheduler.submit(() -> {}).get(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException hanging) {
            LOG.warn("closing does not wait any longer", hanging);
        } finally {
            stop();
        }
    }

    private boolean settled() {
        return provider.status().connections().stream()
                .flatMap(connection -> connection.groups().stream())
                .flatMap(group -> group.limits().stream())
                .allMatch(DepotService::settled);
    }

    private static boolean settled(LimitStatus limit) {
        return limit.ordered()
                .filter(order -> order.revision() != limit.confirmedRevision())
                .isEmpty();
    }

    private void stop() {
        provider.close();
        server.stop(0);
        requests.shutdownNow();
        fieldBus.shutdownNow();
        scheduler.shutdownNow();
    }
}
