package com.betterfleet.oscp.testkit.sender;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A peer that speaks proper HTTP on loopback, and remembers what it was sent. */
final class WebPeer implements AutoCloseable {
    /** Held, as a logger that nobody holds forgets its level; it tells of every connection otherwise. */
    private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = new MockWebServer();
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final String scheme;
    private volatile Behaviour behaviour = request -> new HttpReply(204, List.of(), new byte[0]);
    private volatile Duration delay = Duration.ZERO;

    /** What a peer answers to a request. */
    interface Behaviour {
        HttpReply answer(Arrived request) throws InterruptedException;
    }

    private WebPeer(String scheme) {
        this.scheme = scheme;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        server.setProtocolNegotiationEnabled(false);
    }

    static WebPeer start() {
        return new WebPeer("http").started();
    }

    static WebPeer startSecure(SSLContext identity) {
        WebPeer peer = new WebPeer("https");
        peer.server.useHttps(identity.getSocketFactory());
        return peer.started();
    }

    private WebPeer started() {
        CHATTER.setLevel(Level.WARNING);
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("no port of the loopback address is free", taken);
        }
        return this;
    }

    WebPeer answering(int status, Header... headers) {
        return answering(request -> new HttpReply(status, List.of(headers), new byte[0]));
    }

    WebPeer answering(Behaviour how) {
        behaviour = how;
        return this;
    }

    WebPeer after(Duration time) {
        delay = time;
        return this;
    }

    URI uri(String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + server.getPort() + pathAndQuery);
    }

    List<Arrived> arrived() {
        return arrived;
    }

    private MockResponse answer(RecordedRequest recorded) throws InterruptedException {
        Arrived request = new Arrived(
                recorded.getMethod(),
                recorded.getTarget(),
                headers(recorded),
                recorded.getBody() == null ? new byte[0] : recorded.getBody().toByteArray());
        arrived.add(request);
        HttpReply reply = behaviour.answer(request);
        MockResponse.Builder response = new MockResponse.Builder()
                .code(reply.status())
                .body(new Buffer().write(reply.body()))
                .headersDelay(delay.toMillis(), TimeUnit.MILLISECONDS);
        if (reply.status() == 204) {
            response.removeHeader("Content-Length");
        }
        reply.headers().forEach(header -> response.addHeader(header.name(), header.value()));
        return response.build();
    }

    private static List<Header> headers(RecordedRequest request) {
        return IntStream.range(0, request.getHeaders().size())
                .mapToObj(i -> new Header(
                        request.getHeaders().name(i), request.getHeaders().value(i)))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
