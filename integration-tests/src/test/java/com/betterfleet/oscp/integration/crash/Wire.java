package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.http.OscpEndpoint;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * The line between the depot and its utility, without sockets: calls wait for the driver and are made one at a time. The
 * depot's process can be stopped before a call leaves, after it has arrived, before its own answer leaves and after that.
 */
final class Wire {
    private static final String BASE = "/oscp/fp/2.0";

    /** One end of a call that waits for its answer. */
    private record Pending(RawCall call, CompletableFuture<RawReply> answer) {}

    private record Server(Life life, OscpEndpoint endpoint) {}

    private final VirtualTime time;
    private final VirtualProcess clockwork;
    private final Line line = new Line();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private Optional<Server> depot = Optional.empty();
    private Optional<HttpHandler> utility = Optional.empty();

    Wire(VirtualTime time) {
        this.time = time;
        this.clockwork = time.process("wire");
        time.register(this::drainOne);
    }

    Line line() {
        return line;
    }

    /** Every request that left its sender and arrived, in order. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    void utility(HttpHandler handler) {
        utility = Optional.of(handler);
    }

    /** From now on that life of the depot is reached. */
    void depot(Life life, OscpEndpoint endpoint) {
        depot = Optional.of(new Server(life, endpoint));
    }

    HttpSender senderOf(Life life) {
        return call -> {
            Pending pending = new Pending(raw(call), new CompletableFuture<>());
            waiting.add(() -> toUtility(life, pending));
            return pending.answer()
                    .thenApply(reply -> new HttpReply(
                            reply.status(), List.of(), reply.body().toArray()));
        };
    }

    RawSender senderOfUtility() {
        return call -> {
            Pending pending = new Pending(call, new CompletableFuture<>());
            waiting.add(() -> toDepot(pending));
            return pending.answer();
        };
    }

    private boolean drainOne() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    private void toUtility(Life life, Pending pending) {
        String what = action(pending.call());
        if (life.over() || !life.survives("before " + what + " leaves")) {
            return;
        }
        Optional<Line.Fault> fault = line.towardsCp().fault();
        if (fault.isPresent() && fault.get() != Line.Fault.ANSWER_LOST) {
            fail(pending, fault.get());
            return;
        }
        RawReply reply = handled(pending.call());
        boolean heard = life.survives("after " + what + " arrived") && fault.isEmpty();
        exchanges.add(new Exchange(time.now(), true, pending.call(), OptionalInt.of(reply.status()), heard));
        if (heard) {
            pending.answer().complete(reply);
        } else if (!life.over()) {
            fail(pending, Line.Fault.ANSWER_LOST);
        }
    }

    private RawReply handled(RawCall call) {
        MemoryExchange exchange = new MemoryExchange(call);
        try {
            utility.orElseThrow().handle(exchange);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return exchange.reply();
    }

    private void toDepot(Pending pending) {
        Optional<Line.Fault> fault = line.towardsFp().fault();
        Optional<Server> server = depot.filter(one -> !one.life().over());
        if (server.isEmpty() || (fault.isPresent() && fault.get() != Line.Fault.ANSWER_LOST)) {
            fail(pending, fault.orElse(Line.Fault.REFUSED));
            return;
        }
        Life life = server.get().life();
        String what = action(pending.call());
        Optional<InboundAnswer> answer = answer(server.get(), pending.call());
        boolean left = life.survives("before the answer to " + what + " leaves") && fault.isEmpty();
        OptionalInt status = answer.map(found -> OptionalInt.of(found.status())).orElse(OptionalInt.empty());
        exchanges.add(new Exchange(time.now(), false, pending.call(), status, left && answer.isPresent()));
        if (!left || answer.isEmpty()) {
            fail(pending, Line.Fault.ANSWER_LOST);
            return;
        }
        pending.answer()
                .complete(new RawReply(
                        answer.get().status(),
                        List.of(),
                        RawBytes.of(answer.get().body())));
        life.survives("after the answer to " + what + " arrived");
    }

    /** What the depot answers; nothing if it dies of it. */
    private static Optional<InboundAnswer> answer(Server server, RawCall call) {
        try {
            InboundAnswer answer = server.endpoint().handle(request(call));
            return server.life().over() ? Optional.empty() : Optional.of(answer);
        } catch (Killed dead) {
            return Optional.empty();
        }
    }

    private static InboundRequest request(RawCall call) {
        List<Header> headers = call.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
        String path = call.uri().getPath().substring(BASE.length());
        return new InboundRequest(call.method(), path, headers, call.body().toArray(), false);
    }

    private void fail(Pending pending, Line.Fault fault) {
        if (fault == Line.Fault.REFUSED) {
            pending.answer().completeExceptionally(new ConnectException("Connection refused"));
        } else {
            clockwork.after(
                    pending.call().timeout(),
                    () -> pending.answer().completeExceptionally(new HttpTimeoutException("request timed out")));
        }
    }

    private static RawCall raw(HttpCall call) {
        return new RawCall(
                call.method(),
                call.uri(),
                call.headers().stream()
                        .map(header -> new RawHeader(header.name(), header.value()))
                        .toList(),
                RawBytes.of(call.body()),
                call.timeout());
    }

    private static String action(RawCall call) {
        String path = call.uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
