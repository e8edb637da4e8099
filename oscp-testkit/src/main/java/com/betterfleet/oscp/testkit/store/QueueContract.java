package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.item;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Commit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A queue gives back every item that was put into it and not taken out, in order. */
abstract class QueueContract extends StoreRules {
    QueueContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void aQueueIsReadInTheOrderOfItsSequence() {
        committed(Commit.builder()
                .add(queue("q"), item("z", 2))
                .add(queue("q"), item("y", 1))
                .add(queue("q"), item("x", 3))
                .add(queue("other"), item("w", 0)));
        assertThat(store().outbox(queue("q"), 10))
                .as("smallest sequence first, whatever came in first")
                .containsExactly(item("y", 1), item("z", 2), item("x", 3));
        assertThat(store().outbox(queue("q"), 1))
                .as("the head, where one is asked for")
                .containsExactly(item("y", 1));
        assertThat(store().outbox(queue("nobody's"), 10)).isEmpty();
    }

    @Test
    void sequencesAreNumbersNotText() {
        long[] sequences = {9, 10, 100, 2, 1L << 40};
        for (long sequence : sequences) {
            committed(Commit.builder().add(queue("q"), item("i" + sequence, sequence)));
        }
        assertThat(store().outbox(queue("q"), 10))
                .extracting(OutboxItem::sequence)
                .as("10 goes behind 9")
                .containsExactly(2L, 9L, 10L, 100L, 1L << 40);
    }

    @Test
    void addingAnItemOfAKnownIdReplacesIt() {
        OutboxItem tried = item("a", 1).retryAt(after(5));
        committed(Commit.builder().add(queue("q"), item("a", 1)).add(queue("q"), item("b", 2)));
        committed(Commit.builder().add(queue("q"), tried));
        assertThat(store().outbox(queue("q"), 10))
                .as("an item is replaced by one of its request id and keeps its place")
                .containsExactly(tried, item("b", 2));
        committed(Commit.builder().add(queue("q"), item("a", 3)));
        assertThat(store().outbox(queue("q"), 10))
                .as("with another sequence it moves")
                .containsExactly(item("b", 2), item("a", 3));
    }

    @Test
    void oneRequestIdInTwoQueuesIsTwoItems() {
        committed(Commit.builder().add(queue("q"), item("a", 1)).add(queue("r"), item("a", 5)));
        committed(Commit.builder().remove(queue("q"), new RequestId("a")));
        assertThat(store().outbox(queue("q"), 10)).isEmpty();
        assertThat(store().outbox(queue("r"), 10))
                .as("another owner's item stays")
                .containsExactly(item("a", 5));
    }

    @Test
    void inOneCommitItemsAreRemovedFirstAndAddedThenTheLastOfAnIdCounts() {
        committed(Commit.builder().add(queue("q"), item("a", 1)));
        committed(Commit.builder()
                .add(queue("q"), item("a", 2))
                .add(queue("q"), item("a", 3))
                .remove(queue("q"), new RequestId("a")));
        assertThat(store().outbox(queue("q"), 10)).containsExactly(item("a", 3));
    }

    @Test
    void parkedItemsStayInTheQueueUntilTheyAreRemoved() {
        OutboxItem parked = item("a", 1).park("400");
        committed(Commit.builder().add(queue("q"), parked).add(queue("q"), item("b", 2)));
        assertThat(store().outbox(queue("q"), 10))
                .as("parked items keep their place, they are for the operator")
                .containsExactly(parked, item("b", 2));
        Commit remove = Commit.builder().remove(queue("q"), new RequestId("a")).build();
        committed(remove);
        committed(remove);
        assertThat(store().outbox(queue("q"), 10)).containsExactly(item("b", 2));
    }

    @Test
    void everyComponentOfAnItemIsKept() {
        byte[] body = ("{\"note\":\"" + "Ω".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        OutboxItem full = new OutboxItem(
                new RequestId("é".repeat(255)),
                Long.MAX_VALUE,
                Action.UPDATE_GROUP_MEASUREMENTS,
                "2026-04-04T12:00:00Z, Ω",
                body,
                Optional.of(new RequestId("correlated")),
                Optional.of(after(3600).plusMillis(1)),
                NOON.plusMillis(999),
                7,
                after(1).plusMillis(123),
                Optional.of("400: " + "ü".repeat(4000)));
        committed(Commit.builder().add(queue("q"), full));
        assertThat(store().outbox(queue("q"), 1).get(0))
                .as("an item is read with every component as it was added, its body byte by byte")
                .isEqualTo(full);
    }

    @Test
    void manyItemsAreAllThereInOrder() {
        List<OutboxItem> items =
                IntStream.range(0, 300).mapToObj(i -> item("i" + i, i)).toList();
        for (int from = 0; from < items.size(); from += 50) {
            Commit.Builder commit = Commit.builder();
            items.subList(from, from + 50).forEach(item -> commit.add(queue("q"), item));
            committed(commit);
        }
        Commit.Builder some = Commit.builder();
        IntStream.range(0, 300).filter(i -> i % 3 == 0).forEach(i -> some.remove(queue("q"), new RequestId("i" + i)));
        committed(some);
        assertThat(store().outbox(queue("q"), 1000))
                .as("no item is dropped but those removed")
                .containsExactlyElementsOf(
                        items.stream().filter(item -> item.sequence() % 3 != 0).toList());
    }

    @Test
    void noItemIsDroppedWhenManyChangeOneQueue() throws Exception {
        int threads = 4;
        int each = 40;
        together(threads, thread -> {
            for (int i = 0; i < each; i++) {
                long sequence = (long) i * threads + thread;
                OutboxItem item = item("i" + sequence, sequence);
                decided(handle(thread), Commit.builder().add(queue("q"), item).build());
                Commit next = i % 3 == 0
                        ? Commit.builder().remove(queue("q"), item.requestId()).build()
                        : Commit.builder()
                                .add(queue("q"), item.retryAt(after(9)))
                                .build();
                decided(handle(thread + 1), next);
            }
            return each;
        });
        List<OutboxItem> expected = IntStream.range(0, threads * each)
                .filter(sequence -> sequence / threads % 3 != 0)
                .mapToObj(sequence -> item("i" + sequence, sequence).retryAt(after(9)))
                .toList();
        assertThat(store().outbox(queue("q"), 1000))
                .as("what %d threads added, replaced and removed at once: no item is dropped, none comes back", threads)
                .containsExactlyElementsOf(expected);
    }
}
