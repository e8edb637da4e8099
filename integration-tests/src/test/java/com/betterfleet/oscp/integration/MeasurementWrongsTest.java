package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.integration.Tollgate.Answer;
import com.betterfleet.oscp.integration.Tollgate.Lost;
import com.betterfleet.oscp.integration.Tollgate.Pass;
import com.betterfleet.oscp.integration.Tollgate.Try;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another implementation gets wrong about measurements, as protocol.md 5 tells it at its end. */
class MeasurementWrongsTest implements MeterSource {
    private static final GroupRef OTHER = GroupRef.of("nz", "WLG02");
    private static final Instant FIRST_WINDOW = Depot.START.plus(Depot.QUARTER).plusSeconds(60);

    private final Depot depot = new Depot(utility -> Depot.vectorsRules(utility)
            .present("Authorization", "Bearer " + Depot.SECRETS.get(1))
            .demand("Authorization", "Bearer " + Depot.SECRETS.get(0))
            .group("WLG02", "WLG02-EV"));
    private final Tollgate gate = new Tollgate(depot.time::now);
    private Function<MeterQuery, List<? extends MeterData>> meters = query -> List.of(steady("depot-main", query));

    @BeforeEach
    void build() {
        depot.carrying = gate;
        depot.more = builder -> builder.meters(this);
        depot.configuration = MeasurementWrongsTest::bothGroups;
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    private static void bothGroups(FlexibilityProvider fp) {
        fp.configuration().connect(Depot.connection().setting("forecast-cadence", "604800"), Depot.OPS);
        fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        GroupBinding.Builder other = GroupBinding.of("WLG02")
                .scope("mg-8", "grid")
                .asset("WLG02-EV")
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Power.kilowatts("60"));
        fp.configuration().bind("nz", other, Depot.OPS);
    }

    @Override
    public CompletionStage<MeterReadings> read(MeterQuery query) {
        return CompletableFuture.completedFuture(new MeterReadings(meters.apply(query)));
    }

    /** 60 kW always, read each minute. */
    private MeterSeries steady(String name, MeterQuery query) {
        List<RegisterReading> readings = new ArrayList<>();
        Instant now = depot.time.now();
        Instant minute = query.wanted().start();
        for (; !minute.isAfter(query.wanted().end()) && !minute.isAfter(now); minute = minute.plusSeconds(60)) {
            readings.add(new RegisterReading(
                    minute, Energy.wattHours((minute.getEpochSecond() - 1_700_000_000L) / 60 * 1000)));
        }
        return new MeterSeries(name, readings, List.of());
    }

    @Test
    void protocol5AFailingPeerStopsNobodyElse() {
        depot.online();
        gate.demands(one -> one.isOf("AKL01") ? new Lost() : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(3)).plusSeconds(10));
        assertThat(depot.cp.windows("AKL01")).isEmpty();
        assertThat(depot.cp.windows("WLG02")).hasSize(4);

        gate.demands(new Pass());
        depot.fp()
                .operations()
                .parked(Depot.GROUP)
                .forEach(item -> depot.fp().operations().retryParked(Depot.GROUP, item.requestId(), Depot.OPS));
        depot.run(Duration.ofMinutes(6));
        assertThat(depot.cp.windows("AKL01")).as("nothing is lost").hasSize(4);
    }

    @Test
    void protocol5AnExceptionPoisonsNoQueue() {
        meters = query -> {
            if (query.group().equals(OTHER)) {
                throw new IllegalStateException("this meter is unknown");
            }
            return List.of(steady("depot-main", query));
        };
        depot.online();
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plusSeconds(10));
        assertThat(depot.cp.windows("AKL01")).hasSize(2);
        assertThat(depot.cp.windows("WLG02")).isEmpty();
        assertThat(depot.heard(MeteringEvent.WindowParked.class))
                .allSatisfy(parked -> assertThat(parked.group()).isEqualTo(OTHER));

        meters = query -> List.of(steady("depot-main", query));
        depot.run(Depot.QUARTER.multipliedBy(2));
        assertThat(depot.cp.windows("WLG02")).isNotEmpty();
        assertThat(depot.cp.windows("AKL01")).hasSize(4);
    }

    @Test
    void protocol5AMessageThatIsRefusedPoisonsNoQueue() {
        depot.online();
        gate.demands(one -> one.isOf("AKL01") && gate.tries("AKL01").size() == 1 ? new Answer(400) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(2)).plusSeconds(10));
        assertThat(depot.fp().operations().parked(Depot.GROUP)).hasSize(1);
        assertThat(depot.cp.windows("AKL01")).hasSize(2);
        assertThat(depot.cp.windows("WLG02")).hasSize(3);
    }

    @Test
    void protocol5TheCombinedAssetIdIsUsedWithOneAssetToo() {
        depot.online();
        depot.time.runUntil(FIRST_WINDOW.plusSeconds(10));
        assertThat(gate.tries("WLG02").get(0).body()).contains("\"asset_id\":\"WLG02-EV\"");
        meters = query -> List.of(steady("a", query), steady("b", query), steady("depot-main", query));
        depot.run(Depot.QUARTER);
        assertThat(gate.tries("WLG02").get(1).body())
                .as("three meters, one asset of their sum")
                .containsOnlyOnce("\"asset_id\":\"WLG02-EV\"")
                .contains("\"value\":45,");
    }

    @Test
    void protocol5EachRetryHasTheSameRequestIdAndTheSameBytes() {
        depot.online();
        gate.demands(one -> gate.tries("AKL01").size() < 5 ? new Answer(500) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(10)));
        List<Try> tries = gate.tries("AKL01");
        assertThat(tries).hasSize(5);
        assertThat(tries).extracting(Try::requestId).containsOnly(tries.get(0).requestId());
        assertThat(tries).extracting(Try::body).containsOnly(tries.get(0).body());
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
    }

    @Test
    void protocol5UnlikeValuesAreNeverAdded() {
        depot.online();
        meters = query -> {
            MeterSeries drawn = steady("a", query);
            return List.of(drawn, new MeterSeries("a", Direction.EXPORT, drawn.registers(), List.of()));
        };
        depot.time.runUntil(FIRST_WINDOW.plusSeconds(10));
        assertThat(gate.tries("AKL01").get(0).body())
                .as("what was given to the grid is not added to what was drawn, nor taken from it")
                .contains("\"value\":15,")
                .contains("\"direction\":\"IMPORT\"");
    }

    @Test
    void protocol5WhatIsMissingIsNotZero() {
        meters = query -> List.of(steady("a", query), new MeterSeries("b", List.of(), List.of()));
        depot.online();
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(11)));
        assertThat(gate.tries()).as("a partial sum understates").isEmpty();
        assertThat(depot.heard(MeteringEvent.WindowParked.class).map(MeteringEvent.WindowParked::why))
                .isNotEmpty()
                .allSatisfy(why -> assertThat(why).contains("meter b"));
        assertThat(depot.group().metering().orElseThrow().parked()).isEqualTo(1);
    }
}
