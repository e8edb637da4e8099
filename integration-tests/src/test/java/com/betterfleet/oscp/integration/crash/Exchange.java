package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A request that left its sender and reached the other side, as the wire saw it.
 *
 * @param at when
 * @param byDepot whether the depot sent it, not the utility
 * @param call what was sent
 * @param status what the other side answered; empty if it died before it had an answer
 * @param delivered whether the answer reached the sender
 */
record Exchange(Instant at, boolean byDepot, RawCall call, OptionalInt status, boolean delivered) {
    String action() {
        String path = call.uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean is(String action) {
        return action().equals(action);
    }

    String id() {
        return header("X-Request-ID");
    }

    String correlation() {
        return header("X-Correlation-ID");
    }

    String body() {
        return call.body().text();
    }

    boolean accepted() {
        return status.orElse(0) == 204;
    }

    /** Whether the sender knows that it was accepted. */
    boolean acknowledged() {
        return accepted() && delivered;
    }

    private String header(String name) {
        return RawHeader.values(call.headers(), name).stream().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return at + (byDepot ? " FP " : " CP ") + action() + " " + id() + " -> " + status
                + (delivered ? "" : " (lost)");
    }
}
