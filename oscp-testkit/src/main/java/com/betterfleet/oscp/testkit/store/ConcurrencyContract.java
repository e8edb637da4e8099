package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.COMMITTED;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.claim;
import static com.betterfleet.oscp.testkit.store.StoreSamples.item;
import static com.betterfleet.oscp.testkit.store.StoreSamples.line;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;
import static com.betterfleet.oscp.testkit.store.StoreSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Several threads and nodes: no update is lost, and what a commit wrote is seen by whoever reads after it. */
abstract class ConcurrencyContract extends StoreRules {
    ConcurrencyContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void threadsThatIncrementByCompareAndSetLoseNoUpdate() throws Exception {
        int threads = 8;
        int each = 50;
        committed(write(metering("counter"), 0, "0"));
        together(threads, thread -> {
            for (int i = 0; i < each; i++) {
                increment(handle(thread));
            }
            return each;
        });
        Stored counter = store().find(metering("counter")).orElseThrow();
        assertThat(StoreSamples.text(counter.payload()))
                .as(
                        "%d threads that each incremented a counter %d times by compare-and-set: updates are lost",
                        threads, each)
                .isEqualTo(String.valueOf(threads * each));
        assertThat(counter.version()).isEqualTo(1 + threads * each);
    }

    private static void increment(OscpStore at) {
        until(() -> {
            Stored seen = at.find(metering("counter")).orElseThrow();
            int next = Integer.parseInt(StoreSamples.text(seen.payload())) + 1;
            return at.commit(write(seen.key(), seen.version(), String.valueOf(next))) == COMMITTED;
        });
    }

    @Test
    void oneOfManyThreadsCreatesARecord() throws Exception {
        for (int round = 0; round < 40; round++) {
            String id = "r" + round;
            List<CommitResult> results =
                    together(4, thread -> handle(thread).commit(write(metering(id), 0, "by " + thread)));
            assertThat(results)
                    .as("of several that create one record at once, one is told COMMITTED")
                    .containsOnlyOnce(COMMITTED);
            assertThat(StoreSamples.text(
                            store().find(metering(id)).orElseThrow().payload()))
                    .isEqualTo("by " + results.indexOf(COMMITTED));
        }
    }

    @Test
    void whatWasCommittedIsSeenByEveryThreadAndNode() throws Exception {
        List<OscpStore> readers = List.of(store(), another());
        for (int version = 0; version < 20; version++) {
            int last = version;
            committed(Commit.builder()
                    .write(metering("a"), last, payload("x" + last), Optional.of(NOON.plusSeconds(last)))
                    .add(queue("q"), item("i" + last, last))
                    .claim(claim("nz", "c" + last, "h", NOON))
                    .line(line("nz", "l" + last)));
            for (OscpStore reader : readers) {
                Callable<Boolean> check = () -> seen(reader, last + 1L);
                assertThat(together(List.of(check, check)))
                        .as("a read that starts after a commit has returned sees it: from any thread and any node")
                        .containsExactly(true, true);
                assertThat(check.call()).isTrue();
            }
        }
    }

    /** Every kind of read sees everything of so many commits. */
    private static boolean seen(OscpStore at, long commits) {
        long last = commits - 1;
        assertThat(at.find(metering("a")).orElseThrow().version())
                .as("find is stale")
                .isEqualTo(commits);
        assertThat(at.list(Kind.METERING, Optional.empty(), 1).get(0).version())
                .as("list is stale")
                .isEqualTo(commits);
        assertThat(at.due(NOON.plusSeconds(last), 1)).as("due is stale").containsExactly(metering("a"));
        assertThat(at.due(NOON.plusSeconds(last - 1), 1)).as("due is stale").isEmpty();
        assertThat(at.outbox(queue("q"), 1000)).as("outbox is stale").hasSize((int) commits);
        assertThat(at.claim(link("nz"), "c" + last)).as("claim is stale").isPresent();
        assertThat(at.journal(link("nz"), last, 10)).as("journal is stale").hasSize(1);
        return true;
    }

    @Test
    void whatAnotherNodeCommittedIsBuiltUpon() {
        committed(write(metering("a"), 0, "one"));
        assertThat(another().find(metering("a")).map(Stored::version)).contains(1L);
        committed(write(metering("a"), 1, "two"));
        assertThat(another().commit(write(metering("a"), 1, "lost")))
                .as("an update is lost where a node compares with what it read before")
                .isEqualTo(CommitResult.CONFLICT);
        assertThat(another().commit(write(metering("a"), 2, "three"))).isEqualTo(COMMITTED);
        assertThat(store().find(metering("a")).map(Stored::payload)).contains(payload("three"));
    }

    @Test
    void nobodySeesHalfACommit() throws Exception {
        int commits = 100;
        together(3, thread -> thread == 0 ? wrote(commits) : read(another(), commits));
    }

    private int wrote(int commits) {
        for (int version = 0; version < commits; version++) {
            committed(Commit.builder()
                    .write(metering("first"), version, payload("x"), Optional.empty())
                    .write(metering("last"), version, payload("x"), Optional.empty())
                    .add(queue("q"), item("i" + version, version))
                    .line(line("nz", "x")));
        }
        return commits;
    }

    private static int read(OscpStore at, int commits) {
        until(() -> {
            long first = version(at, "first");
            assertThat(version(at, "last"))
                    .as("whoever sees one record of a commit sees the other")
                    .isGreaterThanOrEqualTo(first);
            long last = version(at, "last");
            assertThat(version(at, "first"))
                    .as("whoever sees one record of a commit sees the other")
                    .isGreaterThanOrEqualTo(last);
            assertThat((long) at.outbox(queue("q"), 1000).size())
                    .as("whoever sees a record of a commit sees its outbox item")
                    .isGreaterThanOrEqualTo(last);
            assertThat((long) at.journal(link("nz"), 0, 1000).size())
                    .as("whoever sees a record of a commit sees its journal line")
                    .isGreaterThanOrEqualTo(last);
            return last == commits;
        });
        return commits;
    }

    private static long version(OscpStore at, String id) {
        return at.find(metering(id)).map(Stored::version).orElse(0L);
    }
}
