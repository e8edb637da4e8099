package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.CLAIMED;
import static com.betterfleet.oscp.store.CommitResult.COMMITTED;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.claim;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request id is claimed once, by one, until it is forgotten. */
abstract class ClaimContract extends StoreRules {
    ClaimContract(OscpStoreContract suite) {
        super(suite);
    }

    private static Commit claiming(Claim claim) {
        return Commit.builder().claim(claim).build();
    }

    @Test
    void aClaimIsReadAsItWasMade() {
        Claim made = claim("nz", "é".repeat(255), "0123456789abcdef".repeat(4), NOON.plusMillis(7));
        committed(claiming(made));
        assertThat(store().claim(link("nz"), made.requestId()))
                .as("a claim is read with hash and instant as it was made")
                .contains(made);
    }

    @Test
    void aSecondClaimOfOneIdIsToldSo() {
        committed(claiming(claim("nz", "1", "h1", NOON)));
        for (Claim again : List.of(claim("nz", "1", "h1", NOON), claim("nz", "1", "h2", after(60)))) {
            assertThat(store().commit(claiming(again)))
                    .as("a request id that is claimed cannot be claimed again, with the same hash or another")
                    .isEqualTo(CLAIMED);
        }
        assertThat(store().claim(link("nz"), "1")).as("the first claim stays").contains(claim("nz", "1", "h1", NOON));
    }

    @Test
    void requestIdsAreTakenLiterallyAndPerOwner() {
        for (Claim one : List.of(
                claim("nz", "a", "1", NOON),
                claim("nz", "A", "2", NOON),
                claim("nz", "a%", "3", NOON),
                claim("nz", "á", "4", NOON),
                claim("NZ", "a", "5", NOON),
                claim("au", "a", "6", NOON))) {
            assertThat(store().commit(claiming(one)))
                    .as("request ids differ by case, accent, sign or owner: %s", one)
                    .isEqualTo(COMMITTED);
            assertThat(store().claim(one.owner(), one.requestId())).contains(one);
        }
        assertThat(store().claim(link("nz"), "b")).isEmpty();
    }

    @Test
    void claimsMadeBeforeAnInstantAreForgottenAndNoOthers() {
        committed(Commit.builder()
                .claim(claim("nz", "before", "h", after(10).minusMillis(1)))
                .claim(claim("au", "before", "h", NOON))
                .claim(claim("nz", "at", "h", after(10)))
                .claim(claim("nz", "behind", "h", after(10).plusMillis(1))));
        assertThat(store().forget(after(10)))
                .as("forget tells how many it forgot")
                .isEqualTo(2);
        assertThat(store().claim(link("nz"), "before")).isEmpty();
        assertThat(store().claim(link("nz"), "at"))
                .as("a claim is forgotten too early: one made at the instant was not made before it")
                .isPresent();
        assertThat(store().claim(link("nz"), "behind")).isPresent();
        assertThat(store().forget(after(10)))
                .as("what is forgotten is not counted again")
                .isZero();
        assertThat(store().commit(claiming(claim("nz", "before", "h", after(20)))))
                .as("a forgotten id may be claimed again")
                .isEqualTo(COMMITTED);
        assertThat(store().commit(claiming(claim("nz", "at", "h", after(20)))))
                .as("a claim that was not to be forgotten still holds")
                .isEqualTo(CLAIMED);
    }

    @Test
    void oneOfManyThreadsWinsAClaim() throws Exception {
        for (int round = 0; round < 40; round++) {
            String id = "r" + round;
            List<CommitResult> results =
                    together(4, thread -> decided(handle(thread), claiming(claim("nz", id, "h" + thread, NOON))));
            assertThat(results)
                    .as("of requests with one id that arrive at once, one is taken and the others are told CLAIMED")
                    .containsOnlyOnce(COMMITTED)
                    .filteredOn(CLAIMED::equals)
                    .hasSize(3);
            assertThat(store().claim(link("nz"), id).orElseThrow().bodyHash())
                    .as("the claim that stands is the winner's")
                    .isEqualTo("h" + results.indexOf(COMMITTED));
        }
    }
}
