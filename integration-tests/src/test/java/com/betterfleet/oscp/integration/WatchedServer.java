package com.betterfleet.oscp.integration;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;

/** The JDK's web server, with a watch on what its handler reads and throws. */
final class WatchedServer extends Filter implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final AtomicLong mostRead = new AtomicLong();
    private final Phaser working = new Phaser(1);
    private final HttpServer server;

    WatchedServer(String path, HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext(path, handler).getFilters().add(this);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** Waits until every exchange that has begun is over; answers what their handlers threw since this was asked last. */
    List<Throwable> settled() {
        working.arriveAndAwaitAdvance();
        List<Throwable> all = List.copyOf(thrown);
        thrown.clear();
        return all;
    }

    /** The most bytes that were read of one body since this was asked last. */
    long mostRead() {
        return mostRead.getAndSet(0);
    }

    @Override
    public String description() {
        return "watches the handler";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        working.register();
        try {
            exchange.setStreams(new Counting(exchange.getRequestBody()), null);
            chain.doFilter(exchange);
        } catch (RuntimeException | Error failure) {
            thrown.add(failure);
            throw failure;
        } finally {
            working.arriveAndDeregister();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            counted(Math.max(read, 0));
            return read;
        }

        private void counted(int more) {
            count += more;
            mostRead.accumulateAndGet(count, Math::max);
        }
    }
}
