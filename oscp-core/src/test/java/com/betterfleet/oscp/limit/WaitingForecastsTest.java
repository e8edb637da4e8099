package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.ZeroLease;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forecasts recorded while the line is not agreed are bounded, and lower as much as all of them. */
class WaitingForecastsTest {
    private final Site site = Site.obeying();

    @Test
    void aDayOfForecastsWhileOfflineStaysSmall() {
        site.link(LinkState.OFFLINE);
        for (int i = 0; i < 288; i++) {
            site.at(5L * i).hear("r" + i, CONSUMPTION, day(15L * (i / 3), Integer.toString(100 + i % 7)));
        }

        int blocks = site.record.book(CONSUMPTION).waiting().stream()
                .mapToInt(message -> message.blocks().pieces().size())
                .sum();
        assertThat(site.record.book(CONSUMPTION).waiting()).hasSizeLessThanOrEqualTo(12);
        assertThat(blocks).isLessThan(1200);
        assertThat(site.limitAt(5L * 288)).as("the smallest of all").isEqualTo("100");
    }

    @Test
    void whatIsFoldedLowersWhereItSaidSo() {
        site.link(LinkState.OFFLINE).hear("low", CONSUMPTION, kw(10, 20, "30"));
        for (int i = 0; i < 20; i++) {
            site.hear("r" + i, CONSUMPTION, kw(0, 60, "90"));
        }
        assertThat(site.limitAt(5)).isEqualTo("90");
        assertThat(site.limitAt(15)).isEqualTo("30");
        assertThat(site.limitAt(20)).isEqualTo("90");

        site.session++;
        site.link(LinkState.HANDSHAKING).hear("new", CONSUMPTION, kw(30, 60, "300"));
        assertThat(site.limitAt(15)).as("of the older session, recorded").isEqualTo("30");
        site.link(LinkState.ONLINE);
        assertThat(site.limitAt(15)).as("it has had its say").isEqualTo("120");
        assertThat(site.limitAt(30)).isEqualTo("300");
    }

    @Test
    void theNewestSessionsForecastsAreLaidInAsIfEachHadBeenWhenItCame() {
        site.link(LinkState.HANDSHAKING);
        site.session = 2;
        site.hear("a", CONSUMPTION, kw(0, 120, "200"))
                .hear("b", CONSUMPTION, kw(0, 120, "150"))
                .hear("c", CONSUMPTION, kw(0, 120, "180"));
        for (int i = 0; i < 8; i++) {
            site.hear("r" + i, CONSUMPTION, kw(30, 120, Integer.toString(300 + i)));
        }
        site.link(LinkState.ONLINE);

        assertThat(site.limitAt(10)).isEqualTo("180");
        assertThat(site.stepAt(10).mode()).isEqualTo(Mode.LIVE);
        assertThat(site.limitAt(40)).isEqualTo("307");
        assertThat(site.record.book(CONSUMPTION).waiting()).isEmpty();
    }

    @Test
    void howeverManyWaitNothingThatALaterOneReplacedComesBack() {
        site.link(LinkState.HANDSHAKING);
        site.session = 2;
        site.hear("m1", CONSUMPTION, kw(60, 120, "300")).hear("m2", CONSUMPTION, kw(0, 10, "30"), kw(130, 140, "30"));
        for (int i = 0; i < 8; i++) {
            site.hear("r" + i, CONSUMPTION, kw(130, 140 + i, "30"));
        }
        site.link(LinkState.ONLINE);

        assertThat(site.stepAt(90).mode()).isEqualTo(Mode.UNCOVERED);
        assertThat(site.limitAt(90)).isEqualTo("30");
    }

    @Test
    void whatIsFoldedNeverEndsAProtectiveZero() {
        site.hear("z", CONSUMPTION, kw(0, 60, "0")).link(LinkState.HANDSHAKING);
        site.session = 2;
        site.hear("early", CONSUMPTION, kw(0, 240, "100"));
        for (int i = 0; i < 8; i++) {
            site.hear("r" + i, CONSUMPTION, kw(120, 240, "300"));
        }
        site.link(LinkState.ONLINE);

        assertThat(site.limitAt(90)).isEqualTo("0");
        assertThat(site.limitAt(120)).isEqualTo("300");
    }

    @Test
    void aFoldedZeroHidesNoSmallerLimitFromTheLeaseThatLooksPastIt() {
        site.binding = Forecasts.binding().zeroLease(ZeroLease.FALLBACK).build();
        site.link(LinkState.OFFLINE).hear("low", CONSUMPTION, kw(0, 240, "30")).hear("z", CONSUMPTION, kw(0, 240, "0"));
        for (int i = 0; i < 20; i++) {
            site.hear("r" + i, CONSUMPTION, kw(0, 240, "90"));
        }

        assertThat(site.limitAt(10)).isEqualTo("0");
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("30"));
    }

    @Test
    void blocksThatNeverAlignAreJoinedAndNeverAllowMore() {
        site.link(LinkState.OFFLINE);
        List<ForecastedBlock> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ForecastedBlock[] blocks = unaligned(i);
            all.addAll(List.of(blocks));
            site.hear("r" + i, CONSUMPTION, blocks);
        }

        assertThat(site.record.book(CONSUMPTION).waiting())
                .allSatisfy(message -> assertThat(message.blocks().pieces()).hasSizeLessThanOrEqualTo(3000))
                .anySatisfy(message -> assertThat(message.blocks().pieces()).hasSizeGreaterThan(1400));
        for (int minute = 0; minute < 1500; minute += 11) {
            Instant t = minute(minute);
            BigDecimal least = all.stream()
                    .filter(block -> !t.isBefore(block.startTime()) && t.isBefore(block.endTime()))
                    .map(ForecastedBlock::capacity)
                    .reduce(new BigDecimal("120"), BigDecimal::min);
            assertThat(new BigDecimal(site.limitAt(t))).isLessThanOrEqualTo(least);
        }
    }

    private static ForecastedBlock[] unaligned(int i) {
        return IntStream.range(0, 96)
                .mapToObj(j -> new ForecastedBlock(
                        new BigDecimal(j % 2 == 0 ? 110 - i : 119),
                        Phase.ALL,
                        CapacityUnit.KW,
                        minute(15L * j).plusSeconds(7L * i),
                        minute(15L * j + 15).plusSeconds(7L * i)))
                .toArray(ForecastedBlock[]::new);
    }

    @Test
    void foldedBlocksAreForgottenToo() {
        site.link(LinkState.OFFLINE);
        for (int i = 0; i < 10; i++) {
            site.hear("r" + i, CONSUMPTION, kw(0, 10, "90"), kw(10, 12000, "80"));
        }
        site.at(minute(10).plus(Duration.ofDays(2))).step(new LimitInput.Due());

        assertThat(site.record.book(CONSUMPTION).waiting().get(0).folded()).isTrue();
        assertThat(site.record.book(CONSUMPTION).waiting().get(0).blocks().pieces())
                .hasSize(1);
    }

    private static ForecastedBlock[] day(long from, String kilowatts) {
        return IntStream.range(0, 96)
                .mapToObj(i -> kw(from + 15L * i, from + 15L * i + 15, kilowatts))
                .toArray(ForecastedBlock[]::new);
    }
}
