package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.GENERATION;
import static com.betterfleet.oscp.message.ForecastType.OPTIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.configuration.ZeroLease;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import org.junit.jupiter.api.Test;

/** The protective zero: rules I2 and I16, and every sentence of the decision about it. */
class ProtectiveZeroTest {
    private final Site site = Site.silent();

    @Test
    void anAllZeroForecastProtectsFromItsFirstStartAndOutlivesItsHorizon() {
        site.hear("r1", CONSUMPTION, kw(0, 240, "300")).hear("zero", CONSUMPTION, kw(15, 300, "0"));

        assertThat(site.limitAt(10)).isEqualTo("300");
        assertThat(site.limitAt(20)).isEqualTo("0");
        assertThat(site.stepAt(20).protectiveZero()).isTrue();
        assertThat(site.limitAt(10_000)).isEqualTo("0");
        assertThat(site.record.zeroSince()).contains(minute(15));
        assertThat(site.told(GroupEvent.ProtectiveZeroStarted.class)).hasSize(1);
    }

    @Test
    void itIsNotTheSameAsAForecastWithSomeZeros() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "0"), kw(60, 120, "300"));

        assertThat(site.limitAt(30)).isEqualTo("0");
        assertThat(site.record.zeroSince()).isEmpty();
    }

    @Test
    void itRulesOverTheHostsFallbackAndOverFallbackBlocksAcceptedBeforeIt() {
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 240, "80")).hear("zero", CONSUMPTION, kw(0, 60, "0"));
        site.link(LinkState.OFFLINE);
        assertThat(site.limitAt(10)).isEqualTo("0");
        assertThat(site.limitAt(120)).isEqualTo("0");

        site.reconnect().hear("f2", FALLBACK_CONSUMPTION, kw(0, 240, "70"));
        assertThat(site.limitAt(120))
                .as("one accepted after it is obeyed as sent")
                .isEqualTo("70");
        assertThat(site.stepAt(120).protectiveZero()).isFalse();
        assertThat(site.limitAt(300)).isEqualTo("0");
    }

    @Test
    void afterItsHorizonTheFallbackHoldsWhereThatIsThePolicy() {
        site.binding =
                Forecasts.binding().zeroAfterHorizon(ZeroAfterHorizon.FALLBACK).build();
        site.obeys = true;
        site.hear("zero", CONSUMPTION, kw(0, 60, "0"));

        assertThat(site.limitAt(59)).isEqualTo("0");
        assertThat(site.limitAt(60)).isEqualTo("120");
        site.at(61);
        assertThat(site.told(GroupEvent.ProtectiveZeroEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.at()).isEqualTo(minute(60)));
    }

    @Test
    void itEndsAtTheFirstStartOfTheNextForecastThatAllowsSomethingAhead() {
        site.obeys = true;
        site.hear("zero", CONSUMPTION, kw(0, 240, "0")).hear("normal", CONSUMPTION, kw(30, 300, "200"));

        assertThat(site.limitAt(29)).isEqualTo("0");
        assertThat(site.limitAt(30)).isEqualTo("200");
        assertThat(site.limitAt(500)).as("past the horizon: fallback, no zero").isEqualTo("120");
        site.at(31);
        assertThat(site.told(GroupEvent.ProtectiveZeroEnded.class))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.at()).isEqualTo(minute(30));
                    assertThat(ended.why()).contains("normal");
                });
    }

    @Test
    void aForecastWhoseBlocksAboveZeroAreAllOverDoesNotEndIt() {
        site.hear("zero", CONSUMPTION, kw(0, 240, "0")).at(60);
        site.hear("r2", CONSUMPTION, kw(0, 30, "200"), kw(30, 300, "0"));

        assertThat(site.limitAt(400)).isEqualTo("0");
        assertThat(site.record.zeroSince()).isPresent();
    }

    @Test
    void ruleI11ALateForecastDoesNotEndIt() {
        site.hear("zero", CONSUMPTION, kw(0, 240, "0")).hear("late", CONSUMPTION, kw(0, 120, "200"));

        assertThat(site.limitAt(10)).isEqualTo("0");
        assertThat(site.limitAt(400)).isEqualTo("0");
    }

    @Test
    void aLateZeroRulesOverWhatTheBookKept() {
        site.hear("r1", CONSUMPTION, kw(0, 240, "200")).hear("zero", CONSUMPTION, kw(0, 60, "0"));

        assertThat(site.limitAt(120)).isEqualTo("0");
    }

    @Test
    void withOverlayANonZeroBlockForAnInstantRules() {
        Site overlay = new Site(ReplaceExtent.OVERLAY);
        overlay.hear("r1", CONSUMPTION, kw(0, 240, "200")).hear("zero", CONSUMPTION, kw(0, 60, "0"));

        assertThat(overlay.limitAt(30)).isEqualTo("0");
        assertThat(overlay.limitAt(120)).isEqualTo("200");
        assertThat(overlay.limitAt(300)).isEqualTo("0");
        overlay.link(LinkState.OFFLINE);
        assertThat(overlay.limitAt(120)).isEqualTo("120");
        assertThat(overlay.limitAt(300)).isEqualTo("0");
    }

    @Test
    void acceptedWhileNotOnlineItCountsAtOnceButIsEndedOnlyByWhatIsLaidIn() {
        site.link(LinkState.OFFLINE).hear("zero", CONSUMPTION, kw(0, 60, "0"));
        assertThat(site.limitAt(30)).isEqualTo("0");
        assertThat(site.limitAt(120)).isEqualTo("0");

        site.hear("normal", CONSUMPTION, kw(0, 300, "200"));
        assertThat(site.limitAt(120)).isEqualTo("0");
        site.reconnect();
        assertThat(site.limitAt(120)).as("never by one of an older session").isEqualTo("0");

        site.hear("fresh", CONSUMPTION, kw(0, 320, "210"));
        assertThat(site.limitAt(120)).isEqualTo("210");
    }

    @Test
    void aZeroOfGenerationIsNoProtectiveZero() {
        site.hear("zero", GENERATION, kw(0, 60, "0"));

        assertThat(site.record.zeroSince()).isEmpty();
        assertThat(site.limitAt(120)).isEqualTo("120");
    }

    @Test
    void overrideDropsTheFlagAndNothingElse() {
        site.hear("zero", CONSUMPTION, kw(0, 60, "0")).step(new LimitInput.OverrideZero());

        assertThat(site.limitAt(30)).as("zero blocks still rule while LIVE").isEqualTo("0");
        assertThat(site.limitAt(60)).isEqualTo("120");
        assertThat(site.verdict).isEqualTo(new LimitVerdict.Done("the limit is above zero from 2026-11-22T13:00:00Z"));
        assertThat(site.told(GroupEvent.ProtectiveZeroEnded.class)).hasSize(1);

        site.link(LinkState.OFFLINE);
        assertThat(site.limitAt(30)).as("and in the ruling fallback").isEqualTo("0");
        site.reconnect().hear("f", FALLBACK_CONSUMPTION, kw(0, 60, "50"));
        assertThat(site.limitAt(30))
                .as("unless a FALLBACK block covers the time")
                .isEqualTo("50");
    }

    @Test
    void overridingWhatIsNotThereSaysSo() {
        Site calm = Site.obeying().hear("r1", CONSUMPTION, kw(0, 600, "300"));
        int orders = calm.orders.size();
        calm.step(new LimitInput.OverrideZero());

        assertThat(calm.verdict).isEqualTo(new LimitVerdict.Done("there is no protective zero to override"));
        assertThat(calm.orders).hasSize(orders);
        assertThat(calm.told(GroupEvent.ProtectiveZeroEnded.class)).isEmpty();
    }

    @Test
    void repeatedZerosStayOneProtection() {
        site.obeys = true;
        site.hear("z1", CONSUMPTION, kw(0, 1440, "0")).at(16);
        site.hear("z2", CONSUMPTION, kw(30, 1470, "0")).at(40);

        assertThat(site.record.zeroSince()).contains(minute(0));
        assertThat(site.told(GroupEvent.ProtectiveZeroStarted.class)).hasSize(1);
        assertThat(site.limitAt(5000)).isEqualTo("0");
    }

    @Test
    void whatAnUnattendedCircuitTakesUnderItIsZeroOrByPolicyTheFallbackWithoutIt() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "90")).hear("zero", CONSUMPTION, kw(0, 660, "0"));
        site.confirmAll();
        assertThat(site.order().limit()).isEqualTo(Limit.ZERO);
        assertThat(site.order().afterwards()).isEqualTo(Limit.ZERO);
        assertThat(site.order().protectiveZero()).isTrue();

        Site goesOn = Site.silent();
        goesOn.binding = Forecasts.binding().zeroLease(ZeroLease.FALLBACK).build();
        goesOn.hear("zero", CONSUMPTION, kw(0, 660, "0")).confirmAll();
        assertThat(goesOn.order().limit()).isEqualTo(Limit.ZERO);
        assertThat(goesOn.order().afterwards()).isEqualTo(Site.limit("120"));
    }

    @Test
    void itsOrderAndTheFirstAfterItAreSentTwice() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 1440, "300"));
        site.hear("zero", CONSUMPTION, kw(0, 1440, "0"));
        long first = site.order().revision();
        site.at(minute(0).plusSeconds(29));
        assertThat(site.order().revision()).isEqualTo(first);
        site.at(minute(0).plusSeconds(30));
        assertThat(site.order().revision()).isEqualTo(first + 1);
        assertThat(site.order().limit()).isEqualTo(Limit.ZERO);

        site.at(2).hear("normal", CONSUMPTION, kw(0, 1440, "200"));
        long after = site.order().revision();
        site.at(minute(2).plusSeconds(31));
        assertThat(site.order().revision()).isEqualTo(after + 1);
        site.at(minute(4));
        assertThat(site.order().revision()).as("and no third time").isEqualTo(after + 1);
    }

    @Test
    void theSecondSendingIsOwedUntilAnOrderOfItsKindIsConfirmed() {
        site.hear("zero", CONSUMPTION, kw(0, 1440, "0")).answer(new Outcome.Refused("busy"));
        site.hear("wish", OPTIMUM, kw(0, 1440, "50")).confirm();
        long confirmed = site.order().revision();
        site.at(minute(0).plusSeconds(30));

        assertThat(confirmed).isEqualTo(2);
        assertThat(site.order().revision()).isEqualTo(3);
    }

    @Test
    void ruleI26AZeroThatWasOverRulesAgainWhereTheClockIsSetBackIntoIt() {
        site.binding =
                Forecasts.binding().zeroAfterHorizon(ZeroAfterHorizon.FALLBACK).build();
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 60, "300"))
                .hear("z", CONSUMPTION, kw(0, 10, "0"))
                .link(LinkState.OFFLINE);
        assertThat(site.limitAt(5)).isEqualTo("0");
        site.at(10);
        assertThat(site.record.zeroSince()).isEmpty();
        site.now = minute(5);
        site.step(new LimitInput.Reevaluate("the clock was set"));

        assertThat(site.limitAt(5)).isEqualTo("0");
        assertThat(site.record.zeroSince()).isPresent();
    }

    @Test
    void anEditOfThePolicyForgetsNoZeroThatALaterOneHid() {
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 90, "300"))
                .hear("a", CONSUMPTION, kw(0, 60, "0"))
                .hear("b", CONSUMPTION, kw(0, 60, "0"), kw(60, 61, "0"))
                .hear("c", CONSUMPTION, kw(0, 10, "0"));
        site.binding =
                Forecasts.binding().zeroAfterHorizon(ZeroAfterHorizon.FALLBACK).build();
        site.link(LinkState.OFFLINE);

        assertThat(site.limitAt(20)).isEqualTo("0");
    }

    @Test
    void aWeekOfZeroProfilesStaysSmall() {
        for (int quarter = 0; quarter < 700; quarter++) {
            site.at(15L * quarter).hear("z" + quarter, CONSUMPTION, kw(15L * quarter, 15L * quarter + 1440, "0"));
        }

        assertThat(site.record.zeros()).hasSizeLessThanOrEqualTo(21);
        assertThat(site.record.zeroSince()).contains(minute(0));
        assertThat(site.limitAt(15L * 700)).isEqualTo("0");
    }
}
