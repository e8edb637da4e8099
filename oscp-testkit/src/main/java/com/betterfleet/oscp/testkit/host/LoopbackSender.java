package com.betterfleet.oscp.testkit.host;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;

/** Carries the library's requests over a simulation's network: the seam where a host may send messages itself. */
public final class LoopbackSender {
    private LoopbackSender() {}

    /**
     * A sender over the network of a simulation.
     *
     * @param sender the caller of one process
     * @return the sender to build a provider with
     */
    public static HttpSender over(RawSender sender) {
        return call -> sender.send(raw(call)).thenApply(LoopbackSender::reply);
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

    private static HttpReply reply(RawReply reply) {
        return new HttpReply(
                reply.status(),
                reply.headers().stream()
                        .map(header -> new Header(header.name(), header.value()))
                        .toList(),
                reply.body().toArray());
    }
}
