package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import org.junit.jupiter.api.Test;

/** The partner's deadline for each lowering, decision 12. */
class ApplyDeadlineTest {
    private final Site site = Site.silent();

    @Test
    void aLoweringNotConfirmedByItsDeadlineIsABreachSinceThen() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 600, "100"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(minute(12).minusMillis(1));
        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
        site.at(12);

        assertThat(site.told(GroupEvent.LimitBreached.class)).singleElement().satisfies(breach -> {
            assertThat(breach.since()).isEqualTo(minute(12));
            assertThat(breach.why()).contains("100 kW");
        });
        assertThat(site.record.imports().breach()).isPresent();
    }

    @Test
    void aLoweringThatWasRaisedAgainNeedsOnlyWhatIsPlannedNow() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 11, "60"), kw(11, 600, "100"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(minute(11).plusSeconds(30));
        assertThat(site.order().limit()).isEqualTo(Site.limit("100"));
        site.step(new LimitInput.SinkAnswered(
                Direction.IMPORT, site.order().revision(), new Outcome.Confirmed(Site.limit("100"))));
        site.at(13);

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
    }

    @Test
    void raisingIsNeverABreach() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "100"), kw(10, 600, "300"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(14);

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
    }

    @Test
    void theDeadlineOfALoweringByTheLinkRunsFromItsDetection() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(1).plusSeconds(20));
        site.obeys = false;
        site.link(LinkState.OFFLINE).at(5);

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .satisfies(
                        breach -> assertThat(breach.since()).isEqualTo(minute(3).plusSeconds(20)));
    }
}
