package com.betterfleet.oscp.examples.storejdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process over a real file, killed with SIGKILL and started again (rule I26). */
class KilledProcessTest {
    private static final String MEASUREMENTS = "update_group_measurements";
    private static final String HANDSHAKE =
            "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"CONTINUOUS\"]}}";

    private record Heard(String path, String requestId) {}

    @TempDir
    private Path folder;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile boolean busy;
    private HttpServer utility;
    private Instant start;

    @BeforeEach
    void open() throws IOException {
        start = Instant.now().truncatedTo(ChronoUnit.HOURS);
        utility = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        utility.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            int status = busy && path.endsWith(MEASUREMENTS) ? 503 : 204;
            heard.add(new Heard(path, exchange.getRequestHeaders().getFirst("X-Request-ID")));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        utility.start();
    }

    @AfterEach
    void leave() {
        utility.stop(0);
    }

    @Test
    void whatWasAcknowledgedIsObeyedByTheNextLifeAndHasNoSecondEffect() throws Exception {
        try (DepotRun first = online()) {
            assertThat(first.post("update_group_capacity_forecast", "f-1", forecast("70")))
                    .isEqualTo(204);
            first.kill();
        }
        try (DepotRun second = run()) {
            second.ordered("70 kW");
            assertThat(second.post("update_group_capacity_forecast", "f-1", forecast("70")))
                    .as("the same again is the same again")
                    .isEqualTo(204);
            assertThat(second.post("update_group_capacity_forecast", "f-1", forecast("800")))
                    .as("another body under its id")
                    .isEqualTo(409);
            assertThat(second.post("update_group_capacity_forecast", "f-2", forecast("80")))
                    .as("the session goes on")
                    .isEqualTo(204);
            second.ordered("80 kW");
        }
    }

    @Test
    void killedAtAnyMomentItHasEverythingThatItAcknowledged() throws Exception {
        SplittableRandom random = new SplittableRandom(20261123);
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        for (int life = 0; life < 5; life++) {
            int number = life;
            try (DepotRun depot = life == 0 ? online() : run()) {
                int enough = acknowledged.size() + 1 + random.nextInt(20);
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(depot, number, acknowledged));
                while (acknowledged.size() < enough && !sending.isDone()) {
                    Thread.onSpinWait();
                }
                depot.kill();
                sending.join();
            }
        }
        try (DepotRun last = run()) {
            requireAll(last, acknowledged);
        }
        assertThat(acknowledged.size()).isGreaterThan(5);
    }

    /** A quarter of an hour cannot be waited for: the second life's clock is so far ahead that one has passed. */
    @Test
    void aMessageThatWaitedWhenItWasKilledLeavesUnderTheSameId() throws Exception {
        Duration later = Duration.ofMinutes(31);
        try (DepotRun first = online()) {
            first.kill();
        }
        busy = true;
        String waiting;
        try (DepotRun second = run(later)) {
            shakeHands(second, "h-2");
            waiting = next(MEASUREMENTS);
            second.kill();
        }
        busy = false;
        heard.clear();
        try (DepotRun third = run(later)) {
            assertThat(next(MEASUREMENTS)).isEqualTo(waiting);
            assertThat(third.post("update_group_capacity_forecast", "f-1", forecast("70")))
                    .isEqualTo(204);
        }
    }

    private void requireAll(DepotRun depot, List<String> acknowledged) throws Exception {
        for (String id : acknowledged) {
            assertThat(depot.post("update_group_capacity_forecast", id, forecast("1")))
                    .as("the claim of " + id + " is still known")
                    .isEqualTo(409);
        }
    }

    /** Sends until the process is gone; what it answered counts. */
    private void send(DepotRun depot, int life, List<String> acknowledged) {
        try {
            for (int i = 0; i < 1_000; i++) {
                String id = "f-" + life + "-" + i;
                if (depot.post("update_group_capacity_forecast", id, forecast("" + (100 + i))) == 204) {
                    acknowledged.add(id);
                }
            }
        } catch (IOException killed) {
            assertThat(killed).isNotNull();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private DepotRun run() throws Exception {
        return run(Duration.ZERO);
    }

    private DepotRun run(Duration ahead) throws Exception {
        return new DepotRun(folder.resolve("store"), utility.getAddress().getPort(), ahead);
    }

    /** A first life whose line is agreed. */
    private DepotRun online() throws Exception {
        DepotRun depot = run();
        shakeHands(depot, "h-1");
        return depot;
    }

    private void shakeHands(DepotRun depot, String requestId) throws Exception {
        assertThat(depot.post("handshake", requestId, HANDSHAKE)).isEqualTo(204);
        next("handshake_acknowledge");
    }

    /** The request id of the next message of ours with that name. */
    private String next(String action) throws InterruptedException {
        Heard message = heard.poll(30, TimeUnit.SECONDS);
        while (message != null && !message.path().endsWith("/" + action)) {
            message = heard.poll(30, TimeUnit.SECONDS);
        }
        assertThat(message).as(action).isNotNull();
        return message.requestId();
    }

    private String forecast(String kilowatts) {
        return "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[{\"capacity\":" + kilowatts
                + ",\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"" + start + "\",\"end_time\":\""
                + start.plus(Duration.ofHours(6)) + "\"}]}";
    }
}
