package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database is gone for a while: nothing is promised, nothing is ordered, circuits follow their leases. */
class StoreDownTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void whileTheStoreIsDownForecastsAre503AndNoOrderIsIssued() {
        depot.live("500");
        int orders = depot.circuit.orders().size();
        depot.store.down(true);
        depot.run(Duration.ofMinutes(10));

        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        assertThat(depot.post("update_group_capacity_forecast", "f-1", body).status())
                .isEqualTo(503);
        assertThat(depot.circuit.orders()).hasSize(orders);
    }

    @Test
    void aCircuitLapsesToWhatItsOrderLeftBehindWhileTheStoreIsDownRuleI23() {
        depot.online();
        depot.forecast("500", "60");
        depot.run(Duration.ofSeconds(5));
        LimitOrder held = depot.circuit.last();
        depot.time.runUntil(Depot.START.plus(Duration.ofMinutes(12)));
        LimitOrder renewed = depot.circuit.last();
        assertThat(renewed.revision()).as("the lease was renewed").isGreaterThan(held.revision());
        depot.store.down(true);
        depot.run(Duration.ofMinutes(10));

        assertThat(depot.circuit.last()).isEqualTo(renewed);
        assertThat(depot.circuit.inForce()).contains(renewed.afterwards());
        assertThat(renewed.afterwards().isAbove(Depot.kw("60"))).isFalse();
    }

    @Test
    void whenTheStoreIsBackEveryGroupIsReevaluatedBeforeAnythingIsSent() {
        depot.live("500");
        depot.time.runUntil(Depot.START.plus(Duration.ofMinutes(13)));
        List<WireExchange> sent = new ArrayList<>();
        depot.network.listen(exchange -> {
            if (exchange.from().equals("fp")) {
                sent.add(exchange);
            }
        });
        depot.store.down(true);
        depot.run(Duration.ofMinutes(10));
        assertThat(sent.stream()
                        .filter(exchange ->
                                exchange.at().isAfter(depot.time.now().minusSeconds(500))))
                .as("nothing is sent while nothing can be remembered")
                .isEmpty();
        int orders = depot.circuit.orders().size();
        sent.clear();
        List<LimitStatus> atCalls = new ArrayList<>();
        depot.network.listen(exchange -> {
            if (exchange.from().equals("fp")) {
                atCalls.add(depot.limit());
            }
        });
        depot.store.down(false);
        Instant back = depot.time.now();
        depot.runUntil(() -> depot.circuit.orders().size() > orders, Duration.ofSeconds(5));

        assertThat(depot.circuit.last().mode()).isEqualTo(Mode.FALLBACK);
        assertThat(depot.circuit.last().limit()).isEqualTo(Depot.kw("120"));
        assertThat(Duration.between(back, depot.circuit.lastAt())).isLessThanOrEqualTo(Duration.ofSeconds(2));
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
        assertThat(atCalls.get(0).mode()).isEqualTo(Mode.FALLBACK);
        assertThat(atCalls.get(0).planned()).as("re-evaluated first").contains(Depot.kw("120"));
        depot.forecast("450");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.obeys("450")).isTrue();
        depot.run(Duration.ofMinutes(10));
        assertThat(depot.cp.complaints()).isEmpty();
        assertThat(depot.cp.windows("AKL01")).isNotEmpty();
    }

    @Test
    void aStartWhileTheStoreIsDownDoesNotThrowAndComesToLifeLater() {
        depot.boot().run(Duration.ofSeconds(2));
        depot.crash();
        depot.run(Duration.ofMinutes(10));
        int orders = depot.circuit.orders().size();
        depot.configuration = fp -> {};
        depot.store.down(true);
        depot.boot().run(Duration.ofMinutes(5));
        assertThat(depot.circuit.orders()).hasSize(orders);
        depot.store.down(false);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.circuit.orders().size()).isGreaterThan(orders);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
    }

    @Test
    void aStoreThatFailsHalfWayThroughTheStartBringsEveryMachineBackInTheEnd() {
        depot.live("500");
        depot.crash();
        int[] left = {3};
        depot.store.beforeCommit(commit -> left[0]-- > 0);
        depot.configuration = fp -> {};
        depot.boot().run(Duration.ofSeconds(20));
        depot.store.beforeCommit(commit -> true);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.obeys("500")).isTrue();
        depot.run(Duration.ofMinutes(20));
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
    }

    @Test
    void anOutageOfTenMinutesIsToldAtItsBeginningAndAtItsEndAndLosesNothing() {
        depot.live("500");
        depot.store.down(true);
        Instant gone = depot.time.now();
        depot.run(Duration.ofMinutes(10));
        assertThat(depot.heard(EngineEvent.StoreUnavailable.class))
                .singleElement()
                .satisfies(
                        event -> assertThat(Duration.between(gone, event.at())).isLessThan(Duration.ofSeconds(2)));
        assertThat(depot.heard(EngineEvent.StoreRecovered.class)).isEmpty();
        depot.store.down(false);
        depot.run(Duration.ofMinutes(25));

        assertThat(depot.heard(EngineEvent.StoreUnavailable.class)).hasSize(1);
        assertThat(depot.heard(EngineEvent.StoreRecovered.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(Duration.between(gone, event.since())).isLessThan(Duration.ofSeconds(2)));
        assertThat(depot.cp.windows("AKL01")).as("late, not lost").hasSize(2);
        assertThat(depot.cp.complaints()).isEmpty();
    }

    @Test
    void aStoreThatComesAndGoesIsNotToldToBeBackBeforeItStays() {
        depot.live("500");
        for (int time = 0; time < 20; time++) {
            depot.store.down(time % 2 == 0);
            depot.run(Duration.ofSeconds(1));
        }
        assertThat(depot.heard(EngineEvent.StoreUnavailable.class)).hasSize(1);
        assertThat(depot.heard(EngineEvent.StoreRecovered.class)).isEmpty();
        depot.store.down(false);
        depot.run(Duration.ofSeconds(8));
        assertThat(depot.heard(EngineEvent.StoreRecovered.class)).hasSize(1);
        assertThat(depot.obeys("500")).isTrue();
    }

    @Test
    void aStoreThatFailsAgainBeforeItIsToldToBeBackHasEveryGroupReevaluatedOnceMore() {
        depot.live("500");
        refuseAForecast();
        depot.run(Duration.ofSeconds(3));
        refuseAForecast();
        List<Instant> reevaluated = new ArrayList<>();
        depot.store.beforeCommit(commit -> {
            if (commit.toString().contains("LIMIT")) {
                reevaluated.add(depot.time.now());
            }
            return true;
        });
        depot.runUntil(
                () -> depot.heard(EngineEvent.StoreRecovered.class).findAny().isPresent(), Duration.ofSeconds(20));
        assertThat(reevaluated).as("after the last failure, before it was told").isNotEmpty();
    }

    private void refuseAForecast() {
        depot.store.beforeCommit(commit -> false);
        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        assertThat(depot.post("update_group_capacity_forecast", "f-" + depot.time.now(), body)
                        .status())
                .isEqualTo(503);
        depot.store.beforeCommit(commit -> true);
    }

    @Test
    void aClockThatIsSetWhileCommitsFailIsToldToEveryMachineOnceTheyPass() {
        depot.live("500");
        depot.time.stepWall(Duration.ofMinutes(5));
        depot.store.beforeCommit(commit -> false);
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.heard(LinkEvent.ClockStepped.class)).isEmpty();
        depot.store.beforeCommit(commit -> true);
        depot.run(Duration.ofSeconds(20));

        assertThat(depot.heard(LinkEvent.ClockStepped.class)).hasSize(1);
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void closingWhileTheStoreIsDownDoesNotThrowIntoTheHost() {
        depot.live("500");
        depot.store.down(true);
        depot.fp().close();
        depot.run(Duration.ofSeconds(5));
        Limit inForce = depot.circuit.inForce().orElseThrow();
        assertThat(inForce).isEqualTo(Depot.kw("500"));
    }

    @Test
    void aRecordOfANewerVersionIsLeftAloneAndTheOthersLive() {
        depot.live("500");
        depot.crash();
        depot.store.poison("LIMIT:nz/AKL01");
        ManagedScope other = new ManagedScope("mg-8", "grid");
        depot.configuration = fp -> fp.configuration()
                .bind(
                        "nz",
                        GroupBinding.of("AKL02")
                                .scope("mg-8", "grid")
                                .asset("AKL02")
                                .siteLimit(Depot.SITE_LIMIT)
                                .fallback(Depot.FALLBACK),
                        Depot.OPS);
        depot.boot().run(Duration.ofMinutes(10));

        assertThat(depot.circuit.inForce(other)).contains(Depot.kw("120"));
        assertThat(depot.circuit.last().scope()).isEqualTo(other);
        assertThat(depot.circuit.last().revision()).as("its lease is renewed").isGreaterThan(1);
        int received = depot.cp.received().size();
        depot.run(Duration.ofMinutes(2));
        assertThat(depot.cp.received().size()).as("heartbeats go on").isGreaterThan(received);
    }
}
