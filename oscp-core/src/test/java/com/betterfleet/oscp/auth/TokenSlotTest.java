package com.betterfleet.oscp.auth;

import static com.betterfleet.oscp.auth.OAuthClient.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.http.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When the place of a token may be given up: only what is of no use to anybody is forgotten. */
class TokenSlotTest {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant END = START.plus(LIFE);

    private final TokenSlot slot = new TokenSlot(new TokenSlot.Key(
            new PresentedCredential.OAuth(OAuthClient.TOKEN_URL, "us", Fixtures.PRESENT, List.of()), Secret.of("s")));

    @Test
    void isSpentWhenItsTokenHasExpired() {
        slot.token(START, PATIENCE, () -> CompletableFuture.completedFuture(HeldToken.of("T1", START, LIFE)));

        assertThat(slot.spent(END.minusMillis(1))).isFalse();
        assertThat(slot.spent(END)).isTrue();
    }

    @Test
    void isNotSpentBeforeItHeldAToken() {
        assertThat(slot.spent(END)).isFalse();
    }

    @Test
    void isNotSpentWhileANewTokenIsUnderWay() {
        slot.token(START, PATIENCE, () -> CompletableFuture.completedFuture(HeldToken.of("T1", START, LIFE)));
        slot.token(END, PATIENCE, CompletableFuture::new);

        assertThat(slot.spent(END)).isFalse();
    }

    @Test
    void aRequestThatIsNeverAnsweredIsWaitedForNoLongerThanThePatience() {
        slot.token(START, PATIENCE, CompletableFuture::new);
        assertThat(tokenAt(START.plus(PATIENCE).minusMillis(1))).isNotDone();
        assertThat(tokenAt(START.plus(PATIENCE))).isCompletedWithValue("T2");
    }

    @Test
    void anAnswerAfterThePatienceDoesNotEndTheRequestThatTookItsPlace() {
        CompletableFuture<HeldToken> late = new CompletableFuture<>();
        slot.token(START, PATIENCE, () -> late);
        slot.token(START.plus(PATIENCE), PATIENCE, CompletableFuture::new);

        late.completeExceptionally(new IllegalStateException("late"));

        assertThat(tokenAt(START.plus(PATIENCE))).isNotDone();
    }

    private CompletableFuture<String> tokenAt(Instant now) {
        return slot.token(now, PATIENCE, () -> CompletableFuture.completedFuture(HeldToken.of("T2", now, LIFE)))
                .toCompletableFuture();
    }
}
