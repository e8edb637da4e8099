package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.operation.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an edit does to a link and to limits that are alive (decision 15), also in the middle of things. */
class LiveEditTest {
    private static final SecretRef RENEWED = SecretRef.of("nz/renewed");

    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void anEditedSiteLimitIsOrderedAtOnceInTheSameSession() {
        depot.live("500");
        long session = depot.link().session();
        bind(Depot.binding().siteLimit(Power.kilowatts("300")));
        depot.run(Duration.ofSeconds(2));

        assertThat(depot.obeys("300")).isTrue();
        assertThat(depot.link().session()).isEqualTo(session);
        bind(Depot.binding());
        depot.run(Duration.ofSeconds(2));
        assertThat(depot.obeys("500")).isTrue();
    }

    @Test
    void anEditWhileASinkCallIsUnderWayIsOrderedAboveIt() {
        depot.live("500");
        depot.forecast("400");
        depot.run(Duration.ofMillis(100));
        assertThat(depot.limit().confirmed()).as("the order is under way").contains(Depot.kw("500"));
        bind(Depot.binding().siteLimit(Power.kilowatts("250")));
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.obeys("250")).isTrue();
        depot.run(Duration.ofMinutes(10));
        assertThat(depot.obeys("250")).isTrue();
    }

    @Test
    void equalSettingsWriteNothingRaiseNothingAndKeepTheSession() {
        depot.live("500");
        depot.run(Duration.ofSeconds(5));
        Map<String, String> content = depot.store.content();
        int events = depot.events.size();
        Depot.tenLines(depot.fp());
        depot.fp().configuration().enable(Depot.NZ, Depot.OPS);

        assertThat(depot.store.content()).isEqualTo(content);
        assertThat(depot.events).hasSize(events);
    }

    @Test
    void anEditOfTheProfilesSettingsAsksForANewHandshake() {
        needsNewSession(Depot.connection().setting("settling", "30"));
    }

    @Test
    void anEditOfHeadersAsksForANewHandshake() {
        needsNewSession(Depot.connection().header("more", "1"));
    }

    @Test
    void anEditOfTheTokenAsksForANewHandshake() {
        depot.vault.put(RENEWED, Secret.of(Depot.SECRETS.get(0)));
        needsNewSession(Depot.connection().presentToken(RENEWED));
    }

    @Test
    void anEditOfTheBarePathTouchesNoSession() {
        depot.live("500");
        long session = depot.link().session();
        connect(Depot.connection().barePath(true));
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.link().session()).isEqualTo(session);
        assertThat(depot.obeys("500")).isTrue();
    }

    @Test
    void aHandshakeUnderWayWhenTheTokenIsEditedIsDroppedForANewOne() {
        depot.line.cut();
        depot.boot().run(Duration.ofSeconds(3));
        assertThat(depot.link().state()).isEqualTo(LinkState.HANDSHAKING);
        depot.vault.put(RENEWED, Secret.of(Depot.SECRETS.get(0)));
        long started = handshakes();
        connect(Depot.connection().presentToken(RENEWED));
        depot.run(Duration.ofSeconds(1));
        assertThat(handshakes()).as("a new handshake, with an id of its own").isEqualTo(started + 1);
        depot.line.restore();
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(5));
        assertThat(depot.link().session()).isEqualTo(1);
    }

    @Test
    void aMessageUnderWayWhenTheTokenIsEditedIsTriedAgainInTheNewSession() {
        depot.live("500");
        depot.cp.answer("update_asset_measurements", 401);
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).plus(Duration.ofMinutes(3)));
        assertThat(depot.link().conditions()).isNotEmpty();
        depot.cp.answerNormally("update_asset_measurements");
        depot.vault.put(RENEWED, Secret.of(Depot.SECRETS.get(0)));
        connect(Depot.connection().presentToken(RENEWED));
        depot.run(Duration.ofSeconds(10));

        assertThat(depot.cp.windows("AKL01"))
                .as("at once, not after the back-off")
                .hasSize(1);
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void aLateRefusalOfTheOldTokenHurtsNoNewSessionRuleI33() {
        CompletableFuture<HttpReply> late = new CompletableFuture<>();
        AtomicBoolean held = new AtomicBoolean();
        depot.carrying = sender -> call ->
                call.uri().getPath().endsWith("measurements") && !held.getAndSet(true) ? late : sender.send(call);
        depot.live("500");
        depot.runUntil(held::get, Duration.ofMinutes(20));
        depot.vault.put(RENEWED, Secret.of(Depot.SECRETS.get(0)));
        connect(Depot.connection().presentToken(RENEWED));
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        late.complete(new HttpReply(401, List.of(), new byte[0]));
        depot.run(Duration.ofSeconds(2));

        assertThat(depot.heard(LinkEvent.ConditionRaised.class)).isEmpty();
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
    }

    @Test
    void disableReleasesAndEnableNeedsAHandshakeAndAForecast() {
        depot.live("500");
        long session = depot.link().session();
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.circuit.released()).isTrue();
        assertThat(depot.post("heartbeat", "r-1", "{}").status()).isEqualTo(503);
        int received = depot.cp.received().size();
        depot.run(Duration.ofMinutes(20));
        assertThat(depot.cp.received()).hasSize(received);

        depot.fp().configuration().enable(Depot.NZ, Depot.OPS);
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(1));
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.link().session()).isGreaterThan(session);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        depot.forecast("450");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.obeys("450")).isTrue();
        assertThat(history()).extracting(HistoryEntry::what).endsWith("disable", "enable");
    }

    @Test
    void bindingAgainNeedsNoRestart() {
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.circuit.released()).isTrue();
        bind(Depot.binding());
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        depot.forecast("430");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.obeys("430")).isTrue();
    }

    @Test
    void anEditOnOneNodeIsSeenByTheOther() {
        depot.live("500");
        Node second = depot.another("fp-2", "depot-2.example");
        second.fp().configuration().bind("nz", Depot.binding().siteLimit(Power.kilowatts("200")), Depot.OPS);
        assertThat(depot.fp().configuration().bindings(Depot.NZ).get(0).siteLimit())
                .isEqualTo(Power.kilowatts("200"));
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.obeys("200")).isTrue();
        second.fp().configuration().disable(Depot.NZ, Depot.OPS);
        assertThat(depot.post("heartbeat", "r-1", "{}").status()).isEqualTo(503);
        assertThat(history()).extracting(HistoryEntry::what).endsWith("disable");
    }

    @Test
    void enableDoesNotUndoAnEditThatOvertookIt() {
        depot.boot();
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        overtakenBy(fp -> connect(Depot.connection().header("more", "1").enabled(false)));
        depot.fp().configuration().enable(Depot.NZ, Depot.OPS);

        assertThat(depot.fp().configuration().connections().get(0))
                .isEqualTo(Depot.connection().header("more", "1").build());
    }

    @Test
    void ofTwoGroupsThatAreGivenOneAssetAtOnceOneIsRefused() {
        depot.boot();
        overtakenBy(fp -> bind(other("AKL02", "n2").asset("depot")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bind(other("AKL03", "n3").asset("depot")))
                .withMessage("asset 'depot' of group AKL03 is reported by group AKL02 already: one asset per group,"
                        + " give each its own");
        assertThat(depot.fp().configuration().bindings(Depot.NZ)).hasSize(2);
    }

    /** They are changed in turns, for what one may have only once is looked for among all. */
    @Test
    void ofTwoConnectionsThatAreGivenTheBarePathAtOnceOneIsRefused() {
        depot.boot();
        overtakenBy(fp -> connect(ConnectionSettings.of("au", "vector")
                .cpBaseUrl(Depot.CP_URL)
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"))
                .barePath(true)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(Depot.connection().barePath(true)))
                .withMessage("connection au has the bare path already");
    }

    @Test
    void theHistoryNamesWhoDidWhatAndNoSecret() {
        depot.live("500");
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.fp().operations().resume(Depot.NZ, Depot.OPS);
        depot.fp().operations().resendLimit(Depot.GROUP, Depot.OPS);

        List<HistoryEntry> history = history();
        assertThat(history)
                .extracting(HistoryEntry::what)
                .containsExactly("connect", "bind", "suspend", "suspend", "resume", "resend-limit");
        assertThat(history.get(2).before()).contains("{\"session\":1,\"state\":\"ONLINE\"}");
        assertThat(history.get(2).after()).contains("{\"result\":\"done\",\"session\":1,\"state\":\"SUSPENDED\"}");
        assertThat(history.get(3).after().orElseThrow()).contains("suspended already");
        assertThat(history.get(1).group()).contains(Depot.GROUP);
        assertThat(history.get(2).group()).isEmpty();
        assertThat(history.get(5).group()).contains(Depot.GROUP);
        assertThat(depot.fp().configuration().history(Depot.NZ, 2, 3)).isEqualTo(history.subList(2, 5));
        assertThat(history.toString()).doesNotContain(Depot.SECRETS);
        assertThat(depot.fp().configuration().asOf(Depot.NZ, 0)).isEmpty();
        assertThat(depot.fp().configuration().asOf(Depot.NZ, 1).orElseThrow().bindings())
                .isEmpty();
    }

    private void needsNewSession(ConnectionSettingsBuilder edited) {
        depot.live("500");
        long session = depot.link().session();
        Instant before = depot.time.now();
        connect(edited);
        depot.run(Duration.ofSeconds(10));

        assertThat(depot.heard(LinkEvent.LinkChanged.class)
                        .filter(event -> event.at().compareTo(before) >= 0))
                .extracting(LinkEvent.LinkChanged::to)
                .containsExactly(LinkState.REGISTERED, LinkState.HANDSHAKING, LinkState.ONLINE);
        assertThat(depot.link().session()).isEqualTo(session + 1);
    }

    /** Before the next commit of ours somebody else edits. */
    private void overtakenBy(Consumer<Depot> rival) {
        boolean[] done = {false};
        depot.store.beforeCommit(commit -> {
            if (!done[0]) {
                done[0] = true;
                rival.accept(depot);
            }
            return true;
        });
    }

    private long handshakes() {
        return depot.heard(LinkEvent.HandshakeStarted.class).count();
    }

    private List<HistoryEntry> history() {
        return depot.fp().configuration().history(Depot.NZ, 0, 100);
    }

    private static GroupBinding.Builder other(String group, String node) {
        return GroupBinding.of(group)
                .scope("mg", node)
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Depot.FALLBACK);
    }

    private void bind(GroupBinding.Builder binding) {
        depot.fp().configuration().bind("nz", binding, Depot.OPS);
    }

    private void connect(ConnectionSettingsBuilder settings) {
        depot.fp().configuration().connect(settings, Depot.OPS);
    }
}
