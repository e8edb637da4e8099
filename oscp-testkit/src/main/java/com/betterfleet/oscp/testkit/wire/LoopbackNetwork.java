package com.betterfleet.oscp.testkit.wire;

import com.betterfleet.oscp.testkit.time.InFlight;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network of a simulation: who listens where, and the one queue of calls. It registers with its {@link VirtualTime} as work in flight.
 * Routes, listeners and calls may be added from any thread.
 */
public final class LoopbackNetwork implements AutoCloseable {

    private final VirtualTime time;
    private final VirtualProcess clockwork;
    private final LoopbackClient client = new LoopbackClient();
    private final HandlerGate gate = new HandlerGate();
    private final Queue<PendingCall> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final List<WireListener> listeners = new CopyOnWriteArrayList<>();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    /**
     * A network in which nobody listens yet.
     *
     * @param time the simulation's time
     */
    public LoopbackNetwork(VirtualTime time) {
        this.time = time;
        this.clockwork = time.process("network");
        time.register((InFlight) this::drainOne);
    }

    /**
     * A sender for one process.
     *
     * @param name the name by which listeners are told of it
     * @param process the process on whose behalf it calls; when that is killed its calls are gone
     * @param way the way of the line that its calls take
     * @return the sender
     */
    public LockStepCaller caller(String name, VirtualProcess process, Line.Way way) {
        return new LockStepCaller(this, name, process, way);
    }

    /**
     * Tells where an authority listens, replacing what was told before.
     *
     * @param authority the logical authority as in URLs, such as {@code derms.example}
     * @param port the port on the loopback address 127.0.0.1
     */
    public void route(String authority, int port) {
        ports.put(authority, port);
    }

    /**
     * Takes an authority off the network: calls to it are refused.
     *
     * @param authority the logical authority
     */
    public void unroute(String authority) {
        ports.remove(authority);
    }

    /**
     * Adds a listener to every exchange. What it throws ends the run.
     *
     * @param listener the listener
     */
    public void listen(WireListener listener) {
        listeners.add(listener);
    }

    /**
     * Wraps a handler so that the driver waits until it has returned. Every handler that this network calls must be wrapped.
     *
     * @param handler a handler that answers on the thread that calls it
     * @return the handler to give to the server
     */
    public HttpHandler tracked(HttpHandler handler) {
        return gate.tracked(handler);
    }

    /**
     * Starts a server on a free port of the loopback address and routes an authority to it. {@link #close()} ends it.
     *
     * @param authority the logical authority
     * @param path the path below which the handler answers
     * @param handler the handler, which need not be wrapped
     * @return the server, for those who want to stop it earlier
     */
    public HttpServer serve(String authority, String path, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(path, tracked(handler));
            server.start();
            servers.add(server);
            route(authority, server.getAddress().getPort());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for " + authority, e);
        }
    }

    /** Stops the servers that this network has started. */
    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
    }

    void enqueue(PendingCall call) {
        waiting.add(call);
    }

    private boolean drainOne() {
        PendingCall next = waiting.poll();
        if (next == null) {
            return false;
        }
        if (!next.caller().process().isKilled()) {
            make(next);
        }
        return true;
    }

    private void make(PendingCall pending) {
        Optional<Line.Fault> fault = pending.caller().way().nextCall();
        if (fault.isEmpty()) {
            exchange(pending);
        } else {
            switch (fault.get()) {
                case REFUSED -> refuse(pending, new ConnectException("Connection refused"));
                case TIMED_OUT -> timeOut(pending, Optional.empty());
                case ANSWER_LOST -> loseAnswer(pending);
            }
        }
    }

    private void exchange(PendingCall pending) {
        try {
            RawReply reply = real(pending.call());
            tell(pending, new WireExchange.Outcome.Answered(reply));
            Duration delay = pending.caller().way().answerDelay();
            if (delay.isZero()) {
                complete(pending, reply);
            } else {
                clockwork.after(delay, () -> complete(pending, reply));
            }
        } catch (IOException e) {
            refuse(pending, e);
        }
    }

    private void loseAnswer(PendingCall pending) {
        try {
            timeOut(pending, Optional.of(real(pending.call())));
        } catch (IOException e) {
            refuse(pending, e);
        }
    }

    private RawReply real(RawCall call) throws IOException {
        Integer port = ports.get(call.uri().getAuthority());
        if (port == null) {
            throw new ConnectException("Connection refused");
        }
        try {
            RawReply reply = client.send(call, port);
            gate.awaitIdle();
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the driver was interrupted while it waited for " + call.uri(), e);
        }
    }

    private void timeOut(PendingCall pending, Optional<RawReply> lost) {
        tell(pending, new WireExchange.Outcome.Failed(HttpTimeoutException.class.getSimpleName(), lost));
        clockwork.after(pending.call().timeout(), () -> fail(pending, new HttpTimeoutException("request timed out")));
    }

    private void refuse(PendingCall pending, IOException cause) {
        tell(pending, new WireExchange.Outcome.Failed(cause.getClass().getSimpleName(), Optional.empty()));
        fail(pending, cause);
    }

    // A process may be killed by what its own call set off; then its answer reaches nobody.
    private static void complete(PendingCall pending, RawReply reply) {
        if (!pending.caller().process().isKilled()) {
            pending.answer().complete(reply);
        }
    }

    private static void fail(PendingCall pending, IOException cause) {
        if (!pending.caller().process().isKilled()) {
            pending.answer().completeExceptionally(cause);
        }
    }

    private void tell(PendingCall pending, WireExchange.Outcome outcome) {
        RawCall call = pending.call();
        WireExchange exchange =
                new WireExchange(time.now(), pending.caller().name(), call.uri().getAuthority(), call, outcome);
        listeners.forEach(listener -> listener.exchanged(exchange));
    }
}
