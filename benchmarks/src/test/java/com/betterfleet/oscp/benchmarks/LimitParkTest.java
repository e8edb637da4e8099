package com.betterfleet.oscp.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupRef;
import org.junit.jupiter.api.Test;

/** What is measured is the engine's real work. */
class LimitParkTest {
    @Test
    void everyGroupIsOrderedOnceAtEachQuarterHourAndTheLimitIsTheForecasts() {
        LimitPark park = LimitRace.told(7);
        long before = park.sink().orders();
        LimitRace.quarter(park, 7);
        LimitRace.quarter(park, 7);

        assertThat(park.sink().orders() - before).isGreaterThanOrEqualTo(14);
        assertThat(park.provider().status().connections().get(0).groups())
                .hasSize(7)
                .allSatisfy(group -> {
                    assertThat(group.limits().get(0).mode()).isEqualTo(Mode.LIVE);
                    assertThat(group.limits().get(0).confirmed()).contains(Limit.of(Power.kilowatts("500")));
                });
    }

    @Test
    void theGroupOfTheIntakeHasFullBooksOfAllFiveTypes() {
        LimitPark park = LimitRace.full();
        GroupRef group = GroupRef.of("cp", LimitPark.name(0));

        assertThat(park.provider()
                        .explain(group, Direction.IMPORT, LimitRace.FIRST.plusSeconds(3600))
                        .reasoning()
                        .findings())
                .hasSize(5);
        assertThat(park.provider()
                        .explain(group, Direction.EXPORT, LimitRace.FIRST.plusSeconds(3600))
                        .reasoning()
                        .findings())
                .hasSize(4);
    }
}
