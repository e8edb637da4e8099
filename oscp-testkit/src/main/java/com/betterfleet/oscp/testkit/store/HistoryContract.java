package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Any history of commits leaves a store as it leaves a model that keeps everything in plain lists. */
abstract class HistoryContract extends StoreRules {
    private static final int HISTORIES = 60;

    HistoryContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void aHistoryOfCommitsAgreesWithTheModel() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Commit> history = RandomHistory.of(seed);
            if (difference(history).isPresent()) {
                List<Commit> shortest = shortest(history);
                throw new AssertionError("a store owes what a plain model does; seed " + seed + ", shortest history:\n"
                        + shortest.stream().map(Commit::toString).collect(Collectors.joining("\n")) + "\n"
                        + difference(shortest).map(AssertionError::getMessage).orElse("it agrees when tried again"));
            }
        }
    }

    /** Leaves out one commit after the other for as long as what remains still fails. */
    private List<Commit> shortest(List<Commit> history) {
        for (int i = 0; i < history.size(); i++) {
            List<Commit> without = new ArrayList<>(history);
            without.remove(i);
            if (difference(without).isPresent()) {
                return shortest(without);
            }
        }
        return history;
    }

    private Optional<AssertionError> difference(List<Commit> history) {
        OscpStore store = emptied();
        StoreModel model = new StoreModel();
        try {
            for (Commit commit : history) {
                assertThat(store.commit(commit)).as("the answer to %s", commit).isEqualTo(model.commit(commit));
            }
            records(model);
            rest(model);
            return Optional.empty();
        } catch (AssertionError different) {
            return Optional.of(different);
        }
    }

    private void records(StoreModel model) {
        OscpStore store = another();
        RandomHistory.KEYS.forEach(key -> assertThat(store.find(key)).as("find").isEqualTo(model.find(key)));
        for (Kind kind : Kind.values()) {
            assertThat(store.list(kind, Optional.empty(), 3))
                    .as("list")
                    .isEqualTo(model.list(kind, Optional.empty(), 3));
            RandomHistory.KEYS.stream()
                    .filter(key -> key.kind() == kind)
                    .forEach(key -> assertThat(store.list(kind, Optional.of(key), 2))
                            .as("list")
                            .isEqualTo(model.list(kind, Optional.of(key), 2)));
        }
        for (int at = 0; at < RandomHistory.IDS; at++) {
            assertThat(store.due(after(at), 3)).as("due").isEqualTo(model.due(after(at), 3));
        }
    }

    private void rest(StoreModel model) {
        OscpStore store = another();
        for (String owner : RandomHistory.OWNERS) {
            assertThat(store.outbox(queue(owner), 3)).as("outbox").isEqualTo(model.outbox(queue(owner), 3));
            assertThat(store.journal(link(owner), 1, 4)).as("journal").isEqualTo(model.journal(link(owner), 1, 4));
        }
        assertThat(store.forget(after(3))).as("forget").isEqualTo(model.forget(after(3)));
        for (int id = 0; id < RandomHistory.IDS; id++) {
            for (String owner : RandomHistory.OWNERS) {
                assertThat(store.claim(link(owner), "c" + id))
                        .as("claim")
                        .isEqualTo(model.claim(link(owner), "c" + id));
            }
        }
    }
}
