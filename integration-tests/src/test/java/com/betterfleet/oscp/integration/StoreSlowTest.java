package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.MeteredWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that is slow for ten minutes, on a host with one thread for all: everything comes late, and everything comes. */
class StoreSlowTest {
    private static final Duration CALL = Duration.ofSeconds(6);

    private final Depot depot = new Depot();
    private int calls;

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void whatWasAcceptedAndWhatWasMeasuredIsDelayedAndToldAndNotLost() {
        depot.live("500");
        depot.time.runUntil(Depot.START.plus(Duration.ofMinutes(13)));
        depot.store.onCall(() -> {
            if (++calls % 40 == 0) {
                depot.time.pass(CALL);
            }
        });
        depot.run(Duration.ofMinutes(5));
        depot.forecast("400");
        depot.run(Duration.ofMinutes(5));
        depot.store.onCall(() -> {});
        depot.run(Duration.ofMinutes(2));

        assertThat(depot.heard(EngineEvent.StoreSlow.class))
                .as("told, at most once a minute")
                .hasSizeBetween(1, 11)
                .allSatisfy(slow -> assertThat(slow.took()).isGreaterThanOrEqualTo(CALL));
        assertThat(depot.heard(EngineEvent.StoreUnavailable.class)).isEmpty();
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.obeys("400")).isTrue();
        depot.time.runUntil(Depot.START.plus(Duration.ofMinutes(50)));
        assertThat(ends()).containsExactly(at(15), at(30), at(45));
        assertThat(depot.cp.complaints()).isEmpty();
    }

    private List<Instant> ends() {
        return depot.cp.windows("AKL01").stream()
                .map(AcceptedWindow::window)
                .map(MeteredWindow::end)
                .toList();
    }

    private static Instant at(long minute) {
        return Depot.START.plus(Duration.ofMinutes(minute));
    }
}
