package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.result;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.RetryRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule I31: what becomes of a waiting message, family by family. Now is T + 100 s; back-off from 2 s to 5 min. */
class OutboxPolicyTest {
    private static final Instant NOW = t(100);
    private static final RetryRules RULES = RetryRules.STANDARD;

    private static OutboxItem item(int tries, Optional<Instant> notAfter) {
        return new OutboxItem(
                new RequestId("w-1"),
                1,
                Action.UPDATE_ASSET_MEASUREMENTS,
                "window",
                new byte[0],
                Optional.empty(),
                notAfter,
                t(0),
                tries,
                t(0),
                Optional.empty());
    }

    private static Disposition decide(int tries, SendResult result, boolean othersPass) {
        return OutboxPolicy.decide(item(tries, Optional.empty()), result, RULES, NOW, 0, othersPass);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void aSuccessIsDone(int status) {
        assertThat(decide(0, result(status), false)).isEqualTo(new Disposition.Done());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 406, 409, 410, 413, 415, 418, 422, 451})
    void theMessagesFaultParksIt(int status) {
        assertThat(AnswerFamilies.family(result(status))).isEqualTo(new Family.Message());
        assertThat(decide(0, new SendResult.Answered(status, Optional.empty(), "no"), false))
                .isEqualTo(new Disposition.Park(status + " no"));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 307, 308, 403, 404, 405, 501})
    void theConnectionsFaultPausesTheOutbox(int status) {
        assertThat(decide(0, result(status), false))
                .isEqualTo(new Disposition.Pause(Condition.MISCONFIGURED, NOW.plusSeconds(2)));
    }

    @Test
    void aRefusalOfCredentialsPausesTheOutboxWhateverOthersDo() {
        Disposition pause = new Disposition.Pause(Condition.AUTH_FAILED, NOW.plusSeconds(2));
        assertThat(decide(0, result(401), false)).isEqualTo(pause);
        assertThat(decide(0, result(401), true)).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void aForbiddenOrUnknownGroupIsParkedWhileOthersPass(int status) {
        assertThat(decide(0, result(status), true)).isInstanceOf(Disposition.Park.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 408, 429, 500, 502, 503, 504, 599, 600})
    void theWorldsFaultIsTriedAgain(int status) {
        assertThat(AnswerFamilies.family(result(status))).isEqualTo(new Family.World());
        assertThat(decide(0, result(status), false)).isEqualTo(new Disposition.Retry(NOW.plusSeconds(2)));
    }

    @Test
    void noAnswerIsTriedAgain() {
        assertThat(decide(3, new SendResult.NoAnswer("timed out"), true))
                .isEqualTo(new Disposition.Retry(NOW.plusSeconds(2)));
    }

    @Test
    void manyTriesParkAMessageOnlyWhileOthersPass() {
        assertThat(decide(8, result(500), true)).isInstanceOf(Disposition.Retry.class);
        assertThat(decide(9, result(500), true)).isInstanceOf(Disposition.Park.class);
        assertThat(decide(5000, result(500), false)).isInstanceOf(Disposition.Retry.class);
    }

    @Test
    void retryAfterIsHonouredWithinTheLongestWait() {
        assertThat(decide(0, new SendResult.Answered(503, Optional.of(Duration.ofSeconds(90)), ""), false))
                .isEqualTo(new Disposition.Retry(NOW.plusSeconds(90)));
        assertThat(decide(0, new SendResult.Answered(503, Optional.of(Duration.ofDays(9)), ""), false))
                .isEqualTo(new Disposition.Retry(NOW.plusSeconds(300)));
        assertThat(decide(0, new SendResult.Answered(429, Optional.of(Duration.ZERO), ""), false))
                .isEqualTo(new Disposition.Retry(NOW.plusSeconds(2)));
    }

    @Test
    void aMessageNotWorthTryingAgainIsParked() {
        OutboxItem soon = item(0, Optional.of(NOW.plusSeconds(2)));
        assertThat(OutboxPolicy.decide(soon, result(500), RULES, NOW, 0, false)).isInstanceOf(Disposition.Park.class);
        assertThat(OutboxPolicy.decide(soon, result(401), RULES, NOW, 0, false)).isInstanceOf(Disposition.Park.class);
        assertThat(OutboxPolicy.decide(soon, result(204), RULES, NOW, 0, false)).isEqualTo(new Disposition.Done());
        assertThat(OutboxPolicy.expired(soon, NOW.plusMillis(1999))).isEmpty();
        assertThat(OutboxPolicy.expired(soon, NOW.plusSeconds(2))).isPresent();
    }

    @Property(tries = 300)
    void waitsGrowWithinTheirBounds(
            @ForAll @IntRange(min = 0, max = 100_000) int tries,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double jitter) {
        Disposition disposition =
                OutboxPolicy.decide(item(tries, Optional.empty()), result(500), RULES, NOW, jitter, false);
        Duration wait = Duration.between(NOW, ((Disposition.Retry) disposition).at());
        Duration ceiling = Duration.ofSeconds(2).multipliedBy(1L << Math.min(tries + 1, 20));
        assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(5));
        assertThat(wait).isLessThanOrEqualTo(ceiling);
    }
}
