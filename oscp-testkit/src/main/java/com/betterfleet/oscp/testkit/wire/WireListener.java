package com.betterfleet.oscp.testkit.wire;

/** Is told every exchange, raw, on the driver's thread, before the caller learns its outcome. */
@FunctionalInterface
public interface WireListener {

    /**
     * An exchange took place, or failed to.
     *
     * @param exchange what went over the wire, secrets included
     */
    void exchanged(WireExchange exchange);
}
