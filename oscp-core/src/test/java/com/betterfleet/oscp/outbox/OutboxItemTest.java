package com.betterfleet.oscp.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A waiting message: the same id and the same bytes on every try (rule I31). */
class OutboxItemTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private static OutboxItem item(byte[] body, int tries) {
        return new OutboxItem(
                new RequestId("r-1"),
                7,
                Action.UPDATE_ASSET_MEASUREMENTS,
                "window 00:00",
                body,
                Optional.of(new RequestId("c-1")),
                Optional.of(T.plusSeconds(900)),
                T,
                tries,
                T,
                Optional.empty());
    }

    @Test
    void theBytesCannotBeChangedFromOutside() {
        byte[] mine = "{}".getBytes(UTF_8);
        OutboxItem item = item(mine, 0);
        mine[0] = 'x';
        item.body()[1] = 'y';
        assertThat(item.body()).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void itemsOfEqualContentAreEqual() {
        assertThat(item("{}".getBytes(UTF_8), 1))
                .isEqualTo(item("{}".getBytes(UTF_8), 1))
                .hasSameHashCodeAs(item("{}".getBytes(UTF_8), 1))
                .isNotEqualTo(item("{ }".getBytes(UTF_8), 1))
                .isNotEqualTo(item("{}".getBytes(UTF_8), 2));
    }

    @Property
    void aTryNeverChangesIdPlaceOrBytesRuleI31(@ForAll byte[] body) {
        OutboxItem item = item(body, 0);
        for (OutboxItem next : new OutboxItem[] {item.retryAt(T), item.tryAt(T), item.park("400")}) {
            assertThat(next.requestId()).isEqualTo(item.requestId());
            assertThat(next.sequence()).isEqualTo(item.sequence());
            assertThat(next.body()).isEqualTo(body);
            assertThat(next.correlationId()).isEqualTo(item.correlationId());
            assertThat(next.notAfter()).isEqualTo(item.notAfter());
            assertThat(next.enqueuedAt()).isEqualTo(item.enqueuedAt());
        }
    }

    @Test
    void aFailedTryIsCountedAndWaits() {
        OutboxItem failed = item(new byte[0], 2).retryAt(T.plusSeconds(4));
        assertThat(failed.tries()).isEqualTo(3);
        assertThat(failed.nextTry()).isEqualTo(T.plusSeconds(4));
        assertThat(failed.parked()).isEmpty();
    }

    @Test
    void aParkedItemSaysWhyUntilAnOperatorHasItTriedAgain() {
        OutboxItem parked = item(new byte[0], 2).park("400 from the peer");
        assertThat(parked.tries()).isEqualTo(3);
        assertThat(parked.parked()).contains("400 from the peer");
        OutboxItem again = parked.tryAt(T.plusSeconds(1));
        assertThat(again.parked()).isEmpty();
        assertThat(again.tries()).isEqualTo(3);
    }

    @Test
    void triesAreNotNegative() {
        assertThatThrownBy(() -> item(new byte[0], -1)).hasMessage("tries must not be negative, was -1");
    }

    @Test
    void theTextNamesMessageIdAndSubjectButNotTheBody() {
        assertThat(item("{\"value\":1}".getBytes(UTF_8), 1))
                .hasToString("update_asset_measurements r-1 about window 00:00, 11 bytes, tries 1");
    }

    @Test
    void anyAnswerOfThe200sIsSuccess() {
        assertThat(new SendResult.Answered(204, Optional.empty(), "").success()).isTrue();
        assertThat(new SendResult.Answered(200, Optional.empty(), "").success()).isTrue();
        assertThat(new SendResult.Answered(299, Optional.empty(), "").success()).isTrue();
        assertThat(new SendResult.Answered(199, Optional.empty(), "").success()).isFalse();
        assertThat(new SendResult.Answered(300, Optional.empty(), "").success()).isFalse();
    }
}
