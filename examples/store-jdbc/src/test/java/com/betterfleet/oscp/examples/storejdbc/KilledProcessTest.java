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
    private static final String HANDSHAKE =
            "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"CONTINUOUS\"]}}";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer utility;
    private Instant start;

    @BeforeEach
    void open() throws IOException {
        start = Instant.now().truncatedTo(ChronoUnit.HOURS);
        utility = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        utility.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(204, -1);
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
        for (int life = 0; life < 2; life++) {
            int number = life;
            try (DepotRun depot = life == 0 ? online() : run()) {
                requireAll(depot, acknowledged);
                int enough = acknowledged.size() + 5 + random.nextInt(20);
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
        assertThat(acknowledged.size()).isGreaterThan(15);
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
        return new DepotRun(folder.resolve("store"), utility.getAddress().getPort());
    }

    /** A first life whose line is agreed. */
    private DepotRun online() throws Exception {
        DepotRun depot = run();
        assertThat(depot.post("handshake", "h-1", HANDSHAKE)).isEqualTo(204);
        String path = heard.poll(20, TimeUnit.SECONDS);
        while (path != null && !path.endsWith("/handshake_acknowledge")) {
            path = heard.poll(20, TimeUnit.SECONDS);
        }
        assertThat(path).as("our acknowledgement").isNotNull();
        return depot;
    }

    private String forecast(String kilowatts) {
        return "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[{\"capacity\":" + kilowatts
                + ",\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"" + start + "\",\"end_time\":\""
                + start.plus(Duration.ofHours(6)) + "\"}]}";
    }
}
