package com.betterfleet.oscp.store;

import static com.betterfleet.oscp.store.StoreSamples.after;
import static com.betterfleet.oscp.store.StoreSamples.claim;
import static com.betterfleet.oscp.store.StoreSamples.item;
import static com.betterfleet.oscp.store.StoreSamples.line;
import static com.betterfleet.oscp.store.StoreSamples.link;
import static com.betterfleet.oscp.store.StoreSamples.payload;
import static com.betterfleet.oscp.store.StoreSamples.queue;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any history of commits leaves the store as it leaves a model that keeps everything in plain lists. */
class InMemoryOscpStorePropertiesTest {
    private static final List<Key> KEYS = List.of(
            link("a"),
            link("b"),
            new Key(Kind.LIMIT, "a/g"),
            new Key(Kind.METERING, "a/g"),
            new Key(Kind.METERING, "a/h"));

    @Property(tries = 300)
    void aHistoryOfCommitsAgreesWithTheModel(@ForAll("histories") List<Commit> history) {
        OscpStore store = new InMemoryOscpStore();
        StoreModel model = new StoreModel();
        for (Commit commit : history) {
            assertThat(store.commit(commit)).isEqualTo(model.commit(commit));
        }
        assertSameReads(store, model);
    }

    private static void assertSameReads(OscpStore store, StoreModel model) {
        KEYS.forEach(key -> assertThat(store.find(key)).isEqualTo(model.find(key)));
        for (Kind kind : Kind.values()) {
            assertThat(store.list(kind, Optional.empty(), 3)).isEqualTo(model.list(kind, Optional.empty(), 3));
            KEYS.forEach(key ->
                    assertThat(store.list(kind, Optional.of(key), 2)).isEqualTo(model.list(kind, Optional.of(key), 2)));
        }
        for (int at = 0; at < 6; at++) {
            assertThat(store.due(after(at), 3)).isEqualTo(model.due(after(at), 3));
        }
        for (String owner : List.of("a", "b")) {
            assertThat(store.outbox(queue(owner), 3)).isEqualTo(model.outbox(queue(owner), 3));
            assertThat(store.journal(link(owner), 1, 4)).isEqualTo(model.journal(link(owner), 1, 4));
        }
        assertThat(store.forget(after(3))).isEqualTo(model.forget(after(3)));
        for (int id = 0; id < 6; id++) {
            assertThat(store.claim(link("a"), "c" + id)).isEqualTo(model.claim(link("a"), "c" + id));
        }
    }

    @Provide
    Arbitrary<List<Commit>> histories() {
        return commits().list().ofMinSize(1).ofMaxSize(40);
    }

    private Arbitrary<Commit> commits() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, writes()),
                        Tuple.of(1, deletes()),
                        Tuple.of(1, requires()),
                        Tuple.of(3, adds()),
                        Tuple.of(1, removes()),
                        Tuple.of(1, claims()),
                        Tuple.of(1, lines()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .filter(InMemoryOscpStorePropertiesTest::nameEachRecordOnce)
                .map(InMemoryOscpStorePropertiesTest::build);
    }

    private static Commit build(List<Consumer<Commit.Builder>> parts) {
        Commit.Builder builder = Commit.builder();
        parts.forEach(part -> part.accept(builder));
        return builder.build();
    }

    private static boolean nameEachRecordOnce(List<Consumer<Commit.Builder>> parts) {
        List<Key> named = parts.stream()
                .map(part -> build(List.of(part)))
                .flatMap(commit -> Stream.concat(
                        commit.writes().stream().map(Commit.Write::key),
                        commit.deletes().stream().map(Commit.Require::key)))
                .toList();
        return named.stream().distinct().count() == named.size();
    }

    private Arbitrary<Consumer<Commit.Builder>> writes() {
        return Combinators.combine(
                        Arbitraries.of(KEYS),
                        versions(),
                        Arbitraries.of("x", "y"),
                        instants().optional())
                .as((key, version, text, due) -> builder -> builder.write(key, version, payload(text), due));
    }

    private Arbitrary<Consumer<Commit.Builder>> deletes() {
        return Combinators.combine(Arbitraries.of(KEYS), versions())
                .as((key, version) -> builder -> builder.delete(key, version));
    }

    private Arbitrary<Consumer<Commit.Builder>> requires() {
        return Combinators.combine(Arbitraries.of(KEYS), versions())
                .as((key, version) -> builder -> builder.require(key, version));
    }

    private Arbitrary<Consumer<Commit.Builder>> adds() {
        return Combinators.combine(
                        owners(),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.longs().between(0, 5))
                .as((owner, id, sequence) -> builder -> builder.add(queue(owner), item("i" + id, sequence)));
    }

    private Arbitrary<Consumer<Commit.Builder>> removes() {
        return Combinators.combine(owners(), Arbitraries.integers().between(0, 5))
                .as((owner, id) -> builder -> builder.remove(queue(owner), new RequestId("i" + id)));
    }

    private Arbitrary<Consumer<Commit.Builder>> claims() {
        return Combinators.combine(owners(), Arbitraries.integers().between(0, 5), instants())
                .as((owner, id, at) -> builder -> builder.claim(claim(owner, "c" + id, "h", at)));
    }

    private Arbitrary<Consumer<Commit.Builder>> lines() {
        return owners().map(owner -> builder -> builder.line(line(owner, "EDIT")));
    }

    private static Arbitrary<String> owners() {
        return Arbitraries.of("a", "b");
    }

    private static Arbitrary<Long> versions() {
        return Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(3, 1L), Tuple.of(2, 2L));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 5).map(StoreSamples::after);
    }
}
