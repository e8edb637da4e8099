package com.betterfleet.oscp.forecast;

import static com.betterfleet.oscp.forecast.Forecasts.binding;
import static com.betterfleet.oscp.forecast.Forecasts.block;
import static com.betterfleet.oscp.forecast.Forecasts.id;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.message;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.forecast.Forecasts.profile;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Rules I1 to I4, I6, I7 and decision "power is exact". */
class ForecastTranslatorTest {
    private static final PartnerProfile KILOWATTS = profile(ReplaceExtent.REPLACE_FROM_FIRST_START);
    private static final PartnerProfile EVERYTHING =
            profile(ReplaceExtent.REPLACE_FROM_FIRST_START, Set.of(CapacityUnit.values()), true);

    private final GroupBinding binding = binding().build();

    @Test
    void ruleI1BlocksAreHalfOpenAndStandBesideEachOther() {
        var blocks = translated(KILOWATTS, kw(15, 30, "200"), kw(0, 15, "100")).blocks();

        assertThat(blocks.at(minute(0)).orElseThrow().power()).isEqualTo(Power.kilowatts("100"));
        assertThat(blocks.at(minute(15)).orElseThrow().power()).isEqualTo(Power.kilowatts("200"));
        assertThat(blocks.at(minute(15).minusMillis(1)).orElseThrow().power()).isEqualTo(Power.kilowatts("100"));
        assertThat(blocks.at(minute(30))).isEmpty();
    }

    @Test
    void ruleI2ZeroIsAStatementAndNotAnAbsence() {
        var zero = translated(KILOWATTS, kw(0, 15, "0"));

        assertThat(zero.blocks().at(minute(5)).orElseThrow().power()).isEqualTo(Power.ZERO);
        assertThat(zero.allZero()).isTrue();
        assertThat(translated(KILOWATTS, kw(0, 15, "0"), kw(15, 30, "0.001")).allZero())
                .isFalse();
    }

    @Test
    void aMessageOfMoreThanThreeThousandBlocksIsRefused() {
        ForecastedBlock[] most =
                IntStream.range(0, 3000).mapToObj(i -> kw(i, i + 1, "1")).toArray(ForecastedBlock[]::new);
        ForecastedBlock[] more = Arrays.copyOf(most, 3001);
        more[3000] = kw(3000, 3001, "1");

        assertThat(translated(KILOWATTS, most).blocks().pieces()).hasSize(3000);
        assertThat(ForecastTranslator.translate(id("r1"), message(CONSUMPTION, more), binding, KILOWATTS, 7))
                .isEqualTo(new Translation.Untranslatable(
                        List.of(new Violation("forecasted_blocks", "has 3001 blocks, may have at most 3000"))));
    }

    @Test
    void ruleI3ABlockThatDoesNotEndAfterItsStartIsRefused() {
        assertThatThrownBy(() -> kw(15, 15, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockPiece(
                        minute(2),
                        minute(1),
                        translated(KILOWATTS, kw(0, 1, "1"))
                                .blocks()
                                .pieces()
                                .get(0)
                                .value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end must be after start");
    }

    @Test
    void ruleI4WattsAndKilowattsOfOnePowerAreEqualAndKeepTheirWireValue() {
        var block = only(translated(KILOWATTS, block(0, 15, "1500.250", CapacityUnit.W, Phase.UNKNOWN)));

        assertThat(block.power()).isEqualTo(Power.kilowatts("1.50025"));
        assertThat(block.capacity()).isEqualByComparingTo("1500.25");
        assertThat(block.unit()).isEqualTo(CapacityUnit.W);
        assertThat(block.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(block.source()).isEqualTo(id("r1"));
        assertThat(block.session()).isEqualTo(7);
    }

    @Test
    void ruleI4AmperesOfAllPhasesAreAmperesTimesVoltsRoundedDown() {
        assertThat(only(translated(EVERYTHING, block(0, 15, "10.333", CapacityUnit.A, Phase.ALL)))
                        .power())
                .isEqualTo(Power.watts(2376));
        assertThat(only(translated(EVERYTHING, block(0, 15, "10.333", CapacityUnit.A, Phase.UNKNOWN)))
                        .power())
                .isEqualTo(Power.watts(2376));
    }

    @Test
    void ruleI4AmperesWithoutVoltageAreRefused() {
        GroupBinding bare = GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .build();

        assertThat(refused(EVERYTHING, bare, block(0, 15, "10", CapacityUnit.A, Phase.ALL)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[0].unit");
    }

    @Test
    void ruleI4UnitsThatTheProfileDoesNotTakeAreAllNamed() {
        assertThat(refused(
                        KILOWATTS,
                        binding,
                        kw(0, 15, "1"),
                        block(15, 30, "1", CapacityUnit.A, Phase.ALL),
                        block(30, 45, "1", CapacityUnit.WH, Phase.ALL),
                        block(45, 60, "1", CapacityUnit.KWH, Phase.ONE)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[1].unit", "forecasted_blocks[2].unit", "forecasted_blocks[3].unit");
    }

    @Test
    void ruleI4EnergyThatTheProfileTakesIsTheMeanPowerOfItsBlock() {
        assertThat(only(translated(EVERYTHING, block(0, 15, "25", CapacityUnit.KWH, Phase.ALL)))
                        .power())
                .isEqualTo(Power.kilowatts("100"));
        assertThat(only(translated(EVERYTHING, block(0, 9, "100", CapacityUnit.WH, Phase.ALL)))
                        .power())
                .isEqualTo(Power.watts(666));
    }

    @Test
    void theEnergyOfThreePhasesIsRoundedOnceAndLast() {
        var three = Stream.of(Phase.ONE, Phase.TWO, Phase.THREE)
                .map(phase -> block(0, 45, "25", CapacityUnit.KWH, phase))
                .toArray(ForecastedBlock[]::new);

        assertThat(only(translated(EVERYTHING, three)).power()).isEqualTo(Power.kilowatts("100"));
    }

    @Test
    void whatNoGridCarriesIsRefusedAndNotAnError() {
        assertThat(refused(EVERYTHING, binding, block(0, 15, "999999999999999", CapacityUnit.KWH, Phase.ALL)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[0].capacity");
    }

    @Test
    void ruleI6SinglePhasesAreRefusedUnlessTheProfileTakesThem() {
        assertThat(refused(KILOWATTS, binding, block(0, 15, "1", CapacityUnit.KW, Phase.TWO)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[0].phase");
    }

    @Test
    void ruleI6AllSinglePhasesGiveThreeTimesTheSmallest() {
        var translated = translated(
                EVERYTHING,
                block(0, 15, "12", CapacityUnit.KW, Phase.ONE),
                block(0, 15, "10", CapacityUnit.KW, Phase.TWO),
                block(0, 15, "50", CapacityUnit.A, Phase.THREE));

        assertThat(only(translated).power()).isEqualTo(Power.kilowatts("30"));
        assertThat(only(translated).phase()).isEqualTo(Phase.TWO);
        assertThat(translated.overlapped()).isFalse();
    }

    @Test
    void ruleI7TwoBlocksOfOnePhaseAndTimeOverlapAndTheSmallerCounts() {
        var translated = translated(
                EVERYTHING,
                block(0, 15, "9", CapacityUnit.KW, Phase.ONE),
                block(0, 15, "8", CapacityUnit.KW, Phase.TWO),
                block(0, 15, "7", CapacityUnit.KW, Phase.THREE),
                block(0, 15, "6", CapacityUnit.KW, Phase.ONE));

        assertThat(translated.overlapped()).isTrue();
        assertThat(translated.blocks().at(minute(5)).orElseThrow().power()).isEqualTo(Power.kilowatts("18"));
    }

    @Test
    void theLargestPowerThereIsIsTaken() {
        assertThat(translated(KILOWATTS, kw(0, 15, "999999999999999.999"))
                        .blocks()
                        .at(minute(5))
                        .orElseThrow()
                        .power())
                .isEqualTo(Power.watts("999999999999999999"));
    }

    @Test
    void ruleI6AMissingPhaseOfASlotIsRefused() {
        assertThat(refused(
                        EVERYTHING,
                        binding,
                        block(0, 15, "12", CapacityUnit.KW, Phase.ONE),
                        block(0, 15, "10", CapacityUnit.KW, Phase.TWO),
                        block(15, 30, "10", CapacityUnit.KW, Phase.THREE)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[0].phase", "forecasted_blocks[2].phase");
    }

    @Test
    void ruleI6APhaseThatTheSiteDoesNotHaveIsRefused() {
        GroupBinding single =
                binding().supply(new java.math.BigDecimal("230"), 1).build();

        assertThat(refused(EVERYTHING, single, block(0, 15, "1", CapacityUnit.KW, Phase.TWO)))
                .extracting(Violation::path)
                .containsExactly("forecasted_blocks[0].phase");
        Translation one = ForecastTranslator.translate(
                id("r1"), message(CONSUMPTION, block(0, 15, "1", CapacityUnit.KW, Phase.ONE)), single, EVERYTHING, 7);
        assertThat(only((Translation.Translated) one).power()).isEqualTo(Power.kilowatts("1"));
    }

    @Test
    void ruleI7OverlapsTakeTheSmallerPowerAndAreTold() {
        var translated = translated(KILOWATTS, kw(0, 30, "100"), kw(15, 45, "50"));

        assertThat(translated.overlapped()).isTrue();
        assertThat(translated.blocks().at(minute(20)).orElseThrow().power()).isEqualTo(Power.kilowatts("50"));
        assertThat(translated.blocks().at(minute(10)).orElseThrow().power()).isEqualTo(Power.kilowatts("100"));
        assertThat(translated(KILOWATTS, kw(0, 15, "100"), kw(15, 30, "100")).overlapped())
                .isFalse();
        assertThat(translated(KILOWATTS, kw(0, 30, "100"), kw(15, 30, "50")).overlapped())
                .isTrue();
    }

    @Test
    void ruleI7AProfileMayRefuseOverlapsInstead() {
        PartnerProfile strict =
                profile(ReplaceExtent.REPLACE_FROM_FIRST_START, OverlapPolicy.REJECT, Set.of(CapacityUnit.KW), true);

        assertThat(refused(strict, binding, kw(0, 30, "100"), kw(15, 45, "100")))
                .containsExactly(new Violation("forecasted_blocks", "overlap, which profile test does not take"));
        assertThat(translated(strict, kw(0, 15, "100"), kw(15, 30, "50")).overlapped())
                .isFalse();
    }

    @Test
    void allZeroIsJudgedAfterOverlapsAndPhasesAreMerged() {
        assertThat(translated(KILOWATTS, kw(0, 30, "100"), kw(0, 30, "0")).allZero())
                .isTrue();
        assertThat(translated(
                                EVERYTHING,
                                block(0, 15, "12", CapacityUnit.KW, Phase.ONE),
                                block(0, 15, "0", CapacityUnit.KW, Phase.TWO),
                                block(0, 15, "9", CapacityUnit.KW, Phase.THREE))
                        .allZero())
                .isTrue();
    }

    @Test
    void ruleI28AForecastForAnotherGroupIsRefused() {
        var other = new UpdateGroupCapacityForecast(new GroupId("WLG"), CONSUMPTION, List.of(kw(0, 15, "1")));

        Translation translation = ForecastTranslator.translate(id("r1"), other, binding, KILOWATTS, 1);

        assertThat(((Translation.Untranslatable) translation).violations())
                .extracting(Violation::path)
                .containsExactly("group_id");
    }

    @Property
    void theOrderOfBlocksInAMessageDoesNotMatter(@ForAll("blocks") List<ForecastedBlock> blocks) {
        ForecastedBlock[] forwards = blocks.toArray(ForecastedBlock[]::new);
        Collections.reverse(blocks);
        ForecastedBlock[] backwards = blocks.toArray(ForecastedBlock[]::new);

        assertThat(translated(KILOWATTS, backwards)).isEqualTo(translated(KILOWATTS, forwards));
    }

    @Provide
    Arbitrary<List<ForecastedBlock>> blocks() {
        Arbitrary<ForecastedBlock> one = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(0, 3))
                .as((from, length, kilowatts) -> kw(from, from + length, String.valueOf(kilowatts)));
        return one.list().ofMinSize(1).ofMaxSize(12).map(java.util.ArrayList::new);
    }

    private Translation.Translated translated(PartnerProfile profile, ForecastedBlock... blocks) {
        return (Translation.Translated)
                ForecastTranslator.translate(id("r1"), message(CONSUMPTION, blocks), binding, profile, 7);
    }

    private static List<Violation> refused(PartnerProfile profile, GroupBinding binding, ForecastedBlock... blocks) {
        Translation translation =
                ForecastTranslator.translate(id("r1"), message(CONSUMPTION, blocks), binding, profile, 7);
        return ((Translation.Untranslatable) translation).violations();
    }

    private static Block only(Translation.Translated translated) {
        assertThat(translated.blocks().pieces()).hasSize(1);
        return translated.blocks().pieces().get(0).value();
    }
}
