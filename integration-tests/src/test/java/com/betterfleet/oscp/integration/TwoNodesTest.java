package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.wire.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two providers over one store, behind one load balancer. */
class TwoNodesTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void aForecastDeliveredToBothHasOneEffectRuleI10() {
        depot.online();
        Node second = depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofSeconds(3));
        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        String path = "/nz/update_group_capacity_forecast";
        assertThat(Depot.post(depot.node(), path, Depot.SECRETS.get(1), "f-1", body)
                        .status())
                .isEqualTo(204);
        assertThat(Depot.post(second, path, Depot.SECRETS.get(1), "f-1", body).status())
                .isEqualTo(204);
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.heard(GroupEvent.ForecastAccepted.class)).hasSize(1);
        assertThat(depot.obeys("400")).isTrue();
        assertThat(depot.circuit.orders().stream().filter(order -> order.limit().equals(Depot.kw("400"))))
                .hasSize(1);
        assertThat(second.fp().status().toJson()).isEqualTo(depot.fp().status().toJson());
    }

    @Test
    void twoNodesSendEveryWindowOnceAndNumberTheirOrdersTogetherRuleI9() {
        depot.live("500");
        depot.another("fp-2", "depot-2.example");
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(2)).plusSeconds(300));

        List<AcceptedWindow> windows = depot.cp.windows("AKL01");
        assertThat(windows.stream().map(window -> window.window().end()))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(depot.cp.complaints()).isEmpty();
        assertThat(depot.circuit.orders().stream().map(LimitOrder::revision))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(depot.obeys("500")).isTrue();
    }

    @Test
    void theOtherNodeGoesOnWhenOneDies() {
        depot.live("500");
        Node second = depot.another("fp-2", "depot.example");
        depot.run(Duration.ofSeconds(10));
        depot.node().process().kill();
        depot.run(Duration.ofMinutes(20));

        assertThat(second.fp().status().connections().get(0).state().name()).isEqualTo("ONLINE");
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("500"));
    }

    @Test
    void aWindowThatTheOtherNodeGotAcknowledgedIsNotSentAgainWhenTheFirstTryTimesOut() {
        depot.live("500");
        Instant due = Depot.START.plus(Depot.QUARTER).plusSeconds(55);
        depot.time.runUntil(due);
        depot.line.towardsCp().cut(Line.Fault.ANSWER_LOST);
        depot.runUntil(() -> depot.heard(GroupEvent.WindowQueued.class).count() == 1, Duration.ofMinutes(1));
        depot.run(Duration.ofSeconds(2));
        assertThat(measurements()).isEqualTo(1);
        depot.line.restore();
        depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofSeconds(5));
        assertThat(measurements())
                .as("it has forgotten the try that was under way")
                .isEqualTo(2);
        depot.run(Duration.ofMinutes(2));

        assertThat(measurements()).isEqualTo(2);
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.heard(GroupEvent.WindowAcknowledged.class)).hasSize(1);
    }

    private long measurements() {
        return depot.cp.received().stream()
                .filter(message -> message.action().equals("update_asset_measurements"))
                .count();
    }
}
