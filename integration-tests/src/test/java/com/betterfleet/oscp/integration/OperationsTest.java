package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.JournalLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators do by hand; each is in the journal with its actor. */
class OperationsTest {
    private static final Actor KIM = Actor.of("kim");

    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void handshakeNowDoesNotWaitForTheBackOff() {
        depot.cp.answer("handshake", 503);
        depot.boot().run(Duration.ofMinutes(10));
        assertThat(depot.link().state()).isEqualTo(LinkState.HANDSHAKING);
        depot.cp.answerNormally("handshake");
        assertThat(depot.fp().operations().handshakeNow(Depot.NZ, KIM)).isEqualTo("done");
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        journalled("handshake-now");
    }

    @Test
    void suspendReleasesAndResumeFallsBackUntilHandshakeAndForecast() {
        depot.live("500");
        depot.fp().operations().suspend(Depot.NZ, KIM);
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.mode()).isEqualTo(Mode.RELEASED);
        assertThat(depot.circuit.released()).isTrue();
        int received = depot.cp.received().size();
        depot.run(Duration.ofMinutes(20));
        assertThat(depot.cp.received()).as("a suspended connection is silent").hasSize(received);

        depot.cp.answer("handshake", 503);
        depot.fp().operations().resume(Depot.NZ, KIM);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        depot.cp.answerNormally("handshake");
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
        depot.run(Duration.ofSeconds(10));
        assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
        depot.forecast("450");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.obeys("450")).isTrue();
        journalled("suspend");
        journalled("resume");
    }

    @Test
    void resendLimitOrdersTheSameWithANewRevision() {
        depot.live("500");
        long revision = depot.circuit.revision();
        String answer = depot.fp().operations().resendLimit(Depot.GROUP, KIM);
        depot.run(Duration.ofSeconds(2));

        assertThat(depot.circuit.revision()).isEqualTo(revision + 1);
        assertThat(depot.obeys("500")).isTrue();
        assertThat(answer).contains("500").contains(Long.toString(revision + 1));
        journalled("resend-limit");
        assertThat(depot.heard(GroupEvent.OperationDone.class))
                .anyMatch(event -> event.actor().equals("kim") && event.what().equals("resend-limit"));
    }

    @Test
    void overridingAProtectiveZeroDropsItsFlagAndNothingElse() {
        depot.live("500");
        depot.forecast("0");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.group().protectiveZeroSince()).isPresent();
        assertThat(depot.circuit.last().protectiveZero()).isTrue();
        String answer = depot.fp().operations().overrideProtectiveZero(Depot.GROUP, KIM);
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.group().protectiveZeroSince()).isEmpty();
        assertThat(depot.circuit.inForce()).contains(Depot.kw("0"));
        assertThat(answer).contains("above zero from");
        journalled("override-protective-zero");
    }

    @Test
    void aParkedMeasurementIsListedAndSentAgainWithItsOwnId() {
        OutboxItem parked = park();
        depot.fp().operations().retryParked(Depot.GROUP, parked.requestId(), KIM);
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
        assertThat(depot.cp.windows("AKL01"))
                .anyMatch(window -> window.requestId().equals(parked.requestId().value()));
        assertThat(depot.group().parked()).isZero();
        journalled("retry-parked");
    }

    @Test
    void aParkedMeasurementMayBeDiscarded() {
        OutboxItem parked = park();
        depot.fp().operations().discardParked(Depot.GROUP, parked.requestId(), KIM);
        depot.run(Duration.ofMinutes(1));

        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
        assertThat(depot.cp.windows("AKL01"))
                .noneMatch(
                        window -> window.requestId().equals(parked.requestId().value()));
        assertThat(depot.heard(MeteringEvent.WindowDropped.class).map(MeteringEvent.WindowDropped::why))
                .as("told as dropped, and waited for no longer")
                .containsExactly("it was parked, and discarded by kim");
        assertThat(depot.group().metering().orElseThrow().unacknowledged()).isZero();
        journalled("discard-parked");
    }

    @Test
    void aParkedMeasurementDoesNotHoldTheNextOneUp() {
        park();
        depot.run(Duration.ofMinutes(15));
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
        assertThat(depot.group().parked()).isEqualTo(1);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        depot.boot().run(Duration.ofSeconds(2));
        List<JournalLine> before = depot.store.journal();
        GroupRef nobody = GroupRef.of("nz", "AKL99");
        refused("AKL99", () -> depot.fp().operations().resendLimit(nobody, KIM));
        refused("AKL99", () -> depot.fp().operations().overrideProtectiveZero(nobody, KIM));
        refused("AKL99", () -> depot.fp().operations().parked(nobody));
        refused("au", () -> depot.fp().operations().suspend(ConnectionId.of("au"), KIM));
        refused("r-1", () -> depot.fp().operations().discardParked(Depot.GROUP, new RequestId("r-1"), KIM));
        assertThat(depot.store.journal()).isEqualTo(before);
    }

    @Test
    void anOperationAndItsJournalLineAreOneCommit() {
        depot.live("500");
        depot.store.beforeCommit(commit -> commit.lines().isEmpty());
        assertThatThrownBy(() -> depot.fp().operations().suspend(Depot.NZ, KIM))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the store failed: IllegalStateException");
        depot.store.beforeCommit(commit -> true);
        depot.run(Duration.ofSeconds(3));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.store.journal()).noneMatch(line -> line.what().equals("suspend"));
    }

    private OutboxItem park() {
        depot.live("500");
        depot.cp.answer("update_asset_measurements", 400);
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).plus(Duration.ofMinutes(3)));
        depot.cp.answerNormally("update_asset_measurements");
        List<OutboxItem> parked = depot.fp().operations().parked(Depot.GROUP);
        assertThat(parked).hasSize(1);
        assertThat(depot.heard(GroupEvent.MessageParked.class)).hasSize(1);
        return parked.get(0);
    }

    private void journalled(String what) {
        assertThat(depot.store.journal())
                .anyMatch(line -> line.what().equals(what) && line.actor().equals("kim"));
    }

    private static void refused(String naming, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(naming);
    }
}
