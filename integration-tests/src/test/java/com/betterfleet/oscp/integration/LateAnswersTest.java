package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.CloseMode;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.integration.Tollgate.Held;
import com.betterfleet.oscp.integration.Tollgate.Lost;
import com.betterfleet.oscp.integration.Tollgate.Pass;
import com.betterfleet.oscp.integration.Tollgate.Try;
import com.betterfleet.oscp.store.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes when its time is over: the answer to a try that another node makes again, and work for a node that was closed. */
class LateAnswersTest {
    private static final HttpReply TAKEN = new HttpReply(204, List.of(), new byte[0]);

    private final Depot depot = new Depot();
    private final Tollgate gate = new Tollgate(depot.time::now);
    private final CompletableFuture<HttpReply> late = new CompletableFuture<>();

    @BeforeEach
    void build() {
        depot.carrying = gate;
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    @Test
    void aFailureLeavesTheMessageToTheNodeThatTriesItNow() {
        theFirstNodeIsClosedInMidSend();
        gate.demands(new Held());
        depot.runUntil(() -> gate.tries().size() == 2, Duration.ofMinutes(5));
        late.completeExceptionally(new IOException("reset"));
        depot.run(Duration.ofSeconds(30));

        assertThat(gate.tries()).as("one try at a time").hasSize(2);
    }

    @Test
    void aFailureLeavesTheMessageToTheNextTryOfTheSameNode() {
        depot.live("500");
        gate.demands(new Held(late));
        depot.runUntil(() -> gate.tries().size() == 1, Duration.ofMinutes(20));
        gate.demands(new Held());
        depot.runUntil(() -> gate.tries().size() == 2, Duration.ofMinutes(5));
        late.completeExceptionally(new IOException("reset"));
        depot.run(Duration.ofSeconds(30));

        assertThat(gate.tries()).as("one try at a time").hasSize(2);
    }

    @Test
    void aSuccessTakesNoOtherMessageThanItsOwn() {
        theFirstNodeIsClosedInMidSend();
        depot.runUntil(() -> depot.cp.windows("AKL01").size() == 1, Duration.ofMinutes(5));
        gate.demands(new Lost());
        depot.runUntil(
                () -> gate.tries().stream().map(Try::requestId).distinct().count() == 2, Duration.ofMinutes(20));
        late.complete(TAKEN);
        depot.run(Duration.ofSeconds(1));
        gate.demands(new Pass());
        depot.run(Duration.ofMinutes(6));

        assertThat(depot.cp.windows("AKL01")).hasSize(2);
    }

    @Test
    void aNodeThatWasClosedMeanwhileSendsNothingMore() {
        depot.live("500");
        gate.demands(new Held(late));
        depot.runUntil(() -> depot.group().waiting() == 2, Duration.ofHours(1));
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        int tries = gate.tries().size();
        late.complete(TAKEN);
        depot.run(Duration.ofMinutes(5));

        assertThat(depot.group().waiting()).as("what was taken is noted").isEqualTo(1);
        assertThat(gate.tries()).hasSize(tries);
    }

    @Test
    void aNodeThatIsClosedBetweenTwoPiecesOfWorkLeavesTheSecond() {
        depot.configuration = fp -> {
            Depot.tenLines(fp);
            fp.configuration().bind("nz", another(), Depot.OPS);
        };
        depot.live("500");
        depot.forecast("500", "400");
        depot.cp.forecast("WLG02", "CONSUMPTION", Depot.blocks(Depot.quarter(depot.time.now()), "500", "400"));
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).minusMillis(1));
        int orders = depot.circuit.orders().size();
        depot.store.beforeCommit(commit -> {
            if (commit.writes().stream().anyMatch(write -> write.key().kind() == Kind.LIMIT)) {
                depot.fp().close(CloseMode.LEAVE_RUNNING);
            }
            return true;
        });
        depot.run(Duration.ofMinutes(10));

        assertThat(depot.circuit.orders()).as("one of two groups").hasSize(orders + 1);
    }

    /** Its try hangs for longer than its lease, and another node is there. */
    private void theFirstNodeIsClosedInMidSend() {
        depot.live("500");
        gate.demands(new Held(late));
        depot.runUntil(() -> gate.tries().size() == 1, Duration.ofMinutes(20));
        depot.another("fp-2", "depot.example");
        depot.run(Duration.ofSeconds(2));
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        gate.demands(new Pass());
    }

    private static GroupBinding.Builder another() {
        return GroupBinding.of("WLG02")
                .scope("mg-8", "grid")
                .asset("WLG02")
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Depot.FALLBACK);
    }
}
