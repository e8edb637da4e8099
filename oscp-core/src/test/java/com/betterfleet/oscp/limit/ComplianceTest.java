package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule I25 as an effect: which blocks the utility is to be told of. */
class ComplianceTest {
    private final Site site = Site.obeying();

    private List<LimitEffect.ReportNonCompliance> reports() {
        return site.pending.stream()
                .filter(LimitEffect.ReportNonCompliance.class::isInstance)
                .map(LimitEffect.ReportNonCompliance.class::cast)
                .toList();
    }

    private void deaf() {
        site.obeys = false;
    }

    @Test
    void ruleI25ABlockThatIsNotConfirmedByItsDeadlineIsReportedWithItsForecastOnce() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 600, "100"))
                .at(minute(15).minusMillis(1));
        deaf();
        site.at(minute(17).minusMillis(1));
        assertThat(reports()).isEmpty();
        site.at(60);

        assertThat(reports()).singleElement().satisfies(report -> {
            assertThat(report.source().value()).isEqualTo("r1");
            assertThat(report.blocks()).singleElement().satisfies(block -> {
                assertThat(block.start()).isEqualTo(minute(15));
                assertThat(block.end()).isEqualTo(minute(600));
                assertThat(block.block().capacity()).isEqualByComparingTo("100");
            });
            assertThat(report.why()).contains("100 kW", "PT2M");
        });
    }

    @Test
    void ruleI25AConfirmedLimitThatIsExceededLaterIsReported() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        deaf();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Site.limit("900"))));

        assertThat(reports())
                .singleElement()
                .satisfies(report -> assertThat(report.why()).contains("reads 900 kW"));
    }

    @Test
    void ruleI25EachFurtherBlockOfTheBreachIsReportedAndNotMoreOftenThanOnceAMinute() {
        site.hear(
                        "r1",
                        CONSUMPTION,
                        kw(0, 15, "300"),
                        kw(15, 20, "100"),
                        kw(20, 21, "90"),
                        kw(21, 22, "80"),
                        kw(22, 600, "70"))
                .at(minute(15).minusMillis(1));
        deaf();
        site.at(minute(20).plusSeconds(1));
        assertThat(reports()).hasSize(2);
        site.hear("r2", CONSUMPTION, kw(20, 600, "60"));
        assertThat(reports()).hasSize(2);
        site.at(30);

        assertThat(reports()).hasSize(3);
        assertThat(reports().get(2).source().value()).isEqualTo("r2");
    }

    @Test
    void ruleI25SeveralBlocksOfOneForecastThatWaitedAreOneReport() {
        site.hear(
                        "r1",
                        CONSUMPTION,
                        kw(0, 15, "300"),
                        kw(15, 17, "100"),
                        seconds(0, 20, "90"),
                        seconds(20, 40, "80"),
                        seconds(40, 60, "70"),
                        kw(18, 600, "60"))
                .at(minute(15).minusMillis(1));
        deaf();
        site.at(20);

        assertThat(reports()).hasSize(2);
        assertThat(reports().get(0).blocks()).extracting(BlockPiece::start).containsExactly(minute(17));
        assertThat(reports().get(1).blocks())
                .extracting(BlockPiece::start)
                .containsExactly(minute(17).plusSeconds(20), minute(17).plusSeconds(40), minute(18));
    }

    private static ForecastedBlock seconds(int from, int to, String kilowatts) {
        return new ForecastedBlock(
                new BigDecimal(kilowatts),
                Phase.ALL,
                CapacityUnit.KW,
                minute(17).plusSeconds(from),
                minute(17).plusSeconds(to));
    }

    @Test
    void ruleI25AProtectiveZeroIsReportedWithItsBlockAndAFallbackOfTheUtilityWithItsOwn() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 600, "0"))
                .hear("f1", FALLBACK_CONSUMPTION, kw(0, 600, "50"))
                .at(minute(15).minusMillis(1));
        deaf();
        site.at(18);
        assertThat(reports()).extracting(report -> report.source().value()).containsExactly("r1");
        site.link(LinkState.OFFLINE).at(21);

        assertThat(reports()).extracting(report -> report.source().value()).containsExactly("r1", "f1");
    }

    @Test
    void aSiteLimitOrAFallbackOfOursIsNoBlockOfTheUtility() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(5);
        deaf();
        site.binding = Forecasts.binding().siteLimit(Power.kilowatts("50")).build();
        site.step(new LimitInput.Bound(0)).at(30);

        assertThat(site.record.imports().breach()).isPresent();
        assertThat(reports()).isEmpty();
    }

    @Test
    void whatWasReportedIsForgottenOnceTheBookHasForgottenItsBlock() {
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 30, "100"), kw(30, 600, "900"))
                .at(minute(15).minusMillis(1));
        deaf();
        site.at(20);
        assertThat(site.record.imports().missed()).hasSize(1);
        site.obeys = true;
        site.confirmAll().at(31);
        assertThat(site.record.imports().missed()).hasSize(1);
        site.at(30 + 2 * 24 * 60 + 1);

        assertThat(site.record.imports().missed()).isEmpty();
        assertThat(site.record.imports().breach()).isEmpty();
    }
}
