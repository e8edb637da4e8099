package com.betterfleet.oscp.examples.storejdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One life of the {@link Depot}'s process, and a utility's requests to it. */
final class DepotRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Process process;
    private final int port;

    DepotRun(Path database, int utilityPort, Duration ahead) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Depot.class.getName(),
                        database.toString(),
                        Integer.toString(utilityPort),
                        ahead.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reader = new Thread(this::read, "output of the depot");
        reader.setDaemon(true);
        reader.start();
        port = Integer.parseInt(line("PORT ").substring("PORT ".length()));
    }

    /** SIGKILL: nothing more happens in it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The next line that begins so. */
    String line(String beginning) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
            String line = lines.poll(left, TimeUnit.NANOSECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the depot printed no '" + beginning + "' within " + PATIENCE);
    }

    /** Waits for an order of that limit. */
    void ordered(String limit) throws InterruptedException {
        String order = line("ORDER ");
        while (!order.contains(limit)) {
            order = line("ORDER ");
        }
    }

    int post(String action, String requestId, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/nz/" + action))
                .timeout(PATIENCE)
                .header("Authorization", "Token " + Depot.TOKEN)
                .header("Content-Type", "application/json")
                .header("X-Request-ID", requestId)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            lines.add("END");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
