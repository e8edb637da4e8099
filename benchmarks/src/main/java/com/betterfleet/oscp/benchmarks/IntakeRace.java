package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.operation.TimeSource;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Forecasts over real HTTP on loopback, a hundred groups in turn, two hundred a second: how long each takes from its complete
 * receipt to the call of the sink.
 */
final class IntakeRace {
    private static final int FORECASTS = 10_000;
    private static final int WARM_UP = 2_000;
    private static final int GROUPS = 100;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int THREADS = 4;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private final Map<String, Long> received = new ConcurrentHashMap<>();
    private final long[] nanos = new long[FORECASTS];
    private final AtomicInteger ordered = new AtomicInteger(-WARM_UP);

    private IntakeRace() {}

    static Map<String, Number> run() throws IOException {
        return new IntakeRace().race();
    }

    private Map<String, Number> race() throws IOException {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(THREADS);
        ExecutorService web = Executors.newFixedThreadPool(THREADS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            FlexibilityProvider provider = provider(scheduler);
            server.setExecutor(web);
            server.createContext("/oscp", JdkHttpAdapter.of(watched(provider)));
            server.start();
            provider.start();
            send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/oscp/cp/"));
            return figures();
        } finally {
            server.stop(0);
            web.shutdownNow();
            scheduler.shutdownNow();
        }
    }

    private FlexibilityProvider provider(ScheduledExecutorService scheduler) {
        return LimitPark.provider(scheduler, TimeSource.system(), new Watch(), GROUPS);
    }

    /** Notes when a complete request is there. */
    private HttpEndpoint watched(FlexibilityProvider provider) {
        return new HttpEndpoint() {
            @Override
            public EndpointBounds bounds() {
                return provider.endpoint().bounds();
            }

            @Override
            public InboundAnswer handle(InboundRequest request) {
                request.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase("X-Request-ID"))
                        .findFirst()
                        .ifPresent(id -> received.put(id.value().replaceAll("-.*", ""), System.nanoTime()));
                return provider.endpoint().handle(request);
            }
        };
    }

    private void send(URI base) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        post(client, base.resolve("handshake"), "handshake", LimitPark.HANDSHAKE);
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS);
        long next = System.nanoTime();
        for (int i = 0; i < WARM_UP + FORECASTS; i++) {
            int group = i % GROUPS;
            int kilowatts = 300 + i / GROUPS % 2 * 100;
            String body = LimitPark.forecast(group, "CONSUMPTION", first, kilowatts);
            post(client, base.resolve(LimitRace.FORECAST), LimitPark.name(group) + "-" + i, body);
            next += PACE_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }

    private static void post(HttpClient client, URI uri, String id, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Token " + LimitPark.TOKEN)
                .header("Content-Type", "application/json")
                .header("X-Request-ID", id)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 204) {
                throw new IllegalStateException(id + " was answered " + status);
            }
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Map<String, Number> figures() {
        if (ordered.get() < FORECASTS - GROUPS) {
            throw new IllegalStateException("only " + ordered.get() + " of " + FORECASTS + " forecasts were ordered");
        }
        long[] sorted = Arrays.copyOf(nanos, Math.min(ordered.get(), FORECASTS));
        Arrays.sort(sorted);
        Map<String, Number> figures = new TreeMap<>();
        figures.put("httpP50Ms", sorted[sorted.length / 2] / NANOS_PER_MILLI);
        figures.put("httpP99Ms", sorted[sorted.length * 99 / 100] / NANOS_PER_MILLI);
        figures.put("httpMaxMs", sorted[sorted.length - 1] / NANOS_PER_MILLI);
        figures.put("ordered", sorted.length);
        return figures;
    }

    /** Obeys at once, and notes how long the forecast took; an order without a forecast is a renewal. */
    private final class Watch implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            Long began = received.remove(order.scope().nodeId());
            if (began != null) {
                int number = ordered.getAndIncrement();
                if (number >= 0 && number < FORECASTS) {
                    nanos[number] = System.nanoTime() - began;
                }
            }
            return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.Confirmed(Limit.unlimited()));
        }
    }
}
