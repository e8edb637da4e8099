package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.RequestId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One statement about an instant, and what became of it.
 *
 * @param ground what kind of statement it is
 * @param power what it allows
 * @param source the forecast it comes from, where it comes from one
 * @param capacity its value on the wire
 * @param unit the unit on the wire
 * @param start since when it speaks
 * @param end until when it speaks
 * @param session the link session it was accepted under
 * @param ruled whether it is the limit
 * @param why why it won or lost, in words
 */
public record Finding(
        Ground ground,
        Power power,
        Optional<RequestId> source,
        Optional<BigDecimal> capacity,
        Optional<CapacityUnit> unit,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<Long> session,
        boolean ruled,
        String why) {
    String toText() {
        String name = new Statement(ground, power, source, Optional.empty()).toText();
        String wire = capacity.isPresent() && unit.isPresent()
                ? " (" + capacity.get().toPlainString() + " " + unit.get() + " on the wire)"
                : "";
        return (ruled ? "* " : "  ") + name + wire + ": " + why;
    }
}
