package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is connected and bound: at every boot, by edits, and what is refused. */
class ConfigurationTest {
    private static final Key CONNECTION = new Key(Kind.CONNECTION, "nz");

    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void theTenLinesDoNothingAtTheSecondBoot() {
        depot.boot().run(Duration.ofSeconds(2));
        depot.crash();
        depot.restart();

        assertThat(depot.store.journal(CONNECTION, 0, 10))
                .extracting(JournalLine::what)
                .containsExactly("connect", "bind");
    }

    @Test
    void aSessionSurvivesTheTenLinesAtTheNextBoot() {
        depot.live("500");
        long session = depot.link().session();
        depot.crash();
        depot.restart();

        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.link().session()).isEqualTo(session);
    }

    @Test
    void anEditIsJournalledWithActorBeforeAndAfter() throws Exception {
        depot.boot();
        depot.fp().configuration().bind("nz", Depot.binding().fallback(Power.kilowatts("60")), Actor.of("kim"));

        List<JournalLine> lines = depot.store.journal(CONNECTION, 1, 10);
        assertThat(lines).hasSize(2);
        JournalLine edit = lines.get(1);
        assertThat(edit.actor()).isEqualTo("kim");
        assertThat(edit.what()).isEqualTo("bind");
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(edit.before()))
                .isEqualTo(json.readTree(lines.get(0).after()));
        assertThat(edit.before()).contains("120000");
        assertThat(edit.after()).contains("60000").doesNotContain("120000");
        assertThat(lines.get(0).before()).isEmpty();
    }

    @Test
    void anEditedFallbackIsOrderedAtOnce() {
        depot.boot().run(Duration.ofSeconds(3));
        depot.fp().configuration().bind("nz", Depot.binding().fallback(Power.kilowatts("60")), Depot.OPS);
        depot.run(Duration.ofSeconds(2));

        assertThat(depot.circuit.inForce()).contains(Depot.kw("60"));
    }

    @Test
    void anEditOfCredentialsNeedsANewSession() {
        depot.live("500");
        long session = depot.link().session();
        depot.line.cut();
        depot.fp().configuration().connect(Depot.connection().header("more", "1"), Depot.OPS);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.link().state()).isIn(LinkState.REGISTERED, LinkState.HANDSHAKING);
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        depot.line.restore();
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(10));
        assertThat(depot.link().session()).isGreaterThan(session);
    }

    @Test
    void aCrashBetweenAnEditOfCredentialsAndItsEffectLosesNothing() {
        depot.live("500");
        depot.line.cut();
        depot.store.afterCommit(() -> depot.node().process().kill());
        depot.fp().configuration().connect(Depot.connection().header("more", "1"), Depot.OPS);
        depot.store.afterCommit(() -> {});
        depot.crash();
        depot.configuration = fp -> {};
        depot.restart();

        assertThat(depot.link().state()).isNotEqualTo(LinkState.ONLINE);
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
    }

    @Test
    void aCrashAfterDisablingKeepsTheConnectionDisabled() {
        depot.live("500");
        depot.store.afterCommit(() -> depot.node().process().kill());
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        depot.store.afterCommit(() -> {});
        depot.crash();
        depot.configuration = fp -> {};
        depot.restart();
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.link().state()).isEqualTo(LinkState.DISABLED);
        assertThat(depot.circuit.released()).isTrue();
    }

    @Test
    void aCrashAfterUnbindingStillReleases() {
        depot.live("500");
        depot.store.afterCommit(() -> depot.node().process().kill());
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.store.afterCommit(() -> {});
        depot.crash();
        depot.configuration = fp -> {};
        depot.restart();
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.circuit.released()).isTrue();
        assertThat(depot.link().groups()).isEmpty();
    }

    @Test
    void aCrashAfterRebindingLeavesTheGroupUnderItsFallback() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        depot.store.afterCommit(() -> depot.node().process().kill());
        depot.fp().configuration().bind("nz", Depot.binding(), Depot.OPS);
        depot.store.afterCommit(() -> {});
        depot.crash();
        depot.configuration = fp -> {};
        depot.restart();
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.mode()).isNotEqualTo(Mode.RELEASED);
        assertThat(depot.circuit.released()).isFalse();
    }

    @Test
    void aGroupMovesToAnotherScopeOnlyOnceTheOldOneIsReleased() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        refused("still releases scope", Depot.binding().scope("mg-8", "grid"));
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.circuit.released()).isTrue();
        depot.fp().configuration().bind("nz", Depot.binding().scope("mg-8", "grid"), Depot.OPS);
    }

    @Test
    void buildNamesWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlexibilityProvider.builder().build())
                .withMessageContaining("store");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlexibilityProvider.builder()
                        .store(new InMemoryOscpStore())
                        .secrets(SecretVault.inMemory())
                        .scheduler(depot.time.process("nobody"))
                        .build())
                .withMessageContaining("sink");
    }

    @Test
    void aNodeHasOneTo64PrintableCharacters() {
        for (String name : new String[] {"", " ", "a\nb", "ü", "n".repeat(65)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FlexibilityProvider.builder().node(name))
                    .withMessageContaining("node")
                    .withMessageContaining("64");
        }
        assertThat(FlexibilityProvider.builder().node("n".repeat(64))).isNotNull();
    }

    @Test
    void connectNamesWhatIsMissing() {
        depot.boot();
        ConnectionSettingsBuilder noCredential = ConnectionSettings.of("other", "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp/cp/2.0"))
                .presentToken(SecretRef.of("nz/out"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().connect(noCredential, Depot.OPS))
                .withMessageContaining("expectToken");
        ConnectionSettingsBuilder noHeader = ConnectionSettings.of("other", "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp/cp/2.0"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().connect(noHeader, Depot.OPS))
                .withMessageContaining("apikey");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp()
                        .configuration()
                        .connect(
                                ConnectionSettings.of("other", "nobody")
                                        .cpBaseUrl(URI.create("https://derms.example/oscp/cp/2.0"))
                                        .presentToken(SecretRef.of("nz/out"))
                                        .expectToken(SecretRef.of("nz/in")),
                                Depot.OPS))
                .withMessageContaining("nobody")
                .withMessageContaining("vector");
        assertThat(depot.fp().configuration().connections()).hasSize(1);
    }

    @Test
    void bindNamesWhatIsMissing() {
        depot.boot();
        refused(
                "fallback",
                GroupBinding.of("AKL02").scope("mg-8", "grid").asset("A").siteLimit(Depot.SITE_LIMIT));
        refused(
                "siteLimit",
                GroupBinding.of("AKL02").scope("mg-8", "grid").asset("A").fallback(Depot.FALLBACK));
        refused(
                "scope",
                GroupBinding.of("AKL02").asset("A").siteLimit(Depot.SITE_LIMIT).fallback(Depot.FALLBACK));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().bind("nowhere", Depot.binding(), Depot.OPS))
                .withMessageContaining("nowhere");
    }

    @Test
    void bindRefusesTheScopeOfAnotherGroupRuleI28() {
        depot.boot();
        refused(
                "one scope, one group",
                GroupBinding.of("AKL02")
                        .scope("mg-7", "grid")
                        .asset("A")
                        .siteLimit(Depot.SITE_LIMIT)
                        .fallback(Depot.FALLBACK));
    }

    @Test
    void bindRefusesAGroupIdThatTheProfileRefuses() {
        depot.boot();
        refused(
                "AKL-02",
                GroupBinding.of("AKL-02")
                        .scope("mg-8", "grid")
                        .asset("A")
                        .siteLimit(Depot.SITE_LIMIT)
                        .fallback(Depot.FALLBACK));
    }

    @Test
    void bindRefusesAnotherScopeForTheSameGroup() {
        depot.boot();
        refused("unbind it before", Depot.binding().scope("mg-8", "grid"));
        assertThat(depot.group().scope()).isEqualTo(Depot.SCOPE);
    }

    @Test
    void unbindReleasesAndItsForecastsGet403() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.circuit.released()).isTrue();
        String body = Depot.forecastBody("AKL01", Depot.START, "100");
        assertThat(depot.post("update_group_capacity_forecast", "after-unbind", body)
                        .status())
                .isEqualTo(403);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().explain(Depot.GROUP, Depot.START))
                .withMessageContaining("nz/AKL01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS))
                .withMessageContaining("not bound");
    }

    @Test
    void rebindingGoesOnAboveTheOldRevisionAndNeedsAFreshForecastRuleI9() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        long released = depot.circuit.revision();
        depot.fp().configuration().bind("nz", Depot.binding(), Depot.OPS);
        depot.run(Duration.ofSeconds(3));

        assertThat(depot.circuit.last().revision()).isGreaterThan(released);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        assertThat(depot.limit().confirmed()).contains(Depot.kw("120"));
        depot.forecast("400");
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("400"));
    }

    @Test
    void aScopeThatWasGivenUpMayBeBoundToAnotherGroup() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(3));
        depot.fp()
                .configuration()
                .bind(
                        "nz",
                        GroupBinding.of("AKL02")
                                .scope("mg-7", "grid")
                                .asset("AKL02")
                                .siteLimit(Depot.SITE_LIMIT)
                                .fallback(Depot.FALLBACK),
                        Depot.OPS);
        depot.run(Duration.ofMinutes(2));

        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        assertThat(depot.group().group()).isEqualTo(GroupRef.of("nz", "AKL02"));
        assertThat(depot.limit().confirmed()).contains(Depot.kw("120"));
        assertThat(depot.circuit.released()).isFalse();
    }

    @Test
    void aGroupIsNamedByItsBareIdWhileThatIsUnique() {
        depot.boot().run(Duration.ofSeconds(2));
        assertThat(depot.fp().explain("AKL01", Depot.START).group()).isEqualTo(Depot.GROUP);
        assertThat(depot.fp().explain("nz/AKL01", Depot.START).group()).isEqualTo(Depot.GROUP);
        assertThatIllegalArgumentException().isThrownBy(() -> depot.fp().explain("AKL02", Depot.START));
        depot.fp()
                .configuration()
                .connect(
                        ConnectionSettings.of("au", "vector")
                                .cpBaseUrl(URI.create("https://other.example/oscp/cp/2.0"))
                                .presentToken(SecretRef.of("nz/out"))
                                .expectToken(SecretRef.of("nz/in"))
                                .header("fp-id", "F1")
                                .header("apikey", SecretRef.of("nz/apikey")),
                        Depot.OPS);
        depot.fp().configuration().bind("au", Depot.binding().scope("mg-9", "grid"), Depot.OPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().explain("AKL01", Depot.START))
                .withMessageContaining("au/AKL01")
                .withMessageContaining("nz/AKL01");
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.inForce(new ManagedScope("mg-9", "grid"))).contains(Depot.kw("120"));
    }

    private void refused(String naming, GroupBinding.Builder binding) {
        List<JournalLine> before = depot.store.journal();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().bind("nz", binding, Depot.OPS))
                .withMessageContaining(naming);
        assertThat(depot.store.journal()).isEqualTo(before);
    }
}
