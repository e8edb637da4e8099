package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.testkit.cp.Complaint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the first second to a limit that is obeyed, and through a dead line back again. */
class LivingLineTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        assertThat(depot.cp.complaints()).extracting(Complaint::text).isEmpty();
        depot.close();
    }

    @Test
    void theFallbackIsOrderedFromTheFirstSecondWithoutAnyContactRuleI18() {
        depot.line.cut();
        depot.boot().run(Duration.ofSeconds(2));

        assertThat(depot.circuit.orders()).hasSize(1);
        LimitOrder order = depot.circuit.last();
        assertThat(order.limit()).isEqualTo(Depot.kw("120"));
        assertThat(order.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(order.afterwards()).isEqualTo(Depot.kw("120"));
        assertThat(depot.limit().confirmed()).contains(Depot.kw("120"));
    }

    @Test
    void aHandshakeOfOursLeadsOnlineAForecastToLiveAnOrderAndAConfirmation() {
        depot.online();
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        String id = depot.forecast("500");
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.mode()).isEqualTo(Mode.LIVE);
        assertThat(depot.obeys("500")).isTrue();
        assertThat(depot.heard(GroupEvent.LimitOrdered.class)
                        .filter(event -> event.order().limit().equals(Depot.kw("500")))
                        .findFirst()
                        .orElseThrow()
                        .source()
                        .orElseThrow()
                        .value())
                .isEqualTo(id);
        assertThat(depot.limit().confirmedRevision()).isEqualTo(depot.circuit.revision());
    }

    @Test
    void aHandshakeOfTheUtilityLeadsOnlineToo() {
        depot.cp.answer("handshake", 503);
        depot.boot().run(Duration.ofSeconds(5));
        assertThat(depot.link().state()).isEqualTo(LinkState.HANDSHAKING);
        depot.cp.startHandshake();
        depot.cp.answerNormally("handshake");
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
        depot.forecast("500");
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.obeys("500")).isTrue();
    }

    @Test
    void theLimitFollowsTheBlocksAtTheirBoundaries() {
        depot.online();
        depot.forecast("500", "0", "300");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("500"));
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).plusSeconds(5));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("0"));
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER.multipliedBy(2)).plusSeconds(5));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("300"));
        assertThat(depot.limit().breachSince()).isEmpty();
    }

    @Test
    void theSiteLimitIsOverEverythingRuleI14() {
        depot.online();
        depot.forecast("5000");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("900"));
    }

    @Test
    void aDeadLineGoesOfflineByItsDeadlineFallsBackAndComesBackWithHandshakeAndForecastRulesI17I19() {
        depot.live("500");
        depot.run(Duration.ofMinutes(2));
        Instant deadline = depot.link().offlineAt().orElseThrow();
        long session = depot.link().session();
        depot.line.cut();
        Instant cut = depot.time.now();
        depot.runUntil(this::wentOffline, Duration.ofMinutes(5));
        assertThat(depot.time.now()).isBetween(deadline, deadline.plusSeconds(2));
        assertThat(Duration.between(cut, depot.time.now())).isLessThanOrEqualTo(Duration.ofMinutes(3));
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));

        depot.run(Duration.ofMinutes(50));
        depot.line.restore();
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(10));
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.link().session()).isGreaterThan(session);
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));

        depot.forecast("700");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.mode()).isEqualTo(Mode.LIVE);
        assertThat(depot.obeys("700")).isTrue();
    }

    @Test
    void goingOfflineNeverRaisesTheLimitAboveWhatTheUtilityLastSaidRuleI16() {
        depot.live("50");
        depot.line.cut();
        depot.runUntil(this::wentOffline, Duration.ofMinutes(5));
        depot.run(Duration.ofHours(1));

        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("50"));
        assertThat(depot.circuit.orders().stream()
                        .dropWhile(order -> order.mode() != Mode.LIVE)
                        .map(LimitOrder::limit))
                .allMatch(limit -> !limit.isAbove(Depot.kw("50")));
    }

    @Test
    void everyQuarterHourIsReportedOnceAlsoThoseOfADeadLine() {
        depot.live("500");
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(1)));
        depot.line.cut();
        depot.run(Duration.ofHours(1));
        depot.line.restore();
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(3)).plusSeconds(300));

        List<Instant> starts = depot.cp.windows("AKL01").stream()
                .map(accepted -> accepted.window().start().orElseThrow())
                .toList();
        assertThat(starts).doesNotHaveDuplicates().isSorted().hasSize(12).startsWith(Depot.START);
        assertThat(depot.cp.windows("AKL01"))
                .allMatch(accepted -> accepted.window().energy().intValue() == 15);
    }

    @Test
    void aWallClockThatIsSetDoesNotLoseTheLineOrTheLimit() {
        depot.live("500");
        depot.time.stepWall(Duration.ofMinutes(-20));
        depot.run(Duration.ofSeconds(10));
        depot.time.stepWall(Duration.ofMinutes(20));
        depot.run(Duration.ofSeconds(10));

        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.fp().status().at()).isEqualTo(depot.time.now());
        assertThat(depot.obeys("500")).isTrue();
    }

    /** The utility's promise does not move with our clock: forward it has passed, back it stands. */
    @Test
    void aWallClockThatIsSetByAnHourEndsWithALiveLineAndIsToldOnceEachWay() {
        depot.live("500");
        depot.time.stepWall(Duration.ofHours(1));
        depot.run(Duration.ofSeconds(10));
        assertThat(wentOffline()).as("by the promise that has passed").isTrue();
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(1));
        depot.forecast("500");
        depot.run(Duration.ofMinutes(10));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.obeys("500")).isTrue();

        long sessions = depot.link().session();
        depot.time.stepWall(Duration.ofHours(-1));
        depot.run(Duration.ofMinutes(10));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.link().session()).as("the line stood").isEqualTo(sessions);
        assertThat(depot.conditions()).isEmpty();
        assertThat(depot.heard(LinkEvent.ClockStepped.class).map(LinkEvent.ClockStepped::step))
                .containsExactly(Duration.ofHours(1), Duration.ofHours(-1));
    }

    /** We start a handshake at once, so that the state itself does not last. */
    private boolean wentOffline() {
        return depot.heard(LinkEvent.LinkChanged.class).anyMatch(change -> change.to() == LinkState.OFFLINE);
    }
}
