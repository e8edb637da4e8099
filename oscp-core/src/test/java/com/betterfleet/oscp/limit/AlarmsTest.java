package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A utility that falls silent on an agreed line; its forecasts are due each quarter of an hour. */
class AlarmsTest {
    private final Site site = Site.obeying();

    @Test
    void twoMissingForecastsAreToldOnceFromTheSecondOn() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(30).minusMillis(1));
        assertThat(site.told(GroupEvent.ForecastOverdue.class)).isEmpty();
        site.at(30).at(120);

        assertThat(site.told(GroupEvent.ForecastOverdue.class)).singleElement().satisfies(overdue -> {
            assertThat(overdue.at()).isEqualTo(minute(30));
            assertThat(overdue.type()).isEqualTo(CONSUMPTION);
            assertThat(overdue.lastReceived()).contains(minute(0));
            assertThat(overdue.cadence()).isEqualTo(Duration.ofMinutes(15));
        });
        assertThat(site.record.imports().overdueSince()).contains(minute(30));
    }

    @Test
    void theNextForecastEndsItAndTheClockStartsAnew() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(40).hear("r2", CONSUMPTION, kw(40, 600, "300"));

        assertThat(site.told(GroupEvent.ForecastOverdueEnded.class))
                .singleElement()
                .extracting(GroupEvent.ForecastOverdueEnded::lasted)
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(site.record.imports().overdueSince()).isEmpty();
        site.at(70);
        assertThat(site.told(GroupEvent.ForecastOverdue.class)).hasSize(2);
    }

    @Test
    void aUtilityThatAgreesAndNeverSendsOneIsOverdueToo() {
        site.start().at(30);

        assertThat(site.told(GroupEvent.ForecastOverdue.class))
                .singleElement()
                .satisfies(overdue -> assertThat(overdue.lastReceived()).isEmpty());
    }

    @Test
    void forecastsOfOtherTypesDoNotStandInForIt() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"))
                .at(20)
                .hear("r2", FALLBACK_CONSUMPTION, kw(0, 600, "100"))
                .at(30);

        assertThat(site.told(GroupEvent.ForecastOverdue.class)).hasSize(1);
    }

    @Test
    void noneIsAwaitedOnALineThatIsNotAgreedAndTheWaitBeginsWhenItIs() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(40).link(LinkState.OFFLINE);
        assertThat(site.told(GroupEvent.ForecastOverdueEnded.class)).hasSize(1);
        site.at(90);
        site.session++;
        site.link(LinkState.ONLINE).at(minute(120).minusMillis(1));
        assertThat(site.told(GroupEvent.ForecastOverdue.class)).hasSize(1);
        site.at(120);

        assertThat(site.told(GroupEvent.ForecastOverdue.class)).hasSize(2);
    }

    @Test
    void aReleasedScopeAwaitsNone() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(40).link(LinkState.SUSPENDED);

        assertThat(site.record.imports().overdueSince()).isEmpty();
        assertThat(site.told(GroupEvent.ForecastOverdueEnded.class)).hasSize(1);
    }

    @Test
    void generationIsAwaitedWhereExportIsManaged() {
        site.hear("r1", GENERATION, kw(0, 600, "30")).at(30);
        assertThat(site.told(GroupEvent.ForecastOverdue.class))
                .extracting(GroupEvent.ForecastOverdue::direction)
                .containsExactly(Direction.IMPORT);
        site.binding = Forecasts.exporting().build();
        site.step(new LimitInput.Bound(0));

        assertThat(site.told(GroupEvent.ForecastOverdue.class))
                .last()
                .satisfies(overdue -> assertThat(overdue.type()).isEqualTo(GENERATION));
    }
}
