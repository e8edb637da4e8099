package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.metering.MeteringRecord.Boundary;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import com.betterfleet.oscp.metering.MeteringRecord.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the meters at the start of a window with where they stood when a window was last sent. Another set of meters, or a
 * register that is lower than it was, is a new series: what was counted across the change belongs to no window.
 */
record MeterChanges(Boundary before, Boundary start) {

    /** What changed, an event for each direction in which something did. */
    List<MeteringEvent.MetersChanged> events(MeteringContext context) {
        List<MeteringEvent.MetersChanged> found = new ArrayList<>();
        start.meters().forEach((direction, now) -> {
            MeteringEvent.MetersChanged event = event(direction, before.of(direction), now, context);
            boolean first = before.of(direction).names().isEmpty();
            if (!first && !event.isEmpty()) {
                found.add(event);
            }
        });
        return found;
    }

    private MeteringEvent.MetersChanged event(Direction direction, Meters then, Meters now, MeteringContext context) {
        return new MeteringEvent.MetersChanged(
                context.group(),
                context.now(),
                direction,
                start.at(),
                without(now.names(), then.names()),
                without(then.names(), now.names()),
                lower(then, now));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(others);
        return rest;
    }

    private static Set<String> lower(Meters then, Meters now) {
        Set<String> lower = new TreeSet<>();
        now.registers().forEach((name, value) -> {
            BoundaryValue was = then.registers().get(name);
            if (was != null && value.register().isBelow(was.register())) {
                lower.add(name);
            }
        });
        return lower;
    }
}
