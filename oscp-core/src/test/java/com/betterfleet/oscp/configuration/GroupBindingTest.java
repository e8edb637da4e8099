package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.message.AssetId;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A binding: no default for what keeps a site safe, documented defaults for the rest. */
class GroupBindingTest {
    private static GroupBinding.Builder complete() {
        return GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"));
    }

    @Test
    void theBuilderNamesGroupAndWhatIsMissingForThereIsNoDefaultLimit() {
        GroupBinding.Builder empty = GroupBinding.of("AKL01");
        assertThatThrownBy(empty::build).hasMessage("binding of group AKL01 needs scope");
        empty.scope("mg-7", "grid");
        assertThatThrownBy(empty::build).hasMessage("binding of group AKL01 needs siteLimit");
        empty.siteLimit(Power.kilowatts("900"));
        assertThatThrownBy(empty::build).hasMessage("binding of group AKL01 needs fallback");
        empty.fallback(Power.ZERO);
        assertThat(empty.build().fallback()).isEqualTo(Power.ZERO);
    }

    @Test
    void theDefaultsAreTheGroupsIdAsAssetNoExportAndProtectionThatStays() {
        GroupBinding binding = complete().build();
        assertThat(binding.scope()).isEqualTo(new ManagedScope("mg-7", "grid"));
        assertThat(binding.asset()).isEqualTo(new AssetId("AKL01"));
        assertThat(binding.managesExport()).isFalse();
        assertThat(binding.volts()).isEmpty();
        assertThat(binding.phases()).isEmpty();
        assertThat(binding.zeroAfterHorizon()).isEqualTo(ZeroAfterHorizon.STAY);
        assertThat(binding.zeroLease()).isEqualTo(ZeroLease.ZERO);
        assertThat(binding.raiseDelay()).isZero();
    }

    @Test
    void exportIsManagedWithBothOfItsLimitsOrNotAtAll() {
        Power some = Power.kilowatts("10");
        assertThat(complete().build().managesExport()).isFalse();
        assertThatThrownBy(() -> complete().exportSiteLimit(some).build())
                .hasMessageContaining("group AKL01 needs exportFallback");
        assertThatThrownBy(() -> complete().exportFallback(some).build())
                .hasMessageContaining("group AKL01 needs exportSiteLimit");
        assertThat(complete()
                        .exportSiteLimit(some)
                        .exportFallback(Power.ZERO)
                        .build()
                        .managesExport())
                .isTrue();
    }

    @Test
    void whichHoleCountsAsAGapIsThePartnersUnlessTheBindingSaysSo() {
        assertThat(complete().build().gapTolerance()).isEmpty();
        assertThat(complete().gapTolerance(Duration.ZERO).build().gapTolerance())
                .contains(Duration.ZERO);
        assertThat(complete().gapTolerance(Duration.ofMinutes(15)).build().gapTolerance())
                .contains(Duration.ofMinutes(15));
        assertThatThrownBy(() -> complete().gapTolerance(Duration.ofMillis(-1)).build())
                .hasMessage("gapTolerance must be PT0S to PT15M, was PT-0.001S");
        assertThatThrownBy(
                        () -> complete().gapTolerance(Duration.ofSeconds(901)).build())
                .hasMessage("gapTolerance must be PT0S to PT15M, was PT15M1S");
    }

    @Test
    void everyChoiceArrivesInTheBinding() {
        GroupBinding binding = complete()
                .asset("depot")
                .supply(new BigDecimal("230"), 3)
                .zeroAfterHorizon(ZeroAfterHorizon.FALLBACK)
                .zeroLease(ZeroLease.FALLBACK)
                .raiseDelay(Duration.ofSeconds(30))
                .build();
        assertThat(binding.asset()).isEqualTo(new AssetId("depot"));
        assertThat(binding.volts()).contains(new BigDecimal("230"));
        assertThat(binding.phases()).contains(3);
        assertThat(binding.zeroAfterHorizon()).isEqualTo(ZeroAfterHorizon.FALLBACK);
        assertThat(binding.zeroLease()).isEqualTo(ZeroLease.FALLBACK);
        assertThat(binding.raiseDelay()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.1", "-230"})
    void voltsAreAboveZero(String volts) {
        assertThatThrownBy(() -> complete().supply(new BigDecimal(volts), 3).build())
                .hasMessage("volts must be above 0, was " + volts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void oneTwoOrThreePhasesAreTaken(int phases) {
        assertThat(complete().supply(BigDecimal.TEN, phases).build().phases()).contains(phases);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 4})
    void phasesAreOneToThree(int phases) {
        assertThatThrownBy(() -> complete().supply(BigDecimal.TEN, phases).build())
                .hasMessage("phases must be 1 to 3, was " + phases);
    }

    @Test
    void raisingMayWaitButNotBackwards() {
        assertThatThrownBy(() -> complete().raiseDelay(Duration.ofMillis(-1)).build())
                .hasMessage("raiseDelay must not be negative, was PT-0.001S");
    }

    @Test
    void aLegalGroupIdIsNeeded() {
        assertThatThrownBy(() -> GroupBinding.of(" ")).hasMessageContaining("group_id");
    }
}
