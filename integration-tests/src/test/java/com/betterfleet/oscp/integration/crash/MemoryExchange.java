package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** A request that reaches the simulated Capacity Provider without a socket, and its answer. */
final class MemoryExchange extends HttpExchange {
    private final RawCall call;
    private final Headers asked = new Headers();
    private final Headers answered = new Headers();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int status = -1;

    MemoryExchange(RawCall call) {
        this.call = call;
        call.headers().forEach(header -> asked.add(header.name(), header.value()));
    }

    RawReply reply() {
        return new RawReply(status, List.of(), RawBytes.of(answer.toByteArray()));
    }

    @Override
    public Headers getRequestHeaders() {
        return asked;
    }

    @Override
    public Headers getResponseHeaders() {
        return answered;
    }

    @Override
    public URI getRequestURI() {
        return call.uri();
    }

    @Override
    public String getRequestMethod() {
        return call.method();
    }

    @Override
    public void close() {}

    @Override
    public InputStream getRequestBody() {
        return new ByteArrayInputStream(call.body().toArray());
    }

    @Override
    public OutputStream getResponseBody() {
        return answer;
    }

    @Override
    public void sendResponseHeaders(int code, long length) {
        status = code;
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public HttpContext getHttpContext() {
        throw new UnsupportedOperationException("getHttpContext");
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        throw new UnsupportedOperationException("getRemoteAddress");
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        throw new UnsupportedOperationException("getLocalAddress");
    }

    @Override
    public Object getAttribute(String name) {
        throw new UnsupportedOperationException("getAttribute");
    }

    @Override
    public void setAttribute(String name, Object value) {
        throw new UnsupportedOperationException("setAttribute");
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException("setStreams");
    }

    @Override
    public HttpPrincipal getPrincipal() {
        throw new UnsupportedOperationException("getPrincipal");
    }
}
