package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.oscp.CloseMode;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.wire.Line;
import java.time.Duration;
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
        assertThat(measurements()).as("not even with the same id").hasSize(8);
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
    void aTryUnderWayIsLeftToTheNodeThatMadeItUntilItsLeaseEnds() {
        depot.live("500");
        loseTheAnswerToTheFirstWindow();
        depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofSeconds(20));
        assertThat(measurements()).as("the first node awaits its answer").hasSize(1);
        depot.run(Duration.ofMinutes(2));

        assertThat(measurements()).hasSize(2);
        assertThat(measurements().stream().map(ReceivedMessage::requestId).distinct())
                .hasSize(1);
        assertThat(depot.heard(MeteringEvent.WindowAcknowledged.class)).hasSize(1);
    }

    @Test
    void aNodeThatComesBackUnderItsNameSendsAtOnceWhatItHadUnderWay() {
        depot.live("500");
        loseTheAnswerToTheFirstWindow();
        depot.crash();
        depot.restart();
        assertThat(measurements()).hasSize(2);
        assertThat(measurements().stream().map(ReceivedMessage::requestId).distinct())
                .hasSize(1);
    }

    @Test
    void whatANodeStoppedInMidSendHadUnderWayIsSentByTheOtherWithTheSameIdWhenItsLeaseEnds() {
        depot.live("500");
        loseTheAnswerToTheFirstWindow();
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        depot.node().process().kill();
        Node third = depot.another("fp-3", "depot.example");
        depot.run(Duration.ofSeconds(50));
        assertThat(measurements()).as("the lease of the try has not ended").hasSize(1);
        depot.run(Duration.ofSeconds(15));

        assertThat(measurements()).hasSize(2);
        assertThat(measurements().stream().map(ReceivedMessage::requestId).distinct())
                .hasSize(1);
        assertThat(third.fp().status().connections().get(0).groups().get(0).waiting())
                .isZero();
    }

    private void loseTheAnswerToTheFirstWindow() {
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).plusSeconds(55));
        depot.line.towardsCp().cut(Line.Fault.ANSWER_LOST);
        depot.runUntil(() -> depot.heard(MeteringEvent.WindowQueued.class).count() == 1, Duration.ofMinutes(1));
        depot.run(Duration.ofSeconds(2));
        assertThat(measurements()).hasSize(1);
        depot.line.restore();
    }

    /** The first node is stopped while its order hangs in the field bus, for longer than the sink may take. */
    @Test
    void aCircuitThatFencesTakesNoStaleOrderOfTheNodeThatWasStopped() {
        VirtualProcess slow = depot.time.process("slow field bus");
        int[] arrived = {0};
        Duration[] wait = {Duration.ofMillis(700)};
        depot.more = builder -> builder.sink(CircuitEnvelopeSink.over(
                depot.circuit,
                task -> slow.after(wait[0], () -> {
                    arrived[0]++;
                    task.run();
                })));
        depot.online();
        depot.more = builder -> {};
        Node second = depot.another("fp-2", "depot.example");
        depot.run(Duration.ofSeconds(30));
        wait[0] = Duration.ofSeconds(20);
        forecast(depot.node(), "f-1", "500");
        depot.run(Duration.ofMillis(10));
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        int before = arrived[0];
        forecast(second, "f-2", "300");
        depot.run(Duration.ofMinutes(1));

        assertThat(arrived[0]).as("the stale order came late").isGreaterThan(before);
        assertThat(depot.circuit.orders().stream().map(LimitOrder::limit)).doesNotContain(Depot.kw("500"));
        assertThat(depot.circuit.orders().stream().map(LimitOrder::revision))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(depot.circuit.inForce()).contains(Depot.kw("300"));
    }

    private static void forecast(Node at, String id, String kilowatts) {
        String body = Depot.forecastBody("AKL01", Depot.START, kilowatts);
        assertThat(Depot.post(at, "/nz/update_group_capacity_forecast", Depot.SECRETS.get(1), id, body)
                        .status())
                .isEqualTo(204);
    }

    private List<ReceivedMessage> measurements() {
        return depot.cp.received().stream()
                .filter(message -> message.action().equals("update_asset_measurements"))
                .toList();
    }
}
