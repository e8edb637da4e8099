package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long an order holds and what comes after it: rule I23, decision 11. */
class LeaseTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Site site = Site.silent();

    @Test
    void ruleI23ALeaseEndsWithGraceAfterTheNextLowering() {
        site.hear("r1", CONSUMPTION, kw(0, 3, "300"), kw(3, 600, "200"));

        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
        assertThat(site.order().validUntil()).isEqualTo(minute(3).plusSeconds(5));
        assertThat(site.order().afterwards()).as("ruling fallback after it").isEqualTo(Site.limit("120"));
    }

    @Test
    void ruleI23AfterwardsIsTheSmallestPlannedLimitOfTheHourToo() {
        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 240, "800"))
                .confirmAll()
                .hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 60, "250"), kw(60, 240, "20"));

        assertThat(site.order().validUntil()).isEqualTo(minute(5));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("20"));
        Site later = Site.silent();
        later.hear("f", FALLBACK_CONSUMPTION, kw(0, 240, "800")).confirmAll();
        later.hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 65, "250"), kw(65, 240, "20"));
        assertThat(later.order().afterwards())
                .as("half-open: minute 65 is past the hour")
                .isEqualTo(Site.limit("250"));
    }

    @Test
    void ruleI23ALeaseEndsWithGraceAfterTheLinksDeadlineUnlessThatHasPassed() {
        site.offlineAt = Optional.of(minute(2));
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirmAll();
        assertThat(site.order().validUntil()).isEqualTo(minute(2).plusSeconds(5));

        Site passed = Site.silent();
        passed.offlineAt = Optional.of(minute(0));
        passed.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        assertThat(passed.order().validUntil()).isEqualTo(minute(5));
    }

    @Test
    void aLeaseIsRenewedAtOneThirdLeftAfterAReadAndOnlyIfItsEndMoves() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        Instant renewal = minute(5).minusSeconds(100);
        site.obeys = true;
        site.at(renewal.minus(SECOND));
        assertThat(site.orders).hasSize(1);
        site.at(renewal);
        assertThat(site.orders).hasSize(2);
        assertThat(site.order().validUntil()).isEqualTo(renewal.plus(Duration.ofMinutes(5)));
        assertThat(site.order().revision()).isEqualTo(2);

        Site bound = Site.obeying();
        bound.offlineAt = Optional.of(minute(2));
        bound.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        bound.at(minute(2).minusMillis(1));
        assertThat(bound.orders).as("its end would not move").hasSize(1);
    }

    @Test
    void theLimitIsReadBeforeEachRenewal() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(5).minusSeconds(101));
        site.obeys = false;
        site.at(minute(5).minusSeconds(100));
        assertThat(site.pending).containsExactly(new LimitEffect.Read(site.binding.scope(), Direction.IMPORT));
        assertThat(site.orders).hasSize(1);

        site.pending.clear();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Site.limit("300"))));
        assertThat(site.orders).hasSize(2);
    }

    @Test
    void aMovedLinkDeadlineIsFoundBeforeTheLeaseEnds() {
        site.obeys = true;
        site.offlineAt = Optional.of(minute(2));
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(1).plusSeconds(40));
        site.offlineAt = Optional.of(minute(4));
        site.at(minute(2).plusSeconds(4));

        assertThat(site.order().validUntil()).isEqualTo(minute(4).plusSeconds(5));
    }

    @Test
    void anEarlierLoweringOrALowerHourAfterItReplacesTheStandingOrderAtOnce() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.hear("r2", CONSUMPTION, kw(0, 2, "300"), kw(2, 600, "200"));
        assertThat(site.order().validUntil()).isEqualTo(minute(2).plusSeconds(5));

        site.hear("r3", CONSUMPTION, kw(0, 30, "300"), kw(30, 600, "10"));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("10"));
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
    }

    @Test
    void aClockSetBackShortensTheLeaseAndForgetsTheCall() {
        site.hear("r1", CONSUMPTION, kw(-120, 60, "300"));
        site.now = minute(-60);
        site.step(new LimitInput.Reevaluate("clock stepped"));

        assertThat(site.order().revision()).isEqualTo(2);
        assertThat(site.order().validUntil()).isEqualTo(minute(-55));
    }
}
