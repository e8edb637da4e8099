package com.betterfleet.oscp.integration;

import static com.betterfleet.oscp.integration.Newcomers.kept;
import static com.betterfleet.oscp.integration.Newcomers.ours;
import static com.betterfleet.oscp.integration.Newcomers.untilOnline;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that dies in the middle of an exchange of tokens: the vault is written first, the store then (decision 16). */
class RegistrationCrashTest {
    private static final SecretRef STRAY = SecretRef.of("oscp/nz/nobody");

    /** The host dies when it is about to commit for the first time with a new token in the vault. */
    private static void dieBetweenTheWrites(Depot depot) {
        depot.store.beforeCommit(commit -> {
            if (kept(depot).isEmpty()) {
                return true;
            }
            depot.killed();
            return false;
        });
    }

    private static void alive(Depot depot) {
        depot.crash();
        depot.store.beforeCommit(commit -> true);
        depot.store.afterCommit(() -> {});
        depot.restart();
    }

    @Test
    void aCrashBetweenTheTwoWritesLeavesStraysThatAreGoneSoonAfterTheNextStart() {
        try (Depot depot = Newcomers.awaiting(UnaryOperator.identity())) {
            depot.boot().run(Duration.ofSeconds(2));
            dieBetweenTheWrites(depot);
            depot.cp.startRegister();
            depot.run(Duration.ofSeconds(5));
            List<SecretRef> strays = kept(depot);
            assertThat(strays).as("theirs and ours, named by nobody").hasSize(2);

            alive(depot);
            assertThat(depot.link().state()).as("it was never committed").isEqualTo(LinkState.UNREGISTERED);
            depot.run(Duration.ofMinutes(2));
            assertThat(depot.vault.get(Newcomers.INITIAL_REF)).isPresent();
            assertThat(kept(depot)).doesNotContainAnyElementsOf(strays);
            untilOnline(depot);
            assertThat(depot.cp.complaints()).isEmpty();
            assertThat(kept(depot)).hasSize(2);
        }
    }

    @Test
    void aCrashBetweenTheTwoWritesOfOursIsFollowedByAnother() {
        try (Depot depot = Newcomers.initiating(UnaryOperator.identity())) {
            dieBetweenTheWrites(depot);
            depot.boot().run(Duration.ofSeconds(5));
            List<SecretRef> strays = kept(depot);
            assertThat(strays).isNotEmpty();
            assertThat(ours(depot)).isEmpty();

            alive(depot);
            untilOnline(depot);
            depot.run(Duration.ofMinutes(2));
            assertThat(kept(depot)).hasSize(2).doesNotContainAnyElementsOf(strays);
            assertThat(depot.cp.complaints()).isEmpty();
        }
    }

    @Test
    void aCrashAfterTheCommitSendsTheReplyThatWasPromised() {
        try (Depot depot = Newcomers.awaiting(UnaryOperator.identity())) {
            depot.boot().run(Duration.ofSeconds(2));
            depot.store.beforeCommit(commit -> {
                if (!commit.claims().isEmpty()) {
                    depot.store.afterCommit(depot::killed);
                }
                return true;
            });
            String id = depot.cp.startRegister();
            depot.run(Duration.ofSeconds(5));
            Set<SecretRef> promised = Set.copyOf(kept(depot));
            assertThat(promised).hasSize(2);
            assertThat(ours(depot)).isEmpty();

            alive(depot);
            untilOnline(depot);
            assertThat(ours(depot)).hasSize(1);
            String token = Newcomers.tokenIn(ours(depot).get(0).body().text());
            assertThat(promised)
                    .as("the token that was committed, under the id that names it")
                    .contains(SecretRef.of("oscp/nz/" + ours(depot).get(0).requestId()));
            assertThat(depot.vault.get(
                            SecretRef.of("oscp/nz/" + ours(depot).get(0).requestId())))
                    .contains(Secret.of(token));
            assertThat(RawHeader.values(ours(depot).get(0).headers(), "X-Correlation-ID"))
                    .containsExactly(id);
            assertThat(kept(depot)).containsExactlyInAnyOrderElementsOf(promised);
            assertThat(depot.cp.complaints()).isEmpty();
        }
    }

    /** Whichever commit is the last of a life, both sides come to terms in the next. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aCrashAfterAnyCommitLocksNobodyOut(int number) {
        for (boolean weBegin : new boolean[] {true, false}) {
            try (Depot depot = weBegin
                    ? Newcomers.initiating(UnaryOperator.identity())
                    : Newcomers.awaiting(UnaryOperator.identity())) {
                depot.boot();
                int[] commits = {0};
                depot.store.afterCommit(() -> {
                    if (++commits[0] == number) {
                        depot.killed();
                    }
                });
                if (!weBegin) {
                    depot.cp.startRegister();
                }
                depot.run(Duration.ofSeconds(20));
                alive(depot);
                if (depot.link().state() == LinkState.UNREGISTERED && !weBegin) {
                    depot.cp.startRegister();
                }
                untilOnline(depot);
                depot.run(Duration.ofMinutes(2));
                assertThat(kept(depot)).hasSize(2);
                assertThat(depot.cp.complaints()).isEmpty();
            }
        }
    }

    @Test
    void aCommitOfWhichNobodyKnowsWhatBecameTakesNothingBack() {
        try (Depot depot = Newcomers.awaiting(UnaryOperator.identity())) {
            depot.boot().run(Duration.ofSeconds(2));
            boolean[] once = {true};
            depot.store.afterCommit(() -> {
                if (once[0] && !kept(depot).isEmpty()) {
                    once[0] = false;
                    throw new IllegalStateException("the connection to the database broke after the commit");
                }
            });
            depot.cp.startRegister();
            untilOnline(depot);
            assertThat(depot.cp.complaints()).isEmpty();
            assertThat(kept(depot)).hasSize(2);
        }
    }

    @Test
    void aStoreThatTakesNothingForHoursDoesNotFillTheVault() {
        try (Depot depot = Newcomers.initiating(UnaryOperator.identity())) {
            depot.store.beforeCommit(commit -> kept(depot).isEmpty());
            depot.boot().run(Duration.ofMinutes(30));
            assertThat(kept(depot)).hasSizeBetween(50, 100);
            depot.store.beforeCommit(commit -> true);
            untilOnline(depot);
            assertThat(depot.cp.complaints()).isEmpty();
        }
    }

    @Test
    void strayTokensAreRemovedOnceAndAHostsOwnSecretsNever() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            depot.vault.put(STRAY, Secret.of("stray-5ecre7"));
            depot.run(Duration.ofMinutes(3));
            assertThat(depot.vault.get(STRAY)).as("only a start looks").isPresent();
            depot.crash();
            depot.restart();
            assertThat(depot.vault.get(STRAY))
                    .as("it may be in use by a request that is being served")
                    .isPresent();
            depot.run(Duration.ofMinutes(2));
            assertThat(depot.vault.get(STRAY)).isEmpty();
            assertThat(depot.vault.get(SecretRef.of("nz/out"))).isPresent();
            assertThat(kept(depot)).hasSize(2);
            assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        }
    }
}
