package com.betterfleet.oscp.store;

import static com.betterfleet.oscp.store.StoreSamples.NOON;
import static com.betterfleet.oscp.store.StoreSamples.after;
import static com.betterfleet.oscp.store.StoreSamples.metering;
import static com.betterfleet.oscp.store.StoreSamples.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is the in-memory store's own; it passes the contract of every store in the integration tests. */
class InMemoryOscpStoreTest {
    private static OscpStore emptyStore() {
        return new InMemoryOscpStore();
    }

    @Test
    void itSaysThatItIsNotDurable() {
        assertThat(emptyStore().durable()).isFalse();
    }

    @Test
    void aRecordNamedTwiceInOneCommitIsTheCallersMistake() {
        Commit.Builder twice = Commit.builder()
                .write(metering("a"), 0, payload("x"), Optional.empty())
                .delete(metering("a"), 0);
        assertThatIllegalArgumentException().isThrownBy(twice::build).withMessageContaining("METERING:a");
    }

    @Test
    void aLimitBelowOneIsTheCallersMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> emptyStore().due(NOON, 0));
    }

    @Test
    void dueOverTwentyThousandRecordsIsALookUp() {
        OscpStore store = emptyStore();
        for (int i = 0; i < 20_000; i++) {
            store.commit(StoreSamples.write(metering("g" + i), 0, "x", Optional.of(after(i))));
        }
        List<Key> firstTen = store.due(after(20_000), 10);
        assertThat(firstTen).hasSize(10).startsWith(metering("g0"), metering("g1"));
        // A scan of all records would take minutes for this many calls.
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20_000; i++) {
                store.due(after(20_000), 1);
            }
        });
    }
}
