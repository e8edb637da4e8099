package com.betterfleet.oscp.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts an {@link HttpEndpoint}, usually an {@link OscpEndpoint}, on the JDK's HttpServer.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(address, 0);
 * server.setExecutor(executor);                  // a request blocks its thread until its effect is committed
 * server.createContext("/oscp/fp/2.0", JdkHttpAdapter.of(endpoint));
 * server.start();
 * }</pre>
 *
 * <p>A body is read up to one byte beyond {@link EndpointBounds#maxBody()} and not at all where its announced length is
 * larger. The server then discards up to {@code sun.net.httpserver.drainAmount} bytes (a system property, 65536 by default)
 * and closes the connection; a peer that has more to send may lose the answer with it. How long a slow peer may take to send is
 * the server's to bound (system properties {@code sun.net.httpserver.maxReqTime} and {@code maxRspTime}, in seconds). A body
 * that cannot be read is answered 400, if anybody is left to hear it. Every exchange is closed, whatever happens.
 * A body is read before anybody is authenticated, and a slow one holds its thread: give the server enough threads, and a short
 * {@code maxReqTime}. Thread-safe.
 */
public final class JdkHttpAdapter implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JdkHttpAdapter.class);

    private static final Refusal UNREADABLE = Refusal.of(400, "the body cannot be read to its end");

    private final HttpEndpoint endpoint;

    private JdkHttpAdapter(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * An adapter.
     *
     * @param endpoint answers the requests
     * @return the adapter, to be mounted with {@code createContext}
     */
    public static JdkHttpAdapter of(HttpEndpoint endpoint) {
        return new JdkHttpAdapter(endpoint);
    }

    /**
     * Answers one exchange and closes it.
     *
     * @param exchange the exchange
     * @throws IOException if the peer's bytes have broken the server's own streams; the server then drops the connection
     */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange));
        } catch (IOException gone) {
            LOG.debug("oscp.inbound.dropped failure={}", Failures.describe(gone));
        } catch (RuntimeException broken) {
            // Thrown by close() too, which then has not closed: only the server itself still can.
            throw new IOException("the connection is broken", broken);
        }
    }

    /** The server's own streams throw more than I/O exceptions where a peer counts its bytes wrongly. */
    private InboundAnswer answer(HttpExchange exchange) {
        InboundRequest request;
        try {
            request = read(exchange);
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("oscp.inbound.unreadable failure={}", Failures.describe(unreadable));
            return InboundAnswer.of(UNREADABLE);
        }
        return endpoint.handle(request);
    }

    private InboundRequest read(HttpExchange exchange) throws IOException {
        List<Header> headers = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> header(entry.getKey(), value)))
                .toList();
        // opened even where nothing is read, else the server cuts the line before the peer has read the answer
        InputStream stream = exchange.getRequestBody();
        byte[] body = announcesTooMuch(exchange) ? new byte[0] : bounded(stream);
        boolean tooLarge =
                announcesTooMuch(exchange) || body.length > endpoint.bounds().maxBody();
        return new InboundRequest(exchange.getRequestMethod(), pathBelow(exchange), headers, body, tooLarge);
    }

    private static Header header(String name, String value) {
        return new Header(name, Objects.requireNonNullElse(value, ""));
    }

    private byte[] bounded(InputStream body) throws IOException {
        return body.readNBytes(endpoint.bounds().maxBody() + 1);
    }

    private boolean announcesTooMuch(HttpExchange exchange) {
        String length = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Length"), "0");
        try {
            return Long.parseLong(length.strip()) > endpoint.bounds().maxBody();
        } catch (NumberFormatException notALength) {
            return false;
        }
    }

    private static String pathBelow(HttpExchange exchange) {
        String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
        String mount = exchange.getHttpContext().getPath();
        String prefix = mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount;
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    }

    private static void write(HttpExchange exchange, InboundAnswer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().forEach(header -> headers.add(header.name(), header.value()));
        boolean bare = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bare ? -1 : answer.body().length);
        if (!bare) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
