package com.betterfleet.oscp.examples.micrometer;

import com.betterfleet.oscp.operation.Status;
import com.betterfleet.oscp.operation.TimeSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A provider's status as gauges, read when they are: one {@code status()} serves every gauge of a scrape. What is bound or
 * connected later has its gauges from the next scrape on, what is gone loses them. While the status cannot be read every
 * gauge is NaN, and {@code oscp.status.readable} is 0. Bind it to one registry. Thread-safe.
 *
 * <pre>{@code
 * new StatusMeters(fp::status, TimeSource.system()).bindTo(registry);
 * }</pre>
 */
public final class StatusMeters implements MeterBinder {
    /** How long a status serves: longer than a scrape takes, shorter than the time between two. */
    public static final Duration SERVES = Duration.ofSeconds(3);

    private final Supplier<Status> statuses;
    private final TimeSource time;
    private final Map<Measure, MultiGauge> gauges = new EnumMap<>(Measure.class);
    private Samples samples = Samples.NONE;
    private boolean readable;
    private boolean everRead;
    private long readAt;

    /**
     * Gauges over a provider.
     *
     * @param statuses how its status is read
     * @param time the clock by which a status grows old; the one that the provider has
     */
    public StatusMeters(Supplier<Status> statuses, TimeSource time) {
        this.statuses = Objects.requireNonNull(statuses, "statuses");
        this.time = Objects.requireNonNull(time, "time");
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        for (Measure measure : Measure.values()) {
            gauges.put(
                    measure,
                    MultiGauge.builder(measure.meter())
                            .baseUnit(measure.unit().isEmpty() ? null : measure.unit())
                            .description(measure.description())
                            .register(registry));
        }
        Gauge.builder("oscp.status.readable", this, StatusMeters::readable)
                .description("1 if the status could be read just now, 0 if the store is down")
                .strongReference(true)
                .register(registry);
        refresh();
    }

    private synchronized double readable() {
        refresh();
        return readable ? 1 : 0;
    }

    private synchronized double value(Measure measure, Tags tags) {
        refresh();
        return samples.rows(measure).getOrDefault(tags, Double.NaN);
    }

    private void refresh() {
        long now = time.elapsedNanos();
        if (everRead && now - readAt < SERVES.toNanos()) {
            return;
        }
        everRead = true;
        readAt = now;
        readable = read();
        if (readable) {
            gauges.forEach((measure, gauge) -> gauge.register(rows(measure)));
        }
    }

    /** A gauge that throws is the registry's trouble: whatever the store throws is a status that cannot be read. */
    private boolean read() {
        try {
            samples = Samples.of(statuses.get());
            return true;
        } catch (RuntimeException down) {
            samples = Samples.NONE;
            return false;
        }
    }

    private Iterable<Row<?>> rows(Measure measure) {
        List<Row<?>> rows = new ArrayList<>();
        for (Tags tags : samples.rows(measure).keySet()) {
            rows.add(Row.of(tags, () -> value(measure, tags)));
        }
        return rows;
    }
}
