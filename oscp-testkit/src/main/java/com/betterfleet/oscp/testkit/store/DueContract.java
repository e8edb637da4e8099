package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is due is named, earliest first, and nothing is skipped for good. */
abstract class DueContract extends StoreRules {
    private static final int MANY = 57;

    DueContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void dueNamesTheEarliestFirstAndTiesByKey() {
        committed(write(metering("late"), 0, "x", Optional.of(after(30))));
        committed(write(metering("b"), 0, "x", Optional.of(after(10))));
        committed(write(metering("a"), 0, "x", Optional.of(after(10))));
        committed(write(metering("z"), 0, "x", Optional.of(after(5))));
        committed(write(metering("never"), 0, "x"));
        assertThat(store().due(after(10), 10))
                .as("due at or before the instant, earliest first, ties by key")
                .containsExactly(metering("z"), metering("a"), metering("b"));
        assertThat(store().due(after(10), 2)).containsExactly(metering("z"), metering("a"));
        assertThat(store().due(after(9), 10)).containsExactly(metering("z"));
        assertThat(store().due(after(10).minusMillis(1), 10))
                .as("a millisecond too early is too early")
                .containsExactly(metering("z"));
        assertThat(store().due(after(4), 10)).isEmpty();
    }

    @Test
    void tiesOfTwoKindsAreNamedInTheOrderOfTheKinds() {
        List<Kind> kinds = Arrays.asList(Kind.values());
        for (int i = kinds.size() - 1; i >= 0; i--) {
            committed(write(new Key(kinds.get(i), "a"), 0, "x", Optional.of(NOON)));
        }
        assertThat(store().due(NOON, 100))
                .as("of records due at one instant the kind decides in the order of its declaration, not of its name")
                .extracting(Key::kind)
                .containsExactlyElementsOf(kinds);
    }

    @Test
    void aRecordIsDueOnlyAtItsLatestInstant() {
        committed(write(metering("a"), 0, "x", Optional.of(after(10))));
        committed(write(metering("a"), 1, "x", Optional.of(after(20))));
        assertThat(store().due(after(15), 10))
                .as("the instant before the last write is forgotten")
                .isEmpty();
        assertThat(store().due(after(20), 10)).as("a record is due once").containsExactly(metering("a"));
        committed(write(metering("a"), 2, "x"));
        assertThat(store().due(after(1000), 10))
                .as("a record without an instant is never due")
                .isEmpty();
    }

    @Test
    void askingIsNotHandling() {
        committed(write(metering("a"), 0, "x", Optional.of(NOON)));
        for (int i = 0; i < 3; i++) {
            assertThat(store().due(NOON, 10))
                    .as("a record stays due until it is written again, however often it was named")
                    .containsExactly(metering("a"));
            assertThat(another().due(NOON, 10)).as("also to other nodes").containsExactly(metering("a"));
        }
    }

    @Test
    void handlingPageByPageLeavesNothingOut() {
        manyAt(NOON);
        List<Key> handled = new ArrayList<>();
        List<Key> page = store().due(NOON, 10);
        while (!page.isEmpty() && handled.size() <= MANY) {
            assertThat(page).as("never more than the limit").hasSizeLessThanOrEqualTo(10);
            page.forEach(key -> handle(store(), key, Optional.empty()));
            handled.addAll(page);
            page = store().due(NOON, 10);
        }
        assertThat(handled)
                .as("of %d records due at one instant, asked for ten at a time, each is named once", MANY)
                .containsExactlyElementsOf(many());
    }

    @Test
    void recordsThatStayDueHideNoOthers() {
        manyAt(NOON);
        committed(write(metering("earlier"), 0, "x", Optional.of(after(-60))));
        List<Key> seen = new ArrayList<>();
        List<Key> page;
        do {
            page = store().due(NOON, 10 + seen.size()).stream()
                    .filter(key -> !seen.contains(key))
                    .toList();
            seen.addAll(page);
        } while (!page.isEmpty() && seen.size() <= MANY);
        assertThat(seen)
                .as("a larger limit names those behind the ones that could not be handled")
                .hasSize(MANY + 1)
                .startsWith(metering("earlier"))
                .containsAll(many());
    }

    @Test
    void recordsThatAreDueAgainWhileOthersAreHandledHideNoOthers() {
        manyAt(NOON);
        Set<Key> handled = new HashSet<>();
        for (int round = 1; round <= MANY && handled.size() < MANY; round++) {
            Instant again = NOON.plusMillis(round);
            List<Key> page = store().due(after(60), 10);
            page.forEach(key -> handle(store(), key, Optional.of(again)));
            handled.addAll(page);
        }
        assertThat(handled)
                .as("a record that is due again goes behind those that have waited longer")
                .containsExactlyInAnyOrderElementsOf(many());
    }

    @Test
    void twoNodesThatHandleWhatIsDueLeaveNothingOut() throws Exception {
        manyAt(NOON);
        List<Integer> handled = together(2, node -> {
            OscpStore at = handle(node);
            int[] mine = {0};
            until(() -> {
                List<Key> page = at.due(NOON, 7);
                mine[0] += (int) page.stream()
                        .filter(key -> handle(at, key, Optional.empty()))
                        .count();
                return page.isEmpty();
            });
            return mine[0];
        });
        assertThat(handled.stream().mapToInt(Integer::intValue).sum())
                .as("each record that is due is handled by one of two nodes")
                .isEqualTo(MANY);
    }

    private void manyAt(Instant instant) {
        many().forEach(key -> committed(write(key, 0, "x", Optional.of(instant))));
    }

    private static List<Key> many() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> metering("nz/" + i))
                .sorted()
                .toList();
    }

    /** Writes the record again unless it has been handled by somebody else. */
    private static boolean handle(OscpStore at, Key key, Optional<Instant> next) {
        Stored seen = at.find(key).orElseThrow();
        if (seen.nextDue().isEmpty()) {
            return false;
        }
        Commit done = Commit.builder()
                .write(key, seen.version(), payload("done"), next)
                .build();
        return at.commit(done) == CommitResult.COMMITTED;
    }
}
