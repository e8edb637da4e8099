package com.betterfleet.oscp.adjustment;

import static com.betterfleet.oscp.forecast.Forecasts.block;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is refused before it is asked for, with words that help. */
class AdjustmentRequestTest {
    private final Desk desk = new Desk();

    private void refused(String words, ForecastedBlock... blocks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.request("a", blocks))
                .withMessageContaining(words);
        assertThat(desk.record).isEqualTo(AdjustmentRecord.EMPTY);
    }

    @Test
    void aPartnerThatTakesNoneIsNotAskedAndTheSettingIsNamed() {
        desk.profile = Forecasts.taciturn();
        refused("set its setting 'adjust' to true", kw(15, 30, "300"));
    }

    @Test
    void noBlockIsNothingToAskFor() {
        refused("blocks must not be empty");
    }

    @Test
    void aBlockThatIsOverIsNamed() {
        desk.now = Forecasts.minute(15);
        refused("the block from 2026-11-22T12:00:00Z was over", kw(15, 30, "300"), kw(0, 15, "300"));
        desk.now = Forecasts.minute(14);
        assertThat(desk.request("a", kw(0, 15, "300")).record.pending()).hasSize(1);
    }

    @Test
    void overlappingBlocksOfOnePhaseAreRefusedEvenIfTheySayTheSame() {
        refused("overlap", kw(15, 30, "300"), kw(29, 45, "300"));
        refused("overlap", kw(15, 30, "300"), kw(15, 30, "300"));
    }

    @Test
    void aUnitOrPhaseThatThePartnersForecastsMayNotHaveIsNamedWithItsBlock() {
        refused("forecasted_blocks[1].unit: A", kw(15, 30, "300"), block(30, 45, "32", CapacityUnit.A, Phase.ALL));
        refused("forecasted_blocks[0].phase", block(30, 45, "32", CapacityUnit.KW, Phase.ONE));
    }

    @Test
    void theBlocksOfAllPhasesAreOneSlot() {
        desk.profile = Forecasts.profile(ReplaceExtent.REPLACE_FROM_FIRST_START, Set.of(CapacityUnit.KW), true);
        desk.request(
                "a",
                block(15, 30, "10", CapacityUnit.KW, Phase.ONE),
                block(15, 30, "12", CapacityUnit.KW, Phase.TWO),
                block(15, 30, "11", CapacityUnit.KW, Phase.THREE));
        assertThat(desk.get("a").blocks()).extracting(AdjustedBlock::requested).containsExactly(Power.kilowatts("30"));
        assertThat(desk.sent.get(0).message().forecastedBlocks()).hasSize(3);
    }

    @Test
    void moreBlocksThanAThousandAreTooMany() {
        ForecastedBlock[] blocks =
                IntStream.range(0, 1001).mapToObj(i -> kw(i, i + 1, "1")).toArray(ForecastedBlock[]::new);
        refused("at most 1000, were 1001", blocks);
    }

    @Test
    void anEleventhIsRefusedUntilOneOfTheTenHasEnded() {
        IntStream.range(0, 10)
                .forEach(i -> desk.request("a" + i, kw(i, 30 + i, "300")).delivered("a" + i));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.request("b", kw(0, 60, "300")))
                .withMessageContaining("10 adjustments are pending");
        desk.now = Forecasts.minute(30);
        desk.request("b", kw(30, 60, "300")).request("c", kw(30, 60, "300"));
        assertThat(desk.record.pending()).hasSize(10);
    }
}
