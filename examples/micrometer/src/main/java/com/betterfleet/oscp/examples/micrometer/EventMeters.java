package com.betterfleet.oscp.examples.micrometer;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;

/**
 * A provider's events as counters, and two timers. It is a listener, to be given to the builder. Thread-safe.
 *
 * <p>{@code oscp.events} counts by {@code event} (its stable name), {@code connection} and {@code group}; an event of a
 * connection has the group {@code -}, one of the engine has that for both. {@code oscp.limit.confirmation} is the time from
 * the cause of an order to its confirmation, {@code oscp.limit.breach.lasted} that of a breach that ended; both by
 * {@code connection}, {@code group} and {@code direction}.
 */
public final class EventMeters implements OscpListener {
    private static final String NONE = "-";

    private final MeterRegistry registry;

    /**
     * Counters in a registry.
     *
     * @param registry where they are registered, each when its first event comes
     */
    public EventMeters(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void onEvent(OscpEvent event) {
        Counter.builder("oscp.events")
                .description("how often each kind of event happened")
                .tags(whose(event).and("event", event.name()))
                .register(registry)
                .increment();
        if (event instanceof GroupEvent.LimitConfirmed confirmed) {
            timer("oscp.limit.confirmation", "from the cause of an order to its confirmation")
                    .tags(whose(event).and("direction", confirmed.direction().name()))
                    .register(registry)
                    .record(confirmed.latency());
        } else if (event instanceof GroupEvent.LimitBreachEnded ended) {
            timer("oscp.limit.breach.lasted", "how long breaches lasted that have ended")
                    .tags(whose(event).and("direction", ended.direction().name()))
                    .register(registry)
                    .record(ended.lasted());
        }
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description);
    }

    private static Tags whose(OscpEvent event) {
        if (event instanceof GroupEvent of) {
            return tags(of.connection().value(), of.group().group().value());
        }
        return event instanceof LinkEvent of ? tags(of.connection().value(), NONE) : tags(NONE, NONE);
    }

    private static Tags tags(String connection, String group) {
        return Tags.of("connection", connection, "group", group);
    }
}
