package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.OscpClient;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Load, compute, commit, and only then act. */
class TransactionsTest {
    private static final Key KEY = Keys.link(ConnectionId.of("nz"));

    private final InMemoryOscpStore store = new InMemoryOscpStore();
    private final Manual executor = new Manual();
    private final List<String> done = new ArrayList<>();
    private final Transactions transactions = new Transactions(new Parts(
            store,
            new Records(store),
            new EngineClock(executor),
            UUID::randomUUID,
            () -> 0.5,
            executor,
            new Events(List.of(), executor),
            new OscpClient(
                    call -> new CompletableFuture<>(), message -> new CompletableFuture<>(), SecretVault.inMemory()),
            new Profiles(List.of()),
            null,
            null,
            new NodeName("fp-1", () -> true)));

    @Test
    void effectsRunAfterTheCommitAndNotOnTheCallersThread() {
        String result = transactions.run("test", () -> writing("a"));
        assertThat(result).isEqualTo("a");
        assertThat(version()).isEqualTo(1);
        assertThat(done).isEmpty();
        executor.runAll();
        assertThat(done).containsExactly("a at 1");
    }

    @Test
    void aConflictComputesAgainAndActsOnce() {
        int[] tries = {0};
        String result = transactions.run("test", () -> {
            Attempt<String> attempt = writing("try " + tries[0]);
            if (tries[0]++ == 0) {
                store.commit(writing("other").commit().orElseThrow());
            }
            return attempt;
        });
        executor.runAll();
        assertThat(result).isEqualTo("try 1");
        assertThat(done).containsExactly("try 1 at 2");
    }

    @Test
    void whoeverIsAlwaysOvertakenGivesUpWithoutActing() {
        assertThatThrownBy(() -> transactions.run("link nz", () -> {
                    Attempt<String> attempt = writing("mine");
                    store.commit(writing("other").commit().orElseThrow());
                    return attempt;
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("link nz");
        executor.runAll();
        assertThat(done).isEmpty();
    }

    @Test
    void aClaimThatIsTakenIsToldAtOnce() {
        Claim claim = new Claim(KEY, "r-1", "hash", Manual.START);
        store.commit(Commit.builder().claim(claim).build());
        int[] tries = {0};
        assertThatThrownBy(() -> transactions.run("test", () -> {
                    tries[0]++;
                    return Attempt.of(Commit.builder().claim(claim).build(), "x", () -> done.add("x"));
                }))
                .isInstanceOf(Transactions.Claimed.class);
        executor.runAll();
        assertThat(tries[0]).isEqualTo(1);
        assertThat(done).isEmpty();
    }

    @Test
    void aStoreThatThrowsMeansNoEffect() {
        assertThatThrownBy(() -> transactions.run("test", () -> {
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
        executor.runAll();
        assertThat(done).isEmpty();
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        assertThat(transactions.run("test", () -> Attempt.unchanged("same"))).isEqualTo("same");
        assertThat(store.find(KEY)).isEmpty();
    }

    private Attempt<String> writing(String what) {
        Commit commit = Commit.builder()
                .write(KEY, version(), PayloadCodec.write(OutboxRecord.EMPTY), Optional.empty())
                .build();
        return Attempt.of(commit, what, () -> done.add(what + " at " + version()));
    }

    private long version() {
        return store.find(KEY).map(Stored::version).orElse(0L);
    }
}
