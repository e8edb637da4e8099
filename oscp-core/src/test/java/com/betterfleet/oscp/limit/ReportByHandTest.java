package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.OPTIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Forecasts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule I25 by hand: an operator says which time is not kept, each block is told once. */
class ReportByHandTest {
    private final Site site = Site.obeying();

    private String report(long from, long until) {
        return report(Direction.IMPORT, from, until, "works");
    }

    private String report(Direction direction, long from, long until, String words) {
        site.obeys = false;
        site.step(new LimitInput.ReportNonCompliance(direction, TimeInterval.of(minute(from), minute(until)), words));
        return site.verdict instanceof LimitVerdict.Done done
                ? done.result()
                : ((LimitVerdict.Refused) site.verdict).violations().toString();
    }

    private List<LimitEffect.ReportNonCompliance> reports() {
        return site.pending.stream()
                .filter(LimitEffect.ReportNonCompliance.class::isInstance)
                .map(LimitEffect.ReportNonCompliance.class::cast)
                .toList();
    }

    @Test
    void ruleI25EveryBlockThatOverlapsIsToldGroupedByItsForecast() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 30, "200"), kw(30, 45, "100"))
                .hear("w", OPTIMUM, kw(0, 600, "50"))
                .hear("r2", CONSUMPTION, kw(30, 45, "90"), kw(45, 60, "80"), kw(60, 75, "70"));

        assertThat(report(20, 60)).isEqualTo("3 blocks of r1, r2 told");
        assertThat(reports()).hasSize(2);
        assertThat(reports().get(0).source().value()).isEqualTo("r1");
        assertThat(reports().get(0).blocks()).extracting(BlockPiece::start).containsExactly(minute(15));
        assertThat(reports().get(0).why()).isEqualTo("works");
        assertThat(reports().get(1).blocks()).extracting(BlockPiece::start).containsExactly(minute(30), minute(45));
    }

    @Test
    void ruleI25WhatWasToldIsNotToldAgainNotEvenWhenItIsOver() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 30, "200"), kw(30, 600, "100"));
        report(0, 30);
        assertThat(reports()).hasSize(1);
        site.obeys = true;
        site.confirmAll().at(120);

        assertThat(report(0, 30)).isEqualTo("nothing to tell: 2 blocks were told before");
        assertThat(report(0, 31)).isEqualTo("1 block of r1 told; 2 blocks were told before");
        assertThat(reports()).hasSize(1);
    }

    @Test
    void ruleI25ABlockThatALateForecastCutsInTwoIsStillTheBlockThatWasTold() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "100"));
        report(0, 60);
        site.hear("late", CONSUMPTION, kw(20, 30, "200"));
        assertThat(site.record.book(CONSUMPTION).laid().pieces()).hasSize(3);

        assertThat(report(0, 60)).startsWith("nothing to tell");
    }

    @Test
    void ruleI25WhatTheLoopToldByItselfIsNotToldByHand() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.obeys = false;
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Site.limit("900"))));
        assertThat(reports()).hasSize(1);

        assertThat(report(10, 20)).isEqualTo("nothing to tell: 1 block was told before");
        assertThat(reports()).hasSize(1);
    }

    @Test
    void ruleI25ASecondReportWithinAMinuteWaitsAndKeepsItsWords() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 600, "200"));
        report(0, 15);
        site.now = minute(0).plusSeconds(20);

        assertThat(report(Direction.IMPORT, 15, 20, "more works"))
                .isEqualTo("1 block of r1 told at 2026-11-22T12:01:00Z, once a minute at most");
        assertThat(reports()).hasSize(1);
        site.at(2);
        assertThat(reports()).hasSize(2);
        assertThat(reports().get(1).why()).isEqualTo("more works");
    }

    @Test
    void whileTheForecastDoesNotCountTheAgreedFallbackIsToldToo() {
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 600, "50")).hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.link(LinkState.OFFLINE);

        assertThat(report(10, 20)).isEqualTo("2 blocks of r1, f1 told");
    }

    @Test
    void aTimeWithoutABlockIsRefusedNamingIt() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"));

        assertThat(report(15, 30)).contains("span", "no block of the utility for IMPORT", "2026-11-22T12:15:00Z");
        assertThat(reports()).isEmpty();
    }

    @Test
    void aPartnerThatTakesNoneIsNotToldAndTheSettingIsNamed() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"));
        site.profile = Forecasts.taciturn();

        assertThat(report(0, 15)).contains("profile test", "setting 'compliance' is false");
    }

    @Test
    void aSuspendedLinkADirectionNotManagedAndNoWordsAreRefused() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"));
        assertThat(report(Direction.EXPORT, 0, 15, "works")).contains("EXPORT is not managed");
        assertThat(report(Direction.IMPORT, 0, 15, " ")).contains("message", "is blank");
        site.link(LinkState.SUSPENDED);
        assertThat(report(0, 15)).contains("suspended");
    }

    @Test
    void aReportChangesNoLimit() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        Optional<Limit> before = site.record.imports().planned();
        int orders = site.orders.size();
        report(0, 600);

        assertThat(site.record.imports().planned()).isEqualTo(before);
        assertThat(site.orders).hasSize(orders);
    }
}
