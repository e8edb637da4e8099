package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.CLAIMED;
import static com.betterfleet.oscp.store.CommitResult.CONFLICT;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.claim;
import static com.betterfleet.oscp.testkit.store.StoreSamples.item;
import static com.betterfleet.oscp.testkit.store.StoreSamples.line;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One commit is all or nothing, whichever part of it cannot be had. */
abstract class CommitContract extends StoreRules {
    CommitContract(OscpStoreContract suite) {
        super(suite);
    }

    @BeforeEach
    void fill() {
        committed(Commit.builder()
                .write(metering("changed"), 0, payload("before"), Optional.empty())
                .write(metering("deleted"), 0, payload("before"), Optional.empty())
                .write(link("nz"), 0, payload("before"), Optional.empty())
                .add(queue("q"), item("kept", 1))
                .add(queue("q"), item("replaced", 2))
                .claim(claim("nz", "taken", "h1", NOON))
                .line(line("nz", "before")));
    }

    /** A commit with every kind of part, all of which can be had. */
    private static void everything(Commit.Builder commit) {
        commit.write(metering("created"), 0, payload("after"), Optional.of(NOON))
                .write(metering("changed"), 1, payload("after"), Optional.of(NOON))
                .delete(metering("deleted"), 1)
                .require(link("nz"), 1)
                .add(queue("q"), item("new", 3))
                .add(queue("q"), item("replaced", 9).retryAt(NOON))
                .add(queue("fresh"), item("first", 1))
                .remove(queue("q"), new RequestId("kept"))
                .claim(claim("nz", "fresh", "h", NOON))
                .line(line("nz", "after"))
                .line(line("au", "after"));
    }

    @Test
    void allPartsOfACommitAreWrittenTogether() {
        Commit.Builder commit = Commit.builder();
        everything(commit);
        committed(commit);
        assertThat(store().find(metering("created"))).isPresent();
        assertThat(store().find(metering("changed")).orElseThrow().version()).isEqualTo(2);
        assertThat(store().find(metering("deleted"))).isEmpty();
        assertThat(store().due(NOON, 10)).containsExactly(metering("changed"), metering("created"));
        assertThat(store().outbox(queue("q"), 10))
                .containsExactly(item("new", 3), item("replaced", 9).retryAt(NOON));
        assertThat(store().outbox(queue("fresh"), 10)).containsExactly(item("first", 1));
        assertThat(store().claim(link("nz"), "fresh")).isPresent();
        assertThat(store().journal(link("nz"), 1, 10))
                .extracting(JournalLine::what)
                .containsExactly("after");
        assertThat(store().journal(link("au"), 0, 10)).hasSize(1);
    }

    @Test
    void aCommitWithAVersionThatIsNotSoWritesNothingAtAll() {
        List<Consumer<Commit.Builder>> wrong = List.of(
                commit -> commit.write(metering("other"), 1, payload("x"), Optional.empty()),
                commit -> commit.write(link("nz"), 2, payload("x"), Optional.empty()),
                commit -> commit.delete(metering("absent"), 1),
                commit -> commit.require(metering("absent"), 1),
                commit -> commit.require(link("nz"), 0));
        wrong.forEach(part -> {
            assertThat(store().commit(everythingAnd(part, true))).isEqualTo(CONFLICT);
            assertUntouched();
            assertThat(store().commit(everythingAnd(part, false))).isEqualTo(CONFLICT);
            assertUntouched();
        });
    }

    @Test
    void aCommitWithAClaimedRequestIdWritesNothingAtAll() {
        Consumer<Commit.Builder> taken = commit -> commit.claim(claim("nz", "taken", "h2", NOON));
        Consumer<Commit.Builder> twice =
                commit -> commit.claim(claim("nz", "twice", "h1", NOON)).claim(claim("nz", "twice", "h2", NOON));
        List.of(taken, twice).forEach(part -> {
            assertThat(store().commit(everythingAnd(part, true))).isEqualTo(CLAIMED);
            assertUntouched();
            assertThat(store().commit(everythingAnd(part, false))).isEqualTo(CLAIMED);
            assertUntouched();
        });
        assertThat(store().claim(link("nz"), "taken")).map(Claim::bodyHash).contains("h1");
        assertThat(store().claim(link("nz"), "twice")).isEmpty();
    }

    @Test
    void aClaimedRequestIdIsToldBeforeAVersion() {
        Commit both = Commit.builder()
                .claim(claim("nz", "taken", "h1", NOON))
                .require(link("nz"), 7)
                .build();
        assertThat(store().commit(both))
                .as("a request that was accepted before is told so, though its records have moved since")
                .isEqualTo(CLAIMED);
    }

    private static Commit everythingAnd(Consumer<Commit.Builder> part, boolean first) {
        Commit.Builder commit = Commit.builder();
        if (first) {
            part.accept(commit);
        }
        everything(commit);
        if (!first) {
            part.accept(commit);
        }
        return commit.build();
    }

    private void assertUntouched() {
        assertThat(store().find(metering("created")))
                .as("a refused commit wrote a record")
                .isEmpty();
        assertThat(store().find(metering("changed")).orElseThrow().version())
                .as("a refused commit changed a record")
                .isEqualTo(1);
        assertThat(store().find(metering("deleted")))
                .as("a refused commit deleted a record")
                .isPresent();
        assertThat(store().find(metering("other")))
                .as("a refused commit wrote a record")
                .isEmpty();
        assertThat(store().find(link("nz")).orElseThrow().version())
                .as("a refused commit counted a requirement as a write")
                .isEqualTo(1);
        assertThat(store().due(NOON, 10))
                .as("a refused commit made a record due")
                .isEmpty();
        assertThat(store().outbox(queue("q"), 10))
                .as("a refused commit added, replaced or removed an outbox item")
                .containsExactly(item("kept", 1), item("replaced", 2));
        assertThat(store().outbox(queue("fresh"), 10))
                .as("a refused commit added an outbox item")
                .isEmpty();
        assertThat(store().claim(link("nz"), "fresh"))
                .as("a refused commit claimed a request id")
                .isEmpty();
        assertThat(store().journal(link("nz"), 0, 10))
                .as("a refused commit appended a journal line")
                .hasSize(1);
        assertThat(store().journal(link("au"), 0, 10))
                .as("a refused commit appended a journal line")
                .isEmpty();
    }
}
