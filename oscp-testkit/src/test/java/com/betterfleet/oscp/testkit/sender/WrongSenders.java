package com.betterfleet.oscp.testkit.sender;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.JdkHttpSender;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Senders that break one rule each, as real ones have: the raw material is the JDK's three ways to send. */
final class WrongSenders {
    private static final HttpSender RIGHT = JdkHttpSender.create(Duration.ofSeconds(5));

    private WrongSenders() {}

    static HttpSender changing(UnaryOperator<HttpCall> call) {
        return original -> RIGHT.send(call.apply(original));
    }

    static HttpSender answering(UnaryOperator<HttpReply> reply) {
        return call -> RIGHT.send(call).thenApply(reply);
    }

    /** What went wrong is made an answer or another failure. */
    static HttpSender mending(Callable<HttpReply> mend) {
        return call -> RIGHT.send(call).exceptionally(failure -> {
            try {
                return mend.call();
            } catch (Exception other) {
                throw new IllegalStateException(other);
            }
        });
    }

    static HttpCall headers(HttpCall call, List<Header> headers) {
        return new HttpCall(call.method(), call.uri(), headers, call.body(), call.timeout());
    }

    static HttpCall body(HttpCall call, byte[] body) {
        return new HttpCall(call.method(), call.uri(), call.headers(), body, call.timeout());
    }

    static HttpCall uri(HttpCall call, String uri) {
        return new HttpCall(call.method(), URI.create(uri), call.headers(), call.body(), call.timeout());
    }

    static HttpCall method(HttpCall call, String method) {
        return new HttpCall(method, call.uri(), call.headers(), call.body(), call.timeout());
    }

    static HttpReply status(int status) {
        return new HttpReply(status, List.of(), new byte[0]);
    }

    /** Sends again after a failure and after an answer that asks for it. */
    static HttpSender retrying() {
        return call -> RIGHT.send(call)
                .handle((reply, failure) -> failure != null || reply.status() == 503
                        ? RIGHT.send(call)
                        : CompletableFuture.completedFuture(reply))
                .thenCompose(again -> again);
    }

    static HttpSender blocking() {
        return call -> CompletableFuture.completedFuture(
                RIGHT.send(call).toCompletableFuture().join());
    }

    /** Starts a call when the one before has ended. */
    static HttpSender oneAtATime() {
        return new HttpSender() {
            private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

            @Override
            public synchronized CompletionStage<HttpReply> send(HttpCall call) {
                CompletableFuture<HttpReply> mine =
                        last.handle((reply, failure) -> RIGHT.send(call)).thenCompose(stage -> stage);
                last = mine;
                return mine;
            }
        };
    }

    /** Has had enough after the first failure. */
    static HttpSender sulking() {
        return new HttpSender() {
            private volatile boolean hurt;

            @Override
            public CompletionStage<HttpReply> send(HttpCall call) {
                return hurt
                        ? CompletableFuture.failedFuture(new IOException("circuit open"))
                        : RIGHT.send(call).whenComplete((reply, failure) -> hurt = failure != null);
            }
        };
    }

    /** The JDK's client as it comes: no time-out, no bound, and it throws what it cannot write. */
    static HttpSender plain() {
        return over(HttpClient.newBuilder());
    }

    static HttpSender over(HttpClient.Builder client) {
        HttpClient built = client.version(HttpClient.Version.HTTP_1_1).build();
        return call -> built.sendAsync(request(call).build(), BodyHandlers.ofByteArray())
                .thenApply(WrongSenders::reply);
    }

    /** Knows a time-out, but only until the headers have come. */
    static HttpSender timingHeadersOnly() {
        HttpClient client = HttpClient.newHttpClient();
        return call -> client.sendAsync(request(call).timeout(call.timeout()).build(), BodyHandlers.ofByteArray())
                .thenApply(WrongSenders::reply);
    }

    /** Keeps the time and leaves the exchange to itself. */
    static HttpSender notLettingGo() {
        return call -> plain().send(call)
                .toCompletableFuture()
                .orTimeout(call.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new IOException(failure)));
    }

    /** The failure quotes what could not be written. */
    static HttpSender quoting() {
        return call -> {
            try {
                return plain().send(call);
            } catch (IllegalArgumentException illegal) {
                return CompletableFuture.failedFuture(new IOException(illegal));
            }
        };
    }

    static HttpSender trustingEverybody() {
        return over(HttpClient.newBuilder().sslContext(trustingAll()));
    }

    /** The JDK's oldest client, on a thread: its time-out is one of silence, and it posts twice if it must. */
    static HttpSender old() {
        return call -> elsewhere(() -> {
            HttpURLConnection connection =
                    (HttpURLConnection) call.uri().toURL().openConnection();
            connection.setReadTimeout(Math.toIntExact(call.timeout().toMillis()));
            connection.setRequestMethod(call.method());
            connection.setDoOutput(true);
            connection.getOutputStream().write(call.body());
            int status = connection.getResponseCode();
            try (InputStream in = connection.getInputStream()) {
                return new HttpReply(status, List.of(), in.readAllBytes());
            }
        });
    }

    /** Writes what it is given and takes whatever comes back. */
    static HttpSender handMade() {
        return call -> elsewhere(() -> {
            try (Socket socket = new Socket(call.uri().getHost(), call.uri().getPort())) {
                StringBuilder head =
                        new StringBuilder(call.method() + " " + call.uri().getRawPath() + " HTTP/1.1\r\n");
                head.append("Host: x\r\nContent-Length: ")
                        .append(call.body().length)
                        .append("\r\n");
                call.headers().forEach(h -> head.append(h.name() + ": " + h.value() + "\r\n"));
                socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(call.body());
                socket.setSoTimeout(300);
                return new HttpReply(200, List.of(), socket.getInputStream().readNBytes(12));
            }
        });
    }

    private static CompletableFuture<HttpReply> elsewhere(Callable<HttpReply> work) {
        CompletableFuture<HttpReply> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (Exception failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static HttpRequest.Builder request(HttpCall call) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder;
    }

    private static HttpReply reply(HttpResponse<byte[]> response) {
        List<Header> headers = response.headers().map().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
                .toList();
        return new HttpReply(response.statusCode(), headers, response.body());
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Gullible()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Gullible extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
