package com.betterfleet.oscp.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.GroupEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider in front of a simulated utility, seen through a registry alone. */
class MetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventMeters events = new EventMeters(registry);
    private final SampleDepot depot = new SampleDepot(events);

    @BeforeEach
    void live() {
        new StatusMeters(depot::status, depot.clock).bindTo(registry);
        depot.run(Duration.ofMinutes(1));
        depot.forecast("500");
        depot.run(Duration.ofMinutes(1));
    }

    @AfterEach
    void leave() {
        depot.close();
        registry.close();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double events(String event) {
        return registry.find("oscp.events").tag("event", event).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** What a scrape does. */
    private List<Double> scrape() {
        return registry.getMeters().stream()
                .filter(Gauge.class::isInstance)
                .map(meter -> ((Gauge) meter).value())
                .toList();
    }

    @Test
    void aLiveLinkIsSeen() {
        assertThat(gauge("oscp.running")).isEqualTo(1);
        assertThat(gauge("oscp.status.readable")).isEqualTo(1);
        assertThat(gauge("oscp.link.state", "connection", "nz", "state", "ONLINE"))
                .isEqualTo(1);
        assertThat(gauge("oscp.link.state", "connection", "nz", "state", "OFFLINE"))
                .isZero();
        assertThat(gauge("oscp.link.session", "connection", "nz")).isEqualTo(1);
        assertThat(gauge("oscp.link.in.state", "connection", "nz")).isBetween(60.0, 120.0);
        assertThat(gauge("oscp.link.heard", "connection", "nz")).isBetween(0.0, 60.0);
        assertThat(gauge("oscp.link.offline.in", "connection", "nz")).isBetween(60.0, 240.0);
        assertThat(gauge("oscp.condition", "connection", "nz", "condition", "AUTH_FAILED"))
                .isZero();
        assertThat(gauge("oscp.outbox.waiting", "connection", "nz", "group", "G1"))
                .isZero();
        assertThat(gauge("oscp.outbox.parked", "connection", "nz", "group", "G1"))
                .isZero();
        assertThat(gauge("oscp.limit.planned", "group", "G1", "direction", "IMPORT"))
                .isEqualTo(500_000);
        assertThat(gauge("oscp.limit.confirmed", "group", "G1", "direction", "IMPORT"))
                .isEqualTo(500_000);
        assertThat(gauge("oscp.limit.mode", "group", "G1", "mode", "LIVE")).isEqualTo(1);
    }

    @Test
    void aDeadLineIsSeen() {
        depot.line.cut();
        depot.run(Duration.ofMinutes(10));
        scrape();
        assertThat(gauge("oscp.link.state", "connection", "nz", "state", "ONLINE"))
                .isZero();
        assertThat(gauge("oscp.link.offline.in", "connection", "nz")).isNaN();
        assertThat(gauge("oscp.link.heard", "connection", "nz")).isGreaterThan(500);
        assertThat(gauge("oscp.link.failures", "connection", "nz")).isPositive();
        assertThat(gauge("oscp.limit.planned", "group", "G1")).isEqualTo(120_000);
        assertThat(gauge("oscp.limit.mode", "group", "G1", "mode", "FALLBACK")).isEqualTo(1);
    }

    @Test
    void aScrapeReadsOneStatus() {
        depot.run(Duration.ofMinutes(1));
        int before = depot.statuses;
        assertThat(scrape()).hasSizeGreaterThan(20);
        scrape();
        assertThat(depot.statuses).isEqualTo(before + 1);
        depot.run(StatusMeters.SERVES);
        scrape();
        assertThat(depot.statuses).isEqualTo(before + 2);
    }

    @Test
    void aGroupHasItsGaugesOnceBoundAndLosesThemOnceUnbound() {
        long few = series();
        depot.bind("G2");
        depot.run(Duration.ofSeconds(10));
        scrape();
        assertThat(gauge("oscp.limit.planned", "group", "G2")).isEqualTo(120_000);
        depot.fp.configuration().unbind(GroupRef.of("nz", "G2"), SampleDepot.OPS);
        depot.run(Duration.ofSeconds(10));
        scrape();
        assertThat(registry.find("oscp.limit.planned").tag("group", "G2").gauge())
                .isNull();
        assertThat(series()).isEqualTo(few);
    }

    @Test
    void aStoreThatIsDownIsNaNAndNoException() {
        long before = series();
        depot.storeDown(true);
        depot.run(Duration.ofMinutes(1));
        assertThat(scrape()).filteredOn(value -> !value.isNaN()).containsExactly(0.0);
        assertThat(gauge("oscp.status.readable")).isZero();
        assertThat(series()).as("a gauge is not lost with the store").isEqualTo(before);
        depot.storeDown(false);
        depot.run(Duration.ofMinutes(1));
        scrape();
        assertThat(gauge("oscp.status.readable")).isEqualTo(1);
        assertThat(gauge("oscp.link.session", "connection", "nz")).isPositive();
        assertThat(events("StoreUnavailable")).isEqualTo(1);
        assertThat(events("StoreRecovered")).isEqualTo(1);
    }

    @Test
    void aStoreThatIsDownAtTheStartOnlyDelaysTheGauges() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        depot.storeDown(true);
        new StatusMeters(depot::status, depot.clock).bindTo(other);
        assertThat(other.get("oscp.status.readable").gauge().value()).isZero();
        depot.storeDown(false);
        depot.run(Duration.ofSeconds(10));
        assertThat(other.get("oscp.status.readable").gauge().value()).isEqualTo(1);
        assertThat(other.get("oscp.link.session").gauge().value()).isEqualTo(1);
    }

    @Test
    void aClosedProviderIsSeen() {
        depot.fp.close();
        depot.run(Duration.ofMinutes(1));
        assertThat(gauge("oscp.running")).isZero();
    }

    @Test
    void eventsAreCountedByNameAndConfirmationsTimed() {
        assertThat(registry.get("oscp.events")
                        .tags("event", "ForecastAccepted", "connection", "nz", "group", "G1")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("oscp.events")
                        .tags("event", "HandshakeStarted", "connection", "nz", "group", "-")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("oscp.limit.confirmation")
                        .tags("connection", "nz", "group", "G1", "direction", "IMPORT")
                        .timer()
                        .count())
                .isEqualTo((long) events("LimitConfirmed"))
                .isPositive();
    }

    @Test
    void anEventOfTheEngineBelongsToNoConnectionAndABreachThatEndedIsTimed() {
        events.onEvent(new EngineEvent.EventsDropped(SampleDepot.START, 7));
        events.onEvent(new GroupEvent.LimitBreachEnded(
                GroupRef.of("nz", "G1"), SampleDepot.START, Direction.IMPORT, Duration.ofSeconds(40)));
        assertThat(registry.get("oscp.events")
                        .tags("event", "EventsDropped", "connection", "-", "group", "-")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("oscp.limit.breach.lasted").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(40);
    }

    @Test
    void everyTagIsOfTheConfigurationOrOfAClosedFamily() {
        scrape();
        Set<String> keys = registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());
        assertThat(keys)
                .containsExactlyInAnyOrder("connection", "group", "direction", "state", "mode", "condition", "event");
    }

    @Test
    void everyMeasureHasItsGaugesAndItsOwnName() {
        assertThat(Arrays.stream(Measure.values()).map(Measure::meter))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(registry.find(name).gauges()).isNotEmpty());
    }

    private long series() {
        return registry.getMeters().stream().filter(Gauge.class::isInstance).count();
    }
}
