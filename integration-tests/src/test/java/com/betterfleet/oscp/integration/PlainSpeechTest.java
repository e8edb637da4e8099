package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.Explanation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators read: sensible in every situation, and no secret of the vault in any of it. */
class PlainSpeechTest {
    private final Depot depot = new Depot();
    private final List<String> read = new ArrayList<>();

    @AfterEach
    void noSecretWasSpoken() {
        depot.events.forEach(event -> read.add(event.toString()));
        depot.store.journal().forEach(line -> read.add(line.toString()));
        read.add(depot.store.text());
        for (String secret : Depot.SECRETS) {
            assertThat(read).noneMatch(text -> text.contains(secret));
        }
        depot.close();
    }

    @Test
    void beforeAnyContact() throws Exception {
        depot.line.cut();
        depot.boot().run(Duration.ofSeconds(5));
        JsonNode link = status().get("connections").get(0);
        assertThat(link.get("session").asLong()).isZero();
        assertThat(link.get("groups")
                        .get(0)
                        .get("limits")
                        .get(0)
                        .get("plannedWatts")
                        .asLong())
                .isEqualTo(120_000);
        assertThat(explain()).contains("120 kW").contains("FALLBACK").containsIgnoringCase("fallback of the binding");
    }

    @Test
    void whileLive() throws Exception {
        depot.online();
        String id = depot.forecast("500");
        depot.run(Duration.ofSeconds(5));
        JsonNode limit = status().get("connections")
                .get(0)
                .get("groups")
                .get(0)
                .get("limits")
                .get(0);
        assertThat(limit.get("mode").asText()).isEqualTo("LIVE");
        assertThat(limit.get("confirmedWatts").asLong()).isEqualTo(500_000);
        assertThat(limit.get("ordered").get("revision").asLong()).isEqualTo(depot.circuit.revision());
        assertThat(explain()).contains("500 kW").contains("LIVE").contains(id);
    }

    @Test
    void underAProtectiveZero() throws Exception {
        depot.live("500");
        depot.forecast("0");
        depot.run(Duration.ofSeconds(5));
        JsonNode group = status().get("connections").get(0).get("groups").get(0);
        assertThat(group.get("protectiveZeroSince").asText()).isNotEmpty();
        assertThat(group.get("limits").get(0).get("plannedWatts").asLong()).isZero();
        assertThat(explain().toLowerCase(Locale.ROOT)).contains("0 kw").contains("protective zero");
    }

    @Test
    void withADeadLine() throws Exception {
        depot.live("50");
        depot.line.cut();
        depot.run(Duration.ofMinutes(10));
        assertThat(status().get("connections")
                        .get(0)
                        .get("groups")
                        .get(0)
                        .get("limits")
                        .get(0)
                        .get("mode")
                        .asText())
                .isEqualTo("FALLBACK");
        assertThat(explain()).contains("50 kW").contains("FALLBACK").containsIgnoringCase("earlier forecast");
    }

    @Test
    void whileSuspended() throws Exception {
        depot.live("500");
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofSeconds(5));
        JsonNode link = status().get("connections").get(0);
        assertThat(link.get("state").asText()).isEqualTo("SUSPENDED");
        assertThat(link.get("groups").get(0).get("limits").get(0).get("plannedWatts"))
                .isNull();
        assertThat(explain()).contains("RELEASED").contains("no limit from here");
    }

    @Test
    void whenTheUtilityRefusesOurToken() throws Exception {
        depot.vault.put(SecretRef.of("nz/out"), Secret.of("wrong-" + Depot.SECRETS.get(0)));
        depot.boot().run(Duration.ofMinutes(2));
        assertThat(status().get("connections").get(0).get("conditions").toString())
                .contains("AUTH_FAILED");
    }

    @Test
    void whenASecretIsMissing() throws Exception {
        depot.vault.remove(SecretRef.of("nz/out"));
        depot.boot().run(Duration.ofMinutes(2));
        assertThat(depot.link().state()).isNotEqualTo(LinkState.ONLINE);
        assertThat(status().get("connections").get(0).get("conditions").toString())
                .contains("nz/out");
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        depot.vault.put(SecretRef.of("nz/out"), Secret.of(Depot.SECRETS.get(0)));
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(10));
        assertThat(status().get("connections").get(0).get("conditions")).isEmpty();
    }

    @Test
    void exceptionsKeepSecretsToo() {
        depot.boot();
        tell(catchThrowable(() -> depot.fp()
                .configuration()
                .connect(
                        ConnectionSettings.of("nz", "vector").header("apikey", SecretRef.of("nz/apikey")), Depot.OPS)));
        tell(catchThrowable(
                () -> depot.fp().configuration().bind("nz", Depot.binding().scope("mg-8", "x"), Depot.OPS)));
        tell(catchThrowable(() -> depot.fp().explain(GroupRef.of("au", "X"), Depot.START)));
        depot.store.down(true);
        tell(catchThrowable(() -> depot.fp().status()));
        tell(catchThrowable(() -> depot.fp().configuration().disable(Depot.NZ, Depot.OPS)));
        depot.store.down(false);
        read.add(depot.fp().configuration().connections().toString());
        read.add(depot.fp().configuration().bindings(Depot.NZ).toString());
        read.add(depot.vault.toString());
        read.add(depot.vault.get(SecretRef.of("nz/out")).toString());
        read.add(depot.post("/nz/heartbeat", "guess-" + Depot.SECRETS.get(1), "r-1", "{}")
                .toString());
    }

    @Test
    void theFutureIsExplainedAsWellAsThePresent() {
        depot.online();
        depot.forecast("500", "60");
        depot.run(Duration.ofSeconds(5));
        Explanation ahead = depot.fp().explain(Depot.GROUP, Depot.START.plus(Depot.QUARTER));
        assertThat(ahead.reasoning().limit()).contains(Depot.kw("60"));
        assertThat(ahead.toText()).contains("60 kW");
        Explanation beyond = depot.fp().explain(Depot.GROUP, Depot.START.plus(Duration.ofDays(3)));
        assertThat(beyond.reasoning().limit()).contains(Depot.kw("120"));
    }

    private JsonNode status() throws Exception {
        String json = depot.fp().status().toJson();
        read.add(json);
        read.add(depot.fp().status().toString());
        return new JsonMapper().readTree(json);
    }

    private String explain() {
        String text = depot.fp().explain("AKL01", depot.time.now()).toText();
        read.add(text);
        return text;
    }

    private void tell(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        read.add(text.toString());
    }
}
