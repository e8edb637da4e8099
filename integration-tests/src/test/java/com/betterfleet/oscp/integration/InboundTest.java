package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.CloseMode;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.store.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the utility's requests are answered, and what they may not change. */
class InboundTest {
    private static final String FORECAST = "update_group_capacity_forecast";

    private final Depot depot = new Depot();

    @BeforeEach
    void live() {
        depot.live("500");
    }

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSameWithoutASecondEffectRuleI10() {
        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        assertThat(post("f-1", body)).isEqualTo(204);
        depot.run(Duration.ofSeconds(3));
        Map<String, String> content = depot.store.content();
        int orders = depot.circuit.orders().size();
        assertThat(post("f-1", body)).isEqualTo(204);
        assertThat(depot.store.content()).isEqualTo(content);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.circuit.orders()).hasSize(orders);
        assertThat(depot.heard(GroupEvent.ForecastAccepted.class)
                        .filter(event -> event.requestId().value().equals("f-1")))
                .hasSize(1);
    }

    @Test
    void theSameIdWithAnotherBodyIsAConflictRuleI10() {
        assertThat(post("f-1", Depot.forecastBody("AKL01", Depot.START, "400"))).isEqualTo(204);
        Map<String, String> content = depot.store.content();
        assertThat(post("f-1", Depot.forecastBody("AKL01", Depot.START, "600"))).isEqualTo(409);
        assertThat(depot.store.content()).isEqualTo(content);
    }

    @Test
    void aRefusedRequestMayUseItsIdAgain() {
        Map<String, String> content = depot.store.content();
        assertThat(post("f-1", Depot.forecastBody("AKL01", Depot.START, "-4"))).isEqualTo(400);
        assertThat(depot.store.content()).isEqualTo(content);
        assertThat(post("f-1", Depot.forecastBody("AKL01", Depot.START, "400"))).isEqualTo(204);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.obeys("400")).isTrue();
    }

    @Test
    void twoDeliveriesAtOnceAreOneRuleI10() {
        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        List<Integer> inner = new ArrayList<>();
        depot.store.beforeCommit(commit -> {
            if (!commit.claims().isEmpty() && inner.isEmpty()) {
                inner.add(0);
                inner.add(post("f-1", body));
            }
            return true;
        });
        assertThat(post("f-1", body)).isEqualTo(204);
        assertThat(inner).containsExactly(0, 204);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.heard(GroupEvent.ForecastAccepted.class)
                        .filter(event -> event.requestId().value().equals("f-1")))
                .hasSize(1);
    }

    @Test
    void ofTwoDeliveriesAtOnceOfOneIdAndTwoBodiesOneIsAConflict() {
        List<Integer> inner = new ArrayList<>();
        depot.store.beforeCommit(commit -> {
            if (!commit.claims().isEmpty() && inner.isEmpty()) {
                inner.add(0);
                inner.add(post("f-1", Depot.forecastBody("AKL01", Depot.START, "300")));
            }
            return true;
        });
        assertThat(post("f-1", Depot.forecastBody("AKL01", Depot.START, "400"))).isEqualTo(409);
        assertThat(inner).containsExactly(0, 204);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.obeys("300")).isTrue();
    }

    @Test
    void anUnknownGroupIs403() {
        unchanged(403, "/nz/" + FORECAST, Depot.SECRETS.get(1), Depot.forecastBody("AKL99", Depot.START, "400"));
    }

    @Test
    void aBadTokenIs401() {
        unchanged(401, "/nz/" + FORECAST, "guessed", Depot.forecastBody("AKL01", Depot.START, "400"));
        unchanged(401, "/nz/" + FORECAST, Depot.SECRETS.get(0), Depot.forecastBody("AKL01", Depot.START, "400"));
    }

    @Test
    void anUnknownConnectionIs404() {
        unchanged(404, "/au/" + FORECAST, Depot.SECRETS.get(1), Depot.forecastBody("AKL01", Depot.START, "400"));
        unchanged(404, "/nz/steal_the_crown", Depot.SECRETS.get(1), "{}");
    }

    @Test
    void aHandshakeThatAsksForTooMuchIs400AndChangesNothing() {
        String body =
                "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"CONTINUOUS\"]}}";
        unchanged(400, "/nz/handshake", Depot.SECRETS.get(1), body);
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void aHandshakeThatIsRefusedWritesNothing() {
        List<Commit> commits = new ArrayList<>();
        depot.store.beforeCommit(commits::add);
        String body = "{\"required_behaviour\":{\"measurement_configuration\":[\"CONTINUOUS\"]}}";
        assertThat(depot.post("handshake", "h-1", body).status()).isEqualTo(400);
        assertThat(commits).as("not even a version is drawn").isEmpty();
    }

    @Test
    void aForecastWithoutARequestIdIs400() {
        assertThat(post("", Depot.forecastBody("AKL01", Depot.START, "400"))).isEqualTo(400);
    }

    @Test
    void whatIsRefusedIsToldToTheHost() {
        post("f-1", Depot.forecastBody("AKL99", Depot.START, "400"));
        depot.run(Duration.ofSeconds(1));
        assertThat(depot.heard(LinkEvent.MessageRefused.class))
                .anyMatch(event -> event.status() == 403 && event.why().contains("AKL99"));
    }

    @Test
    void whileSuspendedRequestsAre503AndTheScopeIsReleased() {
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.released()).isTrue();
        unchanged(503, "/nz/" + FORECAST, Depot.SECRETS.get(1), Depot.forecastBody("AKL01", Depot.START, "400"));
        unchanged(401, "/nz/" + FORECAST, "guessed", Depot.forecastBody("AKL01", Depot.START, "400"));
    }

    @Test
    void whileDisabledRequestsAre503AndTheScopeIsReleased() {
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.released()).isTrue();
        assertThat(depot.link().state()).isEqualTo(LinkState.DISABLED);
        unchanged(503, "/nz/" + FORECAST, Depot.SECRETS.get(1), Depot.forecastBody("AKL01", Depot.START, "400"));

        depot.fp().configuration().enable(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
    }

    @Test
    void whenClosedRequestsAre503AndSafeLimitsHaveBeenOrdered() {
        depot.forecast("500", "80", "600");
        depot.run(Duration.ofSeconds(3));
        depot.fp().close();
        unchanged(503, "/nz/" + FORECAST, Depot.SECRETS.get(1), Depot.forecastBody("AKL01", Depot.START, "400"));
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("80"));
        depot.run(Duration.ofHours(2));
        assertThat(depot.circuit.inForce().orElseThrow()).matches(limit -> !limit.isAbove(Depot.kw("80")));
        depot.fp().close();
    }

    @Test
    void aCloseThatLeavesThingsRunningOrdersNothing() {
        int orders = depot.circuit.orders().size();
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        depot.run(Duration.ofSeconds(10));
        assertThat(depot.circuit.orders()).hasSize(orders);
        assertThat(post("f-9", Depot.forecastBody("AKL01", Depot.START, "400"))).isEqualTo(503);
    }

    private int post(String id, String body) {
        return depot.post(FORECAST, id, body).status();
    }

    private void unchanged(int status, String path, String token, String body) {
        Map<String, String> content = depot.store.content();
        Instant now = depot.time.now();
        InboundAnswer answer = depot.post(path, token, "refused-1", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(depot.store.content()).as("at " + now).isEqualTo(content);
    }
}
