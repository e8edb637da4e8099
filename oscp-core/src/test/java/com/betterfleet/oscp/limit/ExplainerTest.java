package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.OPTIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.LinkState;
import org.junit.jupiter.api.Test;

/** Rule I27: why a limit is what it is. */
class ExplainerTest {
    private final Site site = Site.silent();

    @Test
    void aLiveBlockIsExplainedBesideAllThatLost() {
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 60, "80")).hear("r1", CONSUMPTION, kw(0, 60, "300"));

        assertThat(at(10).toText()).isEqualTo("""
                        IMPORT at 2026-11-22T12:10:00Z: at most 300 kW, LIVE
                        * forecast r1: 300 kW (300 KW on the wire): rules, the line is agreed and it covers this time
                          the utility's fallback forecast f1: 80 kW (80 KW on the wire): does not count while a block of this session covers this time
                          fallback of the binding: 120 kW: does not count while a block of this session covers this time
                          site limit: 900 kW: does not bind, the limit is not above it""");
    }

    @Test
    void inFallbackItNamesWhatBoundAndWhatWasOnlyRecorded() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "100")).link(LinkState.OFFLINE);
        site.hear("r2", CONSUMPTION, kw(0, 60, "70"));

        Reasoning why = at(10);
        assertThat(why.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(why.findings())
                .extracting(Finding::ground)
                .containsExactly(Ground.RECORDED, Ground.EARLIER_FORECAST, Ground.HOST_FALLBACK, Ground.SITE_LIMIT);
        assertThat(why.findings().get(1).why()).isEqualTo("loses, recorded forecast r2: 70 kW is not above it");
    }

    @Test
    void aProtectiveZeroIsNamedWithItsForecast() {
        site.hear("z", CONSUMPTION, kw(0, 60, "0"));

        Reasoning why = at(120);
        assertThat(why.protectiveZero()).isTrue();
        assertThat(why.findings().get(0).source().orElseThrow().value()).isEqualTo("z");
        assertThat(why.findings().get(0).start()).contains(minute(0));
        assertThat(why.findings().get(0).end()).isEmpty();
    }

    @Test
    void theUtilitysFallbackComesBeforeALowerOneOfTheBinding() {
        site.hear("f1", FALLBACK_CONSUMPTION, kw(0, 60, "400")).link(LinkState.OFFLINE);

        assertThat(at(10).findings())
                .filteredOn(finding -> finding.ground() == Ground.HOST_FALLBACK)
                .singleElement()
                .satisfies(finding -> assertThat(finding.why())
                        .isEqualTo("loses to the utility's fallback forecast f1: 400 kW, which comes before it"));
    }

    @Test
    void aWishIsToldAndBindsNothing() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).hear("w1", OPTIMUM, kw(0, 60, "50"));

        Reasoning why = at(10);
        assertThat(why.toText())
                .startsWith(
                        "IMPORT at 2026-11-22T12:10:00Z: at most 300 kW, LIVE, the utility wishes 50 kW\n* forecast r1")
                .contains("  the utility's wish w1: 50 kW (50 KW on the wire): is a wish and binds nothing");
        assertThat(why.findings().stream().filter(Finding::ruled)).hasSize(1);
        site.link(LinkState.OFFLINE);
        assertThat(at(10).findings()).extracting(Finding::ground).doesNotContain(Ground.WISH);
    }

    @Test
    void aReleasedScopeHasNoLimitToExplain() {
        site.link(LinkState.SUSPENDED);

        assertThat(at(10).toText()).isEqualTo("IMPORT at 2026-11-22T12:10:00Z: no limit from here, RELEASED");
    }

    private Reasoning at(long minute) {
        return Explainer.explain(site.record, site.context(), Direction.IMPORT, minute(minute));
    }
}
