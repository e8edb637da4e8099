package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.integration.LinkStoryTrouble.Side;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A network without sockets that loses, doubles, delays, reorders and falsifies by script, and writes down what got through. */
final class LinkStoryNetwork {
    private static final Pattern PROMISE = Pattern.compile("(\"offline_mode_at\"\\s*:\\s*\")([^\"]+)\"");

    /**
     * A call that reached its receiver.
     *
     * @param sentAt when it was sent, in elapsed time
     * @param at when it arrived, in elapsed time
     * @param wall the wall time at which it was sent
     * @param to who received it
     * @param call the call as it arrived
     * @param status the receiver's answer
     * @param heard whether the sender got the answer
     * @param complaints what the utility, if it is the receiver, has to say of it
     */
    record Passed(
            Duration sentAt,
            Duration at,
            Instant wall,
            Side to,
            RawCall call,
            int status,
            boolean heard,
            List<Complaint> complaints) {
        String action() {
            return LinkStoryNetwork.action(call);
        }

        String id() {
            return header(call, "X-Request-ID");
        }

        String correlation() {
            return header(call, "X-Correlation-ID");
        }

        boolean accepted() {
            return status / 100 == 2;
        }
    }

    /**
     * A Register of the utility, or its end.
     *
     * @param at when it was first sent, in elapsed time
     * @param id its X-Request-ID
     */
    record Said(Duration at, String id) {}

    private static final int UNAUTHORIZED = 401;

    private record Active(LinkStoryTrouble trouble, long until) {}

    private record Letter(RawCall call, Side to, CompletableFuture<RawReply> answer, long sent, Instant wall) {}

    final List<Passed> passed = new ArrayList<>();
    /** The Registers of the utility, arrived or not: what they say is what it holds us to. */
    final List<Said> said = new ArrayList<>();
    /** Whether somebody on the way has called our token wrong. */
    boolean slandered;

    private final VirtualTime time;
    private final VirtualProcess clockwork;
    private final List<Active> troubles = new ArrayList<>();
    private Function<RawCall, RawReply> cp = call -> new RawReply(503, List.of(), RawBytes.of(new byte[0]));
    private String ourHandshake = "{}";
    private Supplier<List<Complaint>> complaints = List::of;
    private Optional<Function<RawCall, RawReply>> fp = Optional.empty();

    LinkStoryNetwork(VirtualTime time) {
        this.time = time;
        this.clockwork = time.process("network");
    }

    void cp(Function<RawCall, RawReply> handler, Supplier<List<Complaint>> theirs) {
        cp = handler;
        complaints = theirs;
    }

    void fp(Optional<Function<RawCall, RawReply>> handler) {
        fp = handler;
    }

    void trouble(LinkStoryTrouble trouble) {
        troubles.add(new Active(trouble, time.elapsedNanos() + trouble.lasts().toNanos()));
    }

    void heal() {
        troubles.clear();
    }

    RawSender towards(Side to) {
        return call -> {
            CompletableFuture<RawReply> answer = new CompletableFuture<>();
            Letter letter = new Letter(call, to, answer, time.elapsedNanos(), time.now());
            if (to == Side.FP && action(call).equals("register")) {
                said.add(new Said(Duration.ofNanos(letter.sent()), header(call, "X-Request-ID")));
            }
            if (to == Side.CP && action(call).equals("handshake")) {
                ourHandshake = call.body().text();
            }
            clockwork.after(Duration.ofMillis(20), () -> carry(letter));
            clockwork.after(call.timeout(), () -> answer.completeExceptionally(new HttpTimeoutException("timed out")));
            return answer;
        };
    }

    static String action(RawCall call) {
        String path = call.uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String header(RawCall call, String name) {
        return RawHeader.values(call.headers(), name).stream().findFirst().orElse("");
    }

    private void carry(Letter letter) {
        Optional<LinkStoryTrouble> found = befalling(letter);
        if (found.isEmpty()) {
            deliver(letter, letter.call(), true);
            return;
        }
        LinkStoryTrouble trouble = found.get();
        switch (trouble.kind()) {
            case DROP -> {}
            case DROP_ANSWER -> deliver(letter, letter.call(), false);
            case DUPLICATE -> {
                deliver(letter, letter.call(), true);
                clockwork.after(Duration.ofSeconds(1), () -> deliver(letter, letter.call(), true));
            }
            case DELAY -> clockwork.after(trouble.seconds(), () -> deliver(letter, letter.call(), true));
            case REFUSE -> refuse(letter, trouble.amount());
            case UNCORRELATED -> deliver(letter, uncorrelated(letter.call()), true);
            case EMPTY -> deliver(letter, with(letter.call(), "{}"), true);
            case ECHO -> deliver(letter, with(letter.call(), ourHandshake), true);
            case SHIFT_PROMISE -> deliver(letter, shifted(letter.call(), trouble.amount()), true);
        }
    }

    private void refuse(Letter letter, int status) {
        slandered |= status == UNAUTHORIZED;
        complete(letter, new RawReply(status, List.of(), RawBytes.of(new byte[0])));
    }

    private Optional<LinkStoryTrouble> befalling(Letter letter) {
        troubles.removeIf(active -> active.until() <= time.elapsedNanos());
        return troubles.stream()
                .map(Active::trouble)
                .filter(trouble -> trouble.befalls(letter.to(), action(letter.call())))
                .findFirst();
    }

    private void deliver(Letter letter, RawCall call, boolean heard) {
        Optional<Function<RawCall, RawReply>> receiver = letter.to() == Side.CP ? Optional.of(cp) : fp;
        if (receiver.isEmpty()) {
            letter.answer().completeExceptionally(new ConnectException("Connection refused"));
            return;
        }
        long now = time.elapsedNanos();
        int before = complaints.get().size();
        RawReply reply = receiver.get().apply(call);
        List<Complaint> after = complaints.get();
        boolean hears = heard && !letter.answer().isDone();
        passed.add(new Passed(
                Duration.ofNanos(letter.sent()),
                Duration.ofNanos(now),
                letter.wall(),
                letter.to(),
                call,
                reply.status(),
                hears,
                after.subList(before, after.size())));
        if (hears) {
            complete(letter, reply);
        }
    }

    private static void complete(Letter letter, RawReply reply) {
        letter.answer().complete(reply);
    }

    private static RawCall uncorrelated(RawCall call) {
        List<RawHeader> headers = call.headers().stream()
                .filter(header -> !header.isNamed("X-Correlation-ID"))
                .toList();
        return new RawCall(call.method(), call.uri(), headers, call.body(), call.timeout());
    }

    private static RawCall shifted(RawCall call, int hours) {
        return with(
                call,
                PROMISE.matcher(call.body().text())
                        .replaceAll((MatchResult found) ->
                                found.group(1) + Instant.parse(found.group(2)).plus(Duration.ofHours(hours)) + "\""));
    }

    private static RawCall with(RawCall call, String body) {
        RawBytes bytes = RawBytes.of(body.getBytes(StandardCharsets.UTF_8));
        return new RawCall(call.method(), call.uri(), call.headers(), bytes, call.timeout());
    }
}
