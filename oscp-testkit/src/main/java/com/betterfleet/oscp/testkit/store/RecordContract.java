package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.COMMITTED;
import static com.betterfleet.oscp.store.CommitResult.CONFLICT;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records: read as written, counted, found by their exact key, listed in the order of keys. */
abstract class RecordContract extends StoreRules {
    /** Ids as partners and hosts write them, and some that a careless query mistakes for each other. */
    private static final List<String> ODD_IDS = List.of(
            "A",
            "a",
            "AKL01",
            "akl01",
            "a ",
            "a b",
            "a%",
            "a_",
            "a/",
            "a/b",
            "a/b/c",
            "a0",
            "ab",
            "a'b",
            "a\"b",
            "a\\b",
            "%",
            "_",
            "é",
            "e\u0301",
            "Ω",
            "日本",
            "ß",
            "ss",
            "\uD83D\uDD0C",
            "10",
            "9",
            "nz/",
            "nz/1",
            "nz0",
            "nzz");

    RecordContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        committed(write(metering("nz/A"), 0, "one", Optional.of(NOON)));
        assertThat(store().find(metering("nz/A")))
                .as("a record is found with version, payload and instant as committed")
                .contains(new Stored(metering("nz/A"), 1, payload("one"), Optional.of(NOON)));
        assertThat(store().find(metering("nz/B")))
                .as("what was never written is absent")
                .isEmpty();
        assertThat(store().find(link("nz/A")))
                .as("a key is kind and id, not id alone")
                .isEmpty();
    }

    @Test
    void theVersionCountsTheWrites() {
        for (int version = 0; version < 5; version++) {
            committed(write(metering("a"), version, "x" + version));
            assertThat(store().find(metering("a")).orElseThrow().version())
                    .as("the first write makes version 1, each further one adds 1")
                    .isEqualTo(version + 1);
        }
    }

    @Test
    void aWriteWithAnotherVersionIsAConflict() {
        committed(write(metering("a"), 0, "one"));
        for (long expected : new long[] {0, 2, -1, Long.MAX_VALUE}) {
            assertThat(store().commit(write(metering("a"), expected, "lost")))
                    .as(
                            "an update is lost where a write that expects version %d of a record with version 1 is taken",
                            expected)
                    .isEqualTo(CONFLICT);
        }
        assertThat(store().commit(write(metering("b"), 1, "lost")))
                .as("a write that expects version 1 of a record that is absent")
                .isEqualTo(CONFLICT);
        assertThat(store().find(metering("a")).orElseThrow().payload())
                .as("a refused write changes nothing")
                .isEqualTo(payload("one"));
        assertThat(store().find(metering("b"))).isEmpty();
    }

    @Test
    void aRequiredVersionIsCheckedButNotWritten() {
        committed(write(link("nz"), 0, "session 1"));
        committed(Commit.builder()
                .write(metering("a"), 0, payload("x"), Optional.empty())
                .require(link("nz"), 1)
                .require(link("au"), 0));
        assertThat(store().find(link("nz")).orElseThrow().version())
                .as("a requirement counts no write")
                .isEqualTo(1);
        assertThat(store().find(link("au"))).as("a requirement creates nothing").isEmpty();
        for (Commit.Builder wrong : List.of(
                Commit.builder().require(link("nz"), 0),
                Commit.builder().require(link("nz"), 2),
                Commit.builder().require(link("au"), 1))) {
            assertThat(store().commit(wrong.build()))
                    .as("a required version that the record does not have is a CONFLICT: %s", wrong)
                    .isEqualTo(CONFLICT);
        }
    }

    @Test
    void aDeletedRecordIsGoneEverywhereAndStartsAnew() {
        committed(write(metering("a"), 0, "x", Optional.of(NOON)));
        committed(write(metering("a"), 1, "y", Optional.of(NOON)));
        assertThat(store().commit(Commit.builder().delete(metering("a"), 1).build()))
                .as("a delete needs the version too")
                .isEqualTo(CONFLICT);
        committed(Commit.builder().delete(metering("a"), 2));
        assertThat(store().find(metering("a"))).isEmpty();
        assertThat(store().list(Kind.METERING, Optional.empty(), 10))
                .as("a deleted record is not listed")
                .isEmpty();
        assertThat(store().due(NOON, 10)).as("a deleted record is not due").isEmpty();
        assertThat(store().commit(write(metering("a"), 2, "z")))
                .as("a deleted record is absent, whatever its version was")
                .isEqualTo(CONFLICT);
        committed(write(metering("a"), 0, "z"));
        assertThat(store().find(metering("a")).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anEmptyCommitIsCommitted() {
        assertThat(store().commit(Commit.builder().build()))
                .as("a commit of nothing is no error")
                .isEqualTo(COMMITTED);
    }

    @Test
    void anyBytesAreKeptWithTheNumberOfTheirSchema() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Payload odd = new Payload(41, bytes);
        committed(Commit.builder()
                .write(metering("bytes"), 0, odd, Optional.empty())
                .write(metering("empty"), 0, new Payload(1, new byte[0]), Optional.empty()));
        assertThat(store().find(metering("bytes")).map(Stored::payload))
                .as("payloads are bytes, not text, and keep their schema number")
                .contains(odd);
        assertThat(store().find(metering("empty")).orElseThrow().payload().bytes())
                .isEmpty();
    }

    @Test
    void aLargePayloadAndALongIdAreKept() {
        byte[] bytes = new byte[1 << 20];
        new Random(4).nextBytes(bytes);
        Key longest = metering("nz/" + "ü".repeat(397));
        Payload large = new Payload(1, bytes);
        committed(Commit.builder().write(longest, 0, large, Optional.of(NOON)));
        assertThat(store().find(longest).map(Stored::payload))
                .as("a payload of 1 MB under an id of 400 characters is kept whole")
                .contains(large);
        assertThat(store().due(NOON, 1)).containsExactly(longest);
        assertThat(store().list(Kind.METERING, Optional.empty(), 1))
                .extracting(Stored::key)
                .containsExactly(longest);
    }

    @Test
    void instantsAreKeptToTheMillisecond() {
        List<Instant> instants = List.of(
                Instant.EPOCH,
                Instant.parse("2026-04-04T12:00:00.001Z"),
                Instant.parse("2026-04-05T02:59:59.999Z"),
                Instant.parse("9999-12-31T23:59:59.999Z"));
        for (int i = 0; i < instants.size(); i++) {
            committed(write(metering("at" + i), 0, "x", Optional.of(instants.get(i))));
            assertThat(store().find(metering("at" + i)).orElseThrow().nextDue())
                    .as("an instant is kept to the millisecond, whatever the time zone of host or database")
                    .contains(instants.get(i));
        }
    }

    @Test
    void keysAreTakenLiterally() {
        ODD_IDS.forEach(id -> committed(write(metering(id), 0, id)));
        for (String id : ODD_IDS) {
            assertThat(store().find(metering(id)).map(stored -> StoreSamples.text(stored.payload())))
                    .as("the record '%s' is found by exactly that id: case, spaces, accents and signs count", id)
                    .contains(id);
        }
        assertThat(store().find(metering("a  "))).as("spaces at the end count").isEmpty();
    }

    @Test
    void listPagesThroughOneKindInTheOrderOfTheKeys() {
        List<String> shuffled = new ArrayList<>(ODD_IDS);
        Collections.shuffle(shuffled, new Random(2));
        shuffled.forEach(id -> committed(write(metering(id), 0, id)));
        shuffled.forEach(id -> committed(write(link(id), 0, id)));
        List<Key> ordered =
                ODD_IDS.stream().map(StoreSamples::metering).sorted().toList();
        for (int limit : new int[] {1, 3, 7, 1000}) {
            assertThat(paged(limit))
                    .as("pages of %d give every record of the kind once, by String.compareTo of their ids", limit)
                    .containsExactlyElementsOf(ordered);
        }
        assertThat(store().list(Kind.LIMIT, Optional.empty(), 3))
                .as("a kind without records")
                .isEmpty();
    }

    private List<Key> paged(int limit) {
        List<Key> keys = new ArrayList<>();
        Optional<Key> after = Optional.empty();
        List<Stored> page;
        do {
            page = store().list(Kind.METERING, after, limit);
            assertThat(page).as("never more than the limit").hasSizeLessThanOrEqualTo(limit);
            page.forEach(stored -> keys.add(stored.key()));
            after = keys.isEmpty() ? after : Optional.of(keys.get(keys.size() - 1));
        } while (page.size() == limit && keys.size() < 1000);
        return keys;
    }

    @Test
    void listStartsBehindAKeyThatNeedNotExist() {
        for (String id : List.of("au/A", "nz/A", "nz/B", "nzz/A")) {
            committed(write(metering(id), 0, id));
        }
        assertThat(store().list(Kind.METERING, Optional.of(metering("nz/")), 2))
                .as("the page starts at the first record behind the key, whether there is one of that key or not")
                .extracting(Stored::key)
                .containsExactly(metering("nz/A"), metering("nz/B"));
        assertThat(store().list(Kind.METERING, Optional.of(metering("nzz/A")), 2))
                .isEmpty();
    }
}
