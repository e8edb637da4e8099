package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.COMMITTED;
import static com.betterfleet.oscp.store.CommitResult.CONFLICT;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.metering;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Commits are serialisable: what one requires, no other changes under its hands. */
abstract class IsolationContract extends StoreRules {
    private static final int ROUNDS = 150;

    IsolationContract(OscpStoreContract suite) {
        super(suite);
    }

    /** Writes one record on condition that another is as it was. */
    private static Commit unless(Key required, Key written, long version) {
        return Commit.builder()
                .require(required, version)
                .write(written, version, payload("x"), Optional.empty())
                .build();
    }

    @Test
    void ofTwoCommitsThatEachRequireWhatTheOtherWritesAtMostOneIsTaken() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key one = metering("one" + round);
            Key two = metering("two" + round);
            committed(Commit.builder()
                    .write(one, 0, payload("x"), Optional.empty())
                    .write(two, 0, payload("x"), Optional.empty()));
            assertThat(together(
                            2,
                            thread -> handle(thread).commit(thread == 0 ? unless(one, two, 1) : unless(two, one, 1))))
                    .as("write skew: two commits each required the version that the other one changed")
                    .isNotEqualTo(List.of(COMMITTED, COMMITTED));
        }
    }

    @Test
    void ofTwoCommitsThatEachRequireTheAbsenceOfWhatTheOtherCreatesAtMostOneIsTaken() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key one = metering("one" + round);
            Key two = metering("two" + round);
            assertThat(together(
                            2,
                            thread -> handle(thread).commit(thread == 0 ? unless(one, two, 0) : unless(two, one, 0))))
                    .as("write skew: two commits each required the absence of the record that the other one created")
                    .isNotEqualTo(List.of(COMMITTED, COMMITTED));
        }
    }

    @Test
    void aCommitThatLosesARaceCanBeMadeAfterwards() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key one = metering("one" + round);
            List<CommitResult> results = together(2, thread -> handle(thread).commit(write(one, 0, "x")));
            assertThat(results).containsExactlyInAnyOrder(COMMITTED, CONFLICT);
            Stored seen = store().find(one).orElseThrow();
            assertThat(store().commit(write(one, seen.version(), "again")))
                    .as("who lost a race reads again and is taken: a conflict leaves no lock behind")
                    .isEqualTo(COMMITTED);
        }
    }

    /**
     * A link leaves its session while a forecast is taken that was stamped by it: either the forecast is there when the
     * link's commit has returned, or it is not taken at all.
     */
    @Test
    void nothingIsWrittenUnderAVersionThatHasPassed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Key link = link("nz" + round);
            Key limit = metering("nz" + round);
            committed(write(link, 0, "session 1"));
            Callable<Boolean> forecast = () -> store().commit(Commit.builder()
                            .write(limit, 0, payload("forecast of session 1"), Optional.empty())
                            .require(link, 1)
                            .build())
                    == COMMITTED;
            Callable<Boolean> leave = () -> {
                committedEventually(link);
                return another().find(limit).isPresent();
            };
            List<Boolean> takenAndSeen = together(List.of(forecast, leave));
            assertThat(takenAndSeen.get(0) && !takenAndSeen.get(1))
                    .as("a commit was taken under a required version after the commit that changed it had returned")
                    .isFalse();
        }
    }

    private void committedEventually(Key link) {
        CommitResult result = CONFLICT;
        for (int tries = 0; result == CONFLICT && tries < 100; tries++) {
            result = another().commit(write(link, 1, "session 2"));
        }
        assertThat(result).as("a write that only a reader stands in the way of").isEqualTo(COMMITTED);
    }

    @Test
    void commitsThatShareNothingDoNotDisturbEachOther() throws Exception {
        int threads = 4;
        List<Long> written = together(threads, thread -> {
            long version = 0;
            for (int i = 0; i < 50; i++) {
                version +=
                        handle(thread).commit(write(metering("mine" + thread), version, "x" + i)) == COMMITTED ? 1 : 0;
            }
            return version;
        });
        for (int thread = 0; thread < threads; thread++) {
            assertThat(store().find(metering("mine" + thread)).orElseThrow().version())
                    .as("the version that a thread reached with a record of its own is the one that is stored")
                    .isEqualTo(written.get(thread));
        }
    }
}
