package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is set while two nodes share a store (decision 8): each sees it, one moves the deadlines. */
class TwoClocksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void theDeadlinesOfALinkMoveOnce(int hours) {
        try (Depot depot = twoNodes()) {
            depot.time.stepWall(Duration.ofHours(hours));
            depot.run(Duration.ofMinutes(2));
            assertThat(depot.heard(LinkEvent.ClockStepped.class))
                    .extracting(LinkEvent.ClockStepped::step)
                    .containsExactly(Duration.ofHours(hours));
            assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
            assertThat(depot.link().offlineAt().orElseThrow())
                    .isBetween(depot.time.now(), depot.time.now().plus(Duration.ofMinutes(4)));
        }
    }

    @Test
    void aLineThatStandsGoesOnWhenTheClockIsSetBack() {
        try (Depot depot = twoNodes()) {
            long session = depot.link().session();
            depot.time.stepWall(Duration.ofHours(-1));
            depot.run(Duration.ofMinutes(10));
            assertThat(depot.link().session()).isEqualTo(session);
        }
    }

    private static Depot twoNodes() {
        Depot depot = new Depot();
        depot.live("500");
        depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofMinutes(2));
        return depot;
    }
}
