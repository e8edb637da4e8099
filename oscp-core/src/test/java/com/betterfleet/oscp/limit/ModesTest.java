package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.exporting;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.GENERATION;
import static com.betterfleet.oscp.message.ForecastType.OPTIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The mode table, the ruling fallback and what replaces what: rules I1, I2, I5, I8, I11 to I20, I22. */
class ModesTest {
    private final Site site = Site.silent();

    @Test
    void ruleI18TheInitialModeIsFallback() {
        site.start();

        assertThat(site.stepAt(0).mode()).isEqualTo(Mode.FALLBACK);
        assertThat(site.limitAt(0)).isEqualTo("120");
        assertThat(site.record.imports().mode()).isEqualTo(Mode.FALLBACK);
    }

    @Test
    void ruleI1ABlockRulesFromItsStartUpToItsEnd() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 30, "200"));

        assertThat(site.limitAt(minute(15).minusMillis(1))).isEqualTo("300");
        assertThat(site.limitAt(15)).isEqualTo("200");
        assertThat(site.limitAt(minute(30).minusMillis(1))).isEqualTo("200");
        assertThat(site.stepAt(15).mode()).isEqualTo(Mode.LIVE);
    }

    @Test
    void ruleI2AZeroBlockIsALimitOfZeroAndNotTheAbsenceOfOne() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "0"), kw(15, 30, "200"));

        assertThat(site.limitAt(5)).isEqualTo("0");
        assertThat(site.stepAt(5).mode()).isEqualTo(Mode.LIVE);
        assertThat(site.stepAt(5).protectiveZero()).isFalse();
    }

    @Test
    void ruleI5AStatementAboutExportLeavesImportUntouched() {
        site.binding = exporting().build();
        site.hear("r1", CONSUMPTION, kw(0, 60, "200")).hear("r2", GENERATION, kw(0, 60, "0"));

        assertThat(site.limitAt(5)).isEqualTo("200");
        assertThat(exportAt(site, 5)).isEqualTo("0");
        assertThat(exportAt(site, 90)).isEqualTo("30");
    }

    @Test
    void exportIsRecordedButNotApplicableWithoutItsTwoLimits() {
        site.hear("r1", GENERATION, kw(0, 60, "10"));

        assertThat(site.told(GroupEvent.ForecastNotApplicable.class)).hasSize(1);
        assertThat(Envelopes.of(site.record, site.context(), Direction.EXPORT)).isEmpty();
        assertThat(site.record.book(GENERATION).laid().isEmpty()).isFalse();
        assertThat(site.told(GroupEvent.LimitOrdered.class))
                .allMatch(ordered -> ordered.order().direction() == Direction.IMPORT);
    }

    @Test
    void ruleI8FromFirstStartKeepsTheEarlierRemainder() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).hear("r2", CONSUMPTION, kw(30, 75, "200"));

        assertThat(site.limitAt(29)).isEqualTo("300");
        assertThat(site.limitAt(30)).isEqualTo("200");
        assertThat(site.limitAt(59)).isEqualTo("200");
    }

    @Test
    void ruleI8FromFirstStartLeavesNothingOfTheOldInItsOwnGaps() {
        site.hear("r1", CONSUMPTION, kw(0, 90, "10")).hear("r2", CONSUMPTION, kw(0, 30, "100"), kw(60, 90, "200"));

        assertThat(site.limitAt(45)).isEqualTo("100");
        assertThat(site.stepAt(45).mode()).isEqualTo(Mode.UNCOVERED);
    }

    @Test
    void ruleI8OverlayReplacesOnlyWhatItCovers() {
        Site overlay = new Site(ReplaceExtent.OVERLAY);
        overlay.hear("r1", CONSUMPTION, kw(0, 120, "300")).hear("r2", CONSUMPTION, kw(30, 60, "50"));

        assertThat(overlay.limitAt(29)).isEqualTo("300");
        assertThat(overlay.limitAt(30)).isEqualTo("50");
        assertThat(overlay.limitAt(60)).isEqualTo("300");
        assertThat(overlay.told(GroupEvent.ForecastMerged.class)).isEmpty();
    }

    @Test
    void ruleI8ReplaceAllKeepsWhatItReplacedAsABoundBeforeItsFirstStart() {
        Site all = new Site(ReplaceExtent.REPLACE_ALL);
        all.hear("r1", CONSUMPTION, kw(0, 120, "40")).at(10).hear("r2", CONSUMPTION, kw(30, 150, "300"));

        assertThat(all.stepAt(20).mode()).isEqualTo(Mode.UNCOVERED);
        assertThat(all.limitAt(20)).isEqualTo("40");
        assertThat(all.limitAt(30)).isEqualTo("300");
        all.at(11).hear("r3", CONSUMPTION, kw(20, 160, "300"));
        assertThat(all.limitAt(15)).isEqualTo("40");
        assertThat(all.limitAt(25)).isEqualTo("300");
    }

    @Test
    void ruleI11ALateMessageCanOnlyLower() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "100"), kw(60, 120, "200"))
                .hear("r2", CONSUMPTION, kw(0, 30, "300"), kw(60, 90, "50"));

        assertThat(site.limitAt(10)).isEqualTo("100");
        assertThat(site.limitAt(45)).as("the remainder is kept").isEqualTo("100");
        assertThat(site.limitAt(70)).isEqualTo("50");
        assertThat(site.limitAt(100)).isEqualTo("200");
        assertThat(site.told(GroupEvent.ForecastMerged.class)).singleElement().satisfies(merged -> {
            assertThat(merged.lastBlockEnd()).isEqualTo(minute(90));
            assertThat(merged.previousEnd()).isEqualTo(minute(120));
        });
    }

    @Test
    void ruleI11TheNextMessageIsComparedWithTheLateOneAndReplacesTheMergedBook() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100"))
                .hear("late", CONSUMPTION, kw(0, 60, "50"))
                .hear("r3", CONSUMPTION, kw(0, 60, "250"));

        assertThat(site.limitAt(10)).isEqualTo("250");
        assertThat(site.limitAt(100))
                .as("r3 replaced all from its first start on")
                .isEqualTo("120");
    }

    @Test
    void ruleI11ALateMessageIsLiveWithItsOwnSessionOnlyWhereItSpeaks() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100")).link(LinkState.OFFLINE);
        site.reconnect().hear("late", CONSUMPTION, kw(0, 60, "300"));

        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.LIVE);
        assertThat(site.limitAt(10)).isEqualTo("100");
        assertThat(site.stepAt(90).mode()).isEqualTo(Mode.UNCOVERED);
        assertThat(site.limitAt(90)).isEqualTo("100");
    }

    @Test
    void ruleI12AGapUpToTheToleranceTakesTheSmallerNeighbourAndALongerOneTheFallbackToo() {
        Instant gap = minute(15);
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), block(gap.plusSeconds(5), 30, "200"), kw(40, 60, "90"));

        assertThat(site.limitAt(gap.plusSeconds(4))).isEqualTo("200");
        assertThat(site.stepAt(gap.plusSeconds(4)).mode()).isEqualTo(Mode.UNCOVERED);
        assertThat(site.limitAt(35)).isEqualTo("90");

        Site longer = Site.silent();
        longer.hear("r1", CONSUMPTION, kw(0, 15, "300"), block(gap.plusMillis(5001), 30, "200"));
        assertThat(longer.limitAt(gap.plusSeconds(4))).isEqualTo("120");
    }

    @Test
    void ruleI12TheToleranceBeginsWhereTheFallbackOfTheUtilityIsLower() {
        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 60, "20"))
                .hear(
                        "r1",
                        CONSUMPTION,
                        kw(0, 15, "300"),
                        block(minute(15).plusSeconds(5), 30, "200"),
                        kw(40, 60, "90"));

        assertThat(site.limitAt(minute(15).plusSeconds(1))).isEqualTo("200");
        assertThat(site.limitAt(35)).isEqualTo("20");
    }

    @Test
    void ruleI13PastTheHorizonTheRulingFallbackHoldsAndAnAlarmComesThirtyMinutesBefore() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        assertThat(site.limitAt(60)).isEqualTo("120");
        assertThat(site.stepAt(60).mode()).isEqualTo(Mode.UNCOVERED);

        site.at(minute(30).minusMillis(1));
        assertThat(site.told(GroupEvent.HorizonEnding.class)).isEmpty();
        site.at(55);
        assertThat(site.told(GroupEvent.HorizonEnding.class)).singleElement().satisfies(alarm -> {
            assertThat(alarm.at()).isEqualTo(minute(30));
            assertThat(alarm.end()).isEqualTo(minute(60));
        });
    }

    @Test
    void ruleI14NothingIsAboveTheSiteLimit() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "5000")).hear("f", FALLBACK_CONSUMPTION, kw(60, 90, "5000"));

        assertThat(site.limitAt(10)).isEqualTo("900");
        assertThat(site.limitAt(70)).isEqualTo("900");
        site.binding = Forecasts.binding()
                .siteLimit(Power.kilowatts("60"))
                .fallback(Power.kilowatts("120"))
                .build();
        assertThat(site.limitAt(10)).isEqualTo("60");
        assertThat(site.limitAt(600)).isEqualTo("60");
    }

    @Test
    void ruleI16TheUtilitysFallbackBlockIsObeyedAsSentEvenAboveTheBindings() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "50")).hear("f", FALLBACK_CONSUMPTION, kw(0, 30, "400"));
        site.link(LinkState.OFFLINE);

        assertThat(site.limitAt(10)).isEqualTo("400");
        assertThat(site.limitAt(45)).as("else the smaller of fallback and book").isEqualTo("50");
        assertThat(site.limitAt(90)).isEqualTo("120");
        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.FALLBACK);
    }

    @Test
    void ruleI16AGapOfTheUtilitysFallbackTakesItsSmallerNeighbourToo() {
        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 30, "40"), kw(60, 90, "70")).link(LinkState.OFFLINE);

        assertThat(site.limitAt(45)).isEqualTo("40");
        assertThat(site.limitAt(90)).isEqualTo("120");
    }

    @Test
    void losingTheLineInAGapNeverRaises() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "30"), kw(30, 45, "60")).link(LinkState.OFFLINE);

        assertThat(site.limitAt(20)).isEqualTo("30");
    }

    @Test
    void ruleI19LeavingFallbackNeedsAHandshakeAndAForecastOfTheNewSession() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "300")).link(LinkState.OFFLINE);
        assertThat(site.limitAt(10)).isEqualTo("120");

        site.reconnect();
        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.FALLBACK);
        assertThat(site.limitAt(10)).isEqualTo("120");

        site.hear("r2", CONSUMPTION, kw(0, 120, "300"));
        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.LIVE);
        assertThat(site.limitAt(10)).isEqualTo("300");
    }

    @Test
    void ruleI20ABlockOfAnOlderSessionIsNeverLiveAgain() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "300")).link(LinkState.OFFLINE);
        site.reconnect().hear("r2", CONSUMPTION, kw(60, 150, "200"));

        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.UNCOVERED);
        assertThat(site.limitAt(10)).as("the earlier remainder only bounds").isEqualTo("120");
        assertThat(site.stepAt(60).mode()).isEqualTo(Mode.LIVE);
    }

    @Test
    void ruleI22FallbackHasNoExpiry() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "300")).link(LinkState.OFFLINE);

        assertThat(site.limitAt(60 * 24 * 365)).isEqualTo("120");
    }

    @Test
    void aForecastHeardWhileNotOnlineIsRecordedAndCanOnlyLower() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100")).link(LinkState.OFFLINE);
        site.hear("up", CONSUMPTION, kw(0, 120, "500")).hear("down", CONSUMPTION, kw(0, 120, "60"));
        assertThat(site.limitAt(10)).isEqualTo("60");

        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 120, "10"));
        assertThat(site.limitAt(10)).isEqualTo("10");
        assertThat(site.told(GroupEvent.ForecastAccepted.class))
                .extracting(GroupEvent.ForecastAccepted::laidIn)
                .containsExactly(true, false, false, false);
    }

    @Test
    void recordedUnderTheNewSessionItIsLaidInOnceOnline() {
        site.link(LinkState.HANDSHAKING);
        site.session = 2;
        site.hear("r1", CONSUMPTION, kw(0, 120, "500"));
        assertThat(site.limitAt(10)).isEqualTo("120");

        site.link(LinkState.ONLINE);
        assertThat(site.limitAt(10)).isEqualTo("500");
        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.LIVE);
    }

    @Test
    void recordedUnderAnOlderSessionItLowersTheFallbackUntilAMessageOfItsTypeIsLaidIn() {
        site.link(LinkState.OFFLINE).hear("old", CONSUMPTION, kw(0, 240, "60"));
        site.reconnect();
        assertThat(site.limitAt(10)).isEqualTo("60");

        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 30, "80"));
        assertThat(site.limitAt(10)).as("another type does not end it").isEqualTo("60");

        site.hear("r2", CONSUMPTION, kw(60, 120, "300"));
        assertThat(site.limitAt(70)).as("never a LIVE block").isEqualTo("300");
        assertThat(site.limitAt(10)).isEqualTo("80");
        assertThat(site.limitAt(130)).isEqualTo("120");
    }

    @Test
    void suspendedAndDisabledHaveNoLimit() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100")).link(LinkState.SUSPENDED);

        assertThat(Envelopes.of(site.record, site.context(), Direction.IMPORT)).isEmpty();
        assertThat(site.record.imports().mode()).isEqualTo(Mode.RELEASED);
    }

    @Test
    void theOptimumIsAWishAndNeverABound() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100")).hear("o", OPTIMUM, kw(0, 60, "20"));

        assertThat(site.limitAt(10)).isEqualTo("100");
        assertThat(site.stepAt(10).wish()).contains(Power.kilowatts("20"));
        assertThat(site.stepAt(70).wish()).isEmpty();
        assertThat(site.link(LinkState.OFFLINE).stepAt(10).wish()).isEmpty();
    }

    @Test
    void blocksAreForgottenFortyEightHoursAfterTheirEnd() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 60, "100"), kw(60, 120, "90"));

        site.at(minute(60).plus(Duration.ofDays(2)).minusMillis(1)).step(new LimitInput.Due());
        assertThat(site.record.book(CONSUMPTION).laid().pieces()).hasSize(2);
        site.at(minute(60).plus(Duration.ofDays(2))).step(new LimitInput.Due());
        assertThat(site.record.book(CONSUMPTION).laid().pieces()).hasSize(1);
        assertThat(site.stepAt(60 * 60).mode())
                .as("a forecast of this session was heard")
                .isEqualTo(Mode.UNCOVERED);
    }

    @Test
    void theSameMessageTwiceIsTheSameAsOnce() {
        site.hear("r1", CONSUMPTION, kw(0, 120, "100")).hear("late", CONSUMPTION, kw(0, 60, "50"));
        site.hear("late", CONSUMPTION, kw(0, 60, "50"));

        assertThat(site.limitAt(100)).isEqualTo("100");
        assertThat(site.told(GroupEvent.ForecastAccepted.class)).hasSize(2);
    }

    @Test
    void aRefusedForecastChangesNothingAndNamesEveryRule() {
        LimitRecord before = site.hear("r1", CONSUMPTION, kw(0, 60, "100")).record;

        site.hear("r2", CONSUMPTION, Forecasts.block(0, 60, "1", CapacityUnit.A, Phase.ALL));

        assertThat(site.record).isEqualTo(before);
        assertThat(site.verdict)
                .isInstanceOfSatisfying(
                        LimitVerdict.Refused.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Object::toString)
                                .containsExactly("forecasted_blocks[0].unit: A is not taken by profile test"));
    }

    private static com.betterfleet.oscp.message.ForecastedBlock block(Instant from, long toMinute, String kilowatts) {
        return new com.betterfleet.oscp.message.ForecastedBlock(
                new java.math.BigDecimal(kilowatts), Phase.ALL, CapacityUnit.KW, from, minute(toMinute));
    }

    private static String exportAt(Site site, long minute) {
        OperatingEnvelope envelope =
                Envelopes.of(site.record, site.context(), Direction.EXPORT).orElseThrow();
        return Site.kilowatts(envelope.limitAt(minute(minute)));
    }
}
