package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.CLAIMED;
import static com.betterfleet.oscp.store.CommitResult.COMMITTED;
import static com.betterfleet.oscp.store.CommitResult.CONFLICT;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.claim;
import static com.betterfleet.oscp.testkit.store.StoreSamples.item;
import static com.betterfleet.oscp.testkit.store.StoreSamples.line;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;
import static com.betterfleet.oscp.testkit.store.StoreSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OscpStore} owes: small records with a version, and one atomic commit. Extend it in the tests of a store:
 *
 * <pre>{@code
 * class MyStoreTest extends OscpStoreContract {
 *     protected OscpStore emptyStore() {
 *         return new MyStore(emptyDatabase());
 *     }
 * }
 * }</pre>
 */
public abstract class OscpStoreContract {
    private OscpStore store;

    /** For subclasses. */
    protected OscpStoreContract() {}

    /**
     * Makes the store that a test works on.
     *
     * @return a new, empty store
     */
    protected abstract OscpStore emptyStore();

    @BeforeEach
    void open() {
        store = emptyStore();
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        assertThat(store.commit(write(metering("nz/A"), 0, "one", Optional.of(NOON))))
                .isEqualTo(COMMITTED);
        assertThat(store.find(metering("nz/A")))
                .contains(new Stored(metering("nz/A"), 1, payload("one"), Optional.of(NOON)));
        assertThat(store.find(metering("nz/B"))).isEmpty();
    }

    @Test
    void theVersionCountsTheWrites() {
        store.commit(write(metering("a"), 0, "one"));
        assertThat(store.commit(write(metering("a"), 1, "two"))).isEqualTo(COMMITTED);
        assertThat(store.find(metering("a")).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aWriteWithAnotherVersionIsAConflict() {
        store.commit(write(metering("a"), 0, "one"));
        assertThat(store.commit(write(metering("a"), 0, "again"))).isEqualTo(CONFLICT);
        assertThat(store.commit(write(metering("a"), 2, "ahead"))).isEqualTo(CONFLICT);
        assertThat(store.commit(write(metering("b"), 1, "never written"))).isEqualTo(CONFLICT);
        assertThat(store.find(metering("a")).orElseThrow().payload()).isEqualTo(payload("one"));
    }

    @Test
    void aRequiredVersionIsCheckedButNotWritten() {
        store.commit(write(link("nz"), 0, "session 1"));
        Commit stamped = Commit.builder()
                .write(metering("a"), 0, payload("x"), Optional.empty())
                .require(link("nz"), 1)
                .build();
        assertThat(store.commit(stamped)).isEqualTo(COMMITTED);
        assertThat(store.find(link("nz")).orElseThrow().version()).isEqualTo(1);
        Commit absent = Commit.builder().require(link("nz"), 0).build();
        assertThat(store.commit(absent)).isEqualTo(CONFLICT);
    }

    @Test
    void aDeletedRecordIsGoneEverywhere() {
        store.commit(write(metering("a"), 0, "x", Optional.of(NOON)));
        assertThat(store.commit(Commit.builder().delete(metering("a"), 2).build()))
                .isEqualTo(CONFLICT);
        assertThat(store.commit(Commit.builder().delete(metering("a"), 1).build()))
                .isEqualTo(COMMITTED);
        assertThat(store.find(metering("a"))).isEmpty();
        assertThat(store.list(Kind.METERING, Optional.empty(), 10)).isEmpty();
        assertThat(store.due(NOON, 10)).isEmpty();
    }

    @Test
    void aRefusedCommitWritesNothingAtAll() {
        store.commit(write(metering("a"), 0, "one"));
        store.commit(Commit.builder().add(queue("q"), item("kept", 1)).build());
        Commit refused = everything().require(metering("a"), 7).build();
        assertThat(store.commit(refused)).isEqualTo(CONFLICT);
        assertUntouched();
    }

    @Test
    void aCommitWithAClaimedRequestIdWritesNothingAtAll() {
        store.commit(write(metering("a"), 0, "one"));
        store.commit(Commit.builder().add(queue("q"), item("kept", 1)).build());
        store.commit(Commit.builder().claim(claim("nz", "taken", "h1", NOON)).build());
        Commit refused = everything().claim(claim("nz", "taken", "h2", NOON)).build();
        assertThat(store.commit(refused)).isEqualTo(CLAIMED);
        assertThat(store.claim(link("nz"), "taken")).map(Claim::bodyHash).contains("h1");
        assertUntouched();
    }

    private static Commit.Builder everything() {
        return Commit.builder()
                .write(metering("b"), 0, payload("b"), Optional.of(NOON))
                .delete(metering("a"), 1)
                .add(queue("q"), item("new", 2))
                .remove(queue("q"), new RequestId("kept"))
                .claim(claim("nz", "fresh", "h", NOON))
                .line(line("nz", "CONNECT"));
    }

    private void assertUntouched() {
        assertThat(store.find(metering("a"))).isPresent();
        assertThat(store.find(metering("b"))).isEmpty();
        assertThat(store.due(NOON, 10)).isEmpty();
        assertThat(store.outbox(queue("q"), 10)).containsExactly(item("kept", 1));
        assertThat(store.claim(link("nz"), "fresh")).isEmpty();
        assertThat(store.journal(link("nz"), 0, 10)).isEmpty();
    }

    @Test
    void dueNamesTheEarliestFirstAndTiesByKey() {
        store.commit(write(metering("late"), 0, "x", Optional.of(after(30))));
        store.commit(write(metering("b"), 0, "x", Optional.of(after(10))));
        store.commit(write(metering("a"), 0, "x", Optional.of(after(10))));
        store.commit(write(metering("z"), 0, "x", Optional.of(after(5))));
        store.commit(write(metering("never"), 0, "x"));
        assertThat(store.due(after(10), 10)).containsExactly(metering("z"), metering("a"), metering("b"));
        assertThat(store.due(after(10), 2)).containsExactly(metering("z"), metering("a"));
        assertThat(store.due(after(9), 10)).containsExactly(metering("z"));
        assertThat(store.due(after(4), 10)).isEmpty();
    }

    @Test
    void aRecordIsDueOnlyAtItsLatestInstant() {
        store.commit(write(metering("a"), 0, "x", Optional.of(after(10))));
        store.commit(write(metering("a"), 1, "x", Optional.of(after(20))));
        assertThat(store.due(after(15), 10)).isEmpty();
        assertThat(store.due(after(20), 10)).containsExactly(metering("a"));
        store.commit(write(metering("a"), 2, "x"));
        assertThat(store.due(after(1000), 10)).isEmpty();
    }

    @Test
    void listPagesThroughOneKindInTheOrderOfTheKeys() {
        for (String id : List.of("c", "a", "d", "b")) {
            store.commit(write(metering(id), 0, id));
            store.commit(write(link(id), 0, id));
        }
        List<Stored> page = store.list(Kind.METERING, Optional.empty(), 3);
        assertThat(page).extracting(Stored::key).containsExactly(metering("a"), metering("b"), metering("c"));
        assertThat(store.list(Kind.METERING, Optional.of(metering("c")), 3))
                .extracting(Stored::key)
                .containsExactly(metering("d"));
        assertThat(store.list(Kind.METERING, Optional.of(metering("d")), 3)).isEmpty();
        assertThat(store.list(Kind.LIMIT, Optional.empty(), 3)).isEmpty();
    }

    @Test
    void aQueueIsReadInTheOrderOfItsSequence() {
        store.commit(Commit.builder()
                .add(queue("q"), item("z", 2))
                .add(queue("q"), item("y", 1))
                .add(queue("q"), item("x", 3))
                .add(queue("other"), item("w", 0))
                .build());
        assertThat(store.outbox(queue("q"), 10)).containsExactly(item("y", 1), item("z", 2), item("x", 3));
        assertThat(store.outbox(queue("q"), 1)).containsExactly(item("y", 1));
    }

    @Test
    void addingAnItemOfAKnownIdReplacesItInPlace() {
        OutboxItem tried = item("a", 1).retryAt(after(5));
        store.commit(Commit.builder()
                .add(queue("q"), item("a", 1))
                .add(queue("q"), item("b", 2))
                .build());
        store.commit(Commit.builder().add(queue("q"), tried).build());
        assertThat(store.outbox(queue("q"), 10)).containsExactly(tried, item("b", 2));
        OutboxItem last = item("a", 3);
        store.commit(Commit.builder().add(queue("q"), last).build());
        assertThat(store.outbox(queue("q"), 10)).containsExactly(item("b", 2), last);
    }

    @Test
    void parkedItemsStayInTheQueueUntilTheyAreRemoved() {
        OutboxItem parked = item("a", 1).park("400");
        store.commit(Commit.builder()
                .add(queue("q"), parked)
                .add(queue("q"), item("b", 2))
                .build());
        assertThat(store.outbox(queue("q"), 10)).containsExactly(parked, item("b", 2));
        Commit remove = Commit.builder().remove(queue("q"), new RequestId("a")).build();
        assertThat(store.commit(remove)).isEqualTo(COMMITTED);
        assertThat(store.commit(remove)).as("gone already is no conflict").isEqualTo(COMMITTED);
        assertThat(store.outbox(queue("q"), 10)).containsExactly(item("b", 2));
    }

    @Test
    void requestIdsOfTwoOwnersAreIndependent() {
        store.commit(Commit.builder().claim(claim("nz", "1", "h", NOON)).build());
        assertThat(store.commit(
                        Commit.builder().claim(claim("au", "1", "h", NOON)).build()))
                .isEqualTo(COMMITTED);
        assertThat(store.claim(link("nz"), "1")).contains(claim("nz", "1", "h", NOON));
        assertThat(store.claim(link("nz"), "2")).isEmpty();
    }

    @Test
    void oneCommitCannotClaimARequestIdTwice() {
        Commit twice = Commit.builder()
                .claim(claim("nz", "1", "h1", NOON))
                .claim(claim("nz", "1", "h2", NOON))
                .build();
        assertThat(store.commit(twice)).isEqualTo(CLAIMED);
        assertThat(store.claim(link("nz"), "1")).isEmpty();
    }

    @Test
    void claimsMadeBeforeAnInstantAreForgottenAndMayBeMadeAgain() {
        store.commit(Commit.builder()
                .claim(claim("nz", "old", "h", NOON))
                .claim(claim("nz", "new", "h", after(1)))
                .build());
        assertThat(store.forget(after(1))).isEqualTo(1);
        assertThat(store.claim(link("nz"), "old")).isEmpty();
        assertThat(store.claim(link("nz"), "new")).isPresent();
        assertThat(store.forget(after(1))).isZero();
        assertThat(store.commit(Commit.builder()
                        .claim(claim("nz", "old", "h", after(2)))
                        .build()))
                .isEqualTo(COMMITTED);
    }

    @Test
    void journalLinesAreNumberedFromOneWithoutHoles() {
        store.commit(Commit.builder()
                .line(line("nz", "A"))
                .line(line("au", "X"))
                .line(line("nz", "B"))
                .build());
        store.commit(
                Commit.builder().line(line("nz", "no")).require(link("nz"), 9).build());
        store.commit(Commit.builder().line(line("nz", "C")).build());
        assertThat(store.journal(link("nz"), 0, 10))
                .extracting(JournalLine::what)
                .containsExactly("A", "B", "C");
        assertThat(store.journal(link("nz"), 0, 10))
                .extracting(JournalLine::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(store.journal(link("nz"), 1, 1))
                .extracting(JournalLine::what)
                .containsExactly("B");
        assertThat(store.journal(link("nz"), 3, 10)).isEmpty();
        assertThat(store.journal(link("au"), 0, 10)).hasSize(1);
    }

    @Test
    void threadsThatIncrementByCompareAndSetLoseNoUpdate() throws Exception {
        int threads = 8;
        int each = 250;
        store.commit(write(metering("counter"), 0, "0"));
        inParallel(threads, () -> {
            for (int i = 0; i < each; i++) {
                increment();
            }
            return each;
        });
        Stored counter = store.find(metering("counter")).orElseThrow();
        assertThat(StoreSamples.text(counter.payload())).isEqualTo(String.valueOf(threads * each));
        assertThat(counter.version()).isEqualTo(1 + threads * each);
        assertThat(store.journal(link("nz"), 0, Integer.MAX_VALUE))
                .extracting(JournalLine::number)
                .hasSize(threads * each)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private void increment() {
        CommitResult result;
        do {
            Stored seen = store.find(metering("counter")).orElseThrow();
            int next = Integer.parseInt(StoreSamples.text(seen.payload())) + 1;
            result = store.commit(Commit.builder()
                    .write(seen.key(), seen.version(), payload(String.valueOf(next)), Optional.empty())
                    .line(line("nz", "INCREMENT"))
                    .build());
        } while (result != COMMITTED);
    }

    @Test
    void oneOfManyThreadsWinsAClaim() throws Exception {
        List<CommitResult> results = inParallel(
                8,
                () -> store.commit(
                        Commit.builder().claim(claim("nz", "1", "h", NOON)).build()));
        assertThat(results)
                .containsOnlyOnce(COMMITTED)
                .filteredOn(CLAIMED::equals)
                .hasSize(7);
    }

    private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
