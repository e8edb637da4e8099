package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import com.betterfleet.oscp.testkit.wire.WireListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Remembers what went over the wire and what the host was told of, and tells the operator what matters. */
final class DayWitness implements OscpListener, WireListener {
    private final Consumer<String> console;
    private final List<WireExchange> wire = new ArrayList<>();
    private final List<OscpEvent> events = new ArrayList<>();

    DayWitness(Consumer<String> console) {
        this.console = console;
    }

    @Override
    public void exchanged(WireExchange exchange) {
        wire.add(exchange);
    }

    @Override
    public void onEvent(OscpEvent event) {
        events.add(event);
        tell(event);
    }

    List<WireExchange> wire() {
        return List.copyOf(wire);
    }

    List<OscpEvent> events() {
        return List.copyOf(events);
    }

    /** The starts of the windows whose acknowledgement has reached the host. */
    List<Instant> windowsAcknowledged() {
        return events.stream()
                .filter(MeteringEvent.WindowAcknowledged.class::isInstance)
                .map(event -> ((MeteringEvent.WindowAcknowledged) event).start())
                .toList();
    }

    long entries(Mode mode) {
        return events.stream()
                .filter(GroupEvent.ModeChanged.class::isInstance)
                .map(GroupEvent.ModeChanged.class::cast)
                .filter(changed -> changed.to() == mode)
                .count();
    }

    long exits(Mode mode) {
        return events.stream()
                .filter(GroupEvent.ModeChanged.class::isInstance)
                .map(GroupEvent.ModeChanged.class::cast)
                .filter(changed -> changed.from() == mode)
                .count();
    }

    /** An operator wants to read about changes and trouble, not about every heartbeat and renewal. */
    private void tell(OscpEvent event) {
        boolean routine = event instanceof GroupEvent.ForecastAccepted
                || event instanceof MeteringEvent.WindowQueued
                || event instanceof GroupEvent.MessageSent
                || event instanceof GroupEvent.LimitOrdered
                || event instanceof GroupEvent.LimitConfirmed
                || event instanceof GroupEvent.LimitUnconfirmed
                || event instanceof MeteringEvent.WindowAcknowledged;
        if (!routine) {
            console.accept(String.format(Locale.ROOT, "%s  %-22s %s", event.at(), event.name(), words(event)));
        }
    }

    private static String words(OscpEvent event) {
        if (event instanceof GroupEvent.ModeChanged changed) {
            return changed.from() + " -> " + changed.to() + ": " + changed.reason();
        }
        String text = event.toString();
        return text.substring(text.indexOf('['));
    }
}
