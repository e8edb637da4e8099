package com.betterfleet.oscp.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends over the JDK's HttpClient: once, without following redirects.
 *
 * <p>The call's time-out covers everything from connecting to the last byte of the answer; when it passes the exchange is
 * cancelled. The first 64 KiB of an answer's body are kept and the rest is not read: the status counts, and an error
 * message is short. The JDK's client writes headers in ASCII (any other character of ISO 8859-1 becomes {@code ?}) and
 * takes a 204 with a body for a broken answer. Thread-safe.
 */
public final class JdkHttpSender implements HttpSender {
    /** The most bytes of an answer's body that are kept. */
    public static final int MAX_REPLY = 64 << 10;

    private final HttpClient client;

    private JdkHttpSender(HttpClient client) {
        this.client = client;
    }

    /**
     * A sender over the host's client, whose executor, TLS context, proxy and time to connect it uses. An authenticator of
     * that client is for a proxy: it would answer a peer's 401 too.
     *
     * @param client a client that neither follows redirects nor keeps cookies
     * @return the sender
     * @throws IllegalArgumentException if the client follows redirects or keeps cookies
     */
    public static JdkHttpSender of(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "the client must never follow redirects, it follows them " + client.followRedirects());
        }
        if (client.cookieHandler().isPresent()) {
            throw new IllegalArgumentException("the client must keep no cookies, it has a cookie handler");
        }
        return new JdkHttpSender(client);
    }

    /**
     * A sender over a client of its own: HTTP/1.1, the JDK's default TLS and executor.
     *
     * @param connectTimeout the most time to connect, above zero; a call's own time-out counts as well
     * @return the sender
     */
    public static JdkHttpSender create(Duration connectTimeout) {
        return of(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build());
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call) {
        HttpRequest request;
        try {
            request = request(call);
        } catch (IllegalArgumentException notLegal) {
            // Its message may quote a header's value, so it goes no further.
            return failed(new IOException("the request has an illegal method, URI or header"));
        }
        try {
            return exchange(request, call.timeout());
        } catch (RuntimeException refused) {
            return failed(new IOException("the client does not take the request", refused));
        }
    }

    private static CompletionStage<HttpReply> failed(IOException why) {
        return CompletableFuture.failedFuture(why);
    }

    private CompletionStage<HttpReply> exchange(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpReply> result = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, info -> new BoundedBody(MAX_REPLY));
        // Not returned: a dependent stage would wrap the failure, and the port promises a plain IOException.
        CompletableFuture<HttpReply> unused = exchange.thenApply(JdkHttpSender::reply)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((reply, failure) -> {
                    if (failure == null) {
                        result.complete(reply);
                    } else {
                        exchange.cancel(true);
                        result.completeExceptionally(asIo(failure, timeout));
                    }
                });
        return result;
    }

    private static IOException asIo(Throwable failure, Duration timeout) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof TimeoutException) {
            return new HttpTimeoutException("no answer within " + timeout);
        }
        return cause instanceof IOException io ? io : new IOException("the exchange failed", cause);
    }

    private static HttpRequest request(HttpCall call) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri())
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(header -> builder.setHeader(header.name(), header.value()));
        return builder.build();
    }

    private static HttpReply reply(HttpResponse<byte[]> response) {
        List<Header> headers = response.headers().map().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
                .toList();
        return new HttpReply(response.statusCode(), headers, response.body());
    }
}
