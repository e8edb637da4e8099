package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.HistoryEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handshake now, suspend and resume in every state where an operator may ask for them. */
class LinkOperationsTest {
    private static final Actor KIM = Actor.of("kim");

    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void suspendingTwiceIsSuspendingOnceAndSaysSo() {
        depot.online();
        assertThat(depot.fp().operations().suspend(Depot.NZ, KIM)).isEqualTo("done");
        assertThat(depot.fp().operations().suspend(Depot.NZ, KIM)).contains("suspended already");
        assertThat(depot.link().state()).isEqualTo(LinkState.SUSPENDED);
    }

    @Test
    void resumingWhatIsNotSuspendedChangesNothing() {
        depot.online();
        long session = depot.link().session();
        assertThat(depot.fp().operations().resume(Depot.NZ, KIM)).contains("not suspended");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.link().session()).isEqualTo(session);
    }

    @Test
    void aSuspendedLinkSaysThatItMustBeResumedBeforeAHandshake() {
        depot.online();
        depot.fp().operations().suspend(Depot.NZ, KIM);
        refused("resume it", depot.fp().operations().handshakeNow(Depot.NZ, KIM));
    }

    @Test
    void aDisabledLinkSaysThatItMustBeEnabledFirst() {
        depot.online();
        depot.fp().configuration().disable(Depot.NZ, KIM);
        refused("enable it", depot.fp().operations().handshakeNow(Depot.NZ, KIM));
        refused("enable it", depot.fp().operations().resume(Depot.NZ, KIM));
        assertThat(depot.fp().operations().suspend(Depot.NZ, KIM)).contains("disabled by the configuration already");
        assertThat(depot.link().state()).isEqualTo(LinkState.DISABLED);
    }

    @Test
    void handshakeNowWhereOnlyThePeerMayStartOneIsRefusedByNameOfTheProfile() {
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection().setting("handshake", "await"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
        depot.boot().run(Duration.ofSeconds(2));
        refused("profile vector lets only the peer", depot.fp().operations().handshakeNow(Depot.NZ, KIM));
    }

    @Test
    void handshakeNowWhileOnlineRenegotiatesInTheSameSession() {
        depot.live("500");
        long session = depot.link().session();
        long handshakes = handshakes();
        assertThat(depot.fp().operations().handshakeNow(Depot.NZ, KIM)).isEqualTo("done");
        assertThat(depot.fp().operations().handshakeNow(Depot.NZ, KIM)).contains("under way already");
        depot.run(Duration.ofSeconds(10));

        assertThat(handshakes()).isEqualTo(handshakes + 1);
        assertThat(depot.link().session()).isEqualTo(session);
        assertThat(depot.obeys("500")).isTrue();
    }

    /** What was refused leaves no line; what was done, or asked for in vain, leaves one with actor and result. */
    private void refused(String naming, String told) {
        assertThat(told).startsWith("not done: ").contains(naming);
        List<HistoryEntry> history = depot.fp().configuration().history(Depot.NZ, 0, 100);
        assertThat(history).noneMatch(entry -> entry.after().orElse("").contains("not done"));
    }

    private long handshakes() {
        return depot.cp.received().stream()
                .filter(message -> message.action().equals("handshake"))
                .count();
    }
}
