package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.GROUP;
import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.meter;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.readings;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.event.MeteringEvent.MetersChanged;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Protocol, measurements: a meter that is replaced, added or removed begins another series, with an event. */
class MetersChangedTest {
    private final Bench bench = Bench.quarters().due("17").answer("17", window(0, 15), one("0=1000", "15=4500"));

    private MetersChanged event() {
        List<MetersChanged> events = bench.events(MetersChanged.class);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void theFirstWindowIsNoChangeAndNeitherIsALaterOneOfTheSameMeters() {
        bench.due("32").answer("32", window(15, 30), one("30=4600"));
        bench.due("55").answer("55", window(30, 45), readings(meter("m")));
        bench.due("62").answer("62", window(45, 60), one("45=4700", "60=4800"));
        assertThat(bench.sent()).as("the third was parked").hasSize(3);
        assertThat(bench.events(MetersChanged.class)).isEmpty();
    }

    @Test
    void aRegisterThatWentBackIsToldWithTheFirstWindowThatIsMeasuredAnew() {
        bench.due("40").answer("40", window(15, 30), one("15=4500", "20=3", "30=50"));
        assertThat(bench.events(MetersChanged.class))
                .as("parked, nothing is measured anew yet")
                .isEmpty();
        bench.due("47").answer("47", window(30, 45), one("30=50", "45=80"));
        assertThat(event())
                .isEqualTo(new MetersChanged(
                        GROUP, at("47"), Direction.IMPORT, at("30"), Set.of(), Set.of(), Set.of("m")));
        bench.due("62").answer("62", window(45, 60), one("60=90"));
        assertThat(bench.events(MetersChanged.class)).as("told once").hasSize(1);
    }

    @Test
    void aReplacementInsideAParkedWindowIsNoticedThroughTheRegister() {
        bench.due("40").fail("40", window(15, 30)).due("60").fail("60", window(15, 30));
        bench.due("65").fail("65", window(15, 30));
        bench.due("66").answer("66", window(30, 45), one("30=12", "45=80"));
        assertThat(event().replaced()).containsExactly("m");
    }

    @Test
    void anotherNameIsAnotherMeter() {
        bench.due("40").answer("40", window(15, 30), readings(meter("n", "30=7")));
        bench.due("47").answer("47", window(30, 45), readings(meter("n", "30=7", "45=9")));
        assertThat(event().added()).containsExactly("n");
        assertThat(event().removed()).containsExactly("m");
        assertThat(event().replaced()).isEmpty();
    }

    @Test
    void aMeterThatJoinsIsToldWithItsFirstWindow() {
        bench.due("32").answer("32", window(15, 30), readings(meter("m", "30=4600"), meter("n", "15=0", "30=9")));
        assertThat(bench.kilowattHours()).isEqualTo("0.109");
        assertThat(event().added()).containsExactly("n");
        assertThat(event().from()).isEqualTo(at("15"));
    }

    @Test
    void continuousNeverDecreasesWithoutTheEvent() {
        Bench continuous = Bench.quarters();
        continuous.agreed = Optional.of(MeasurementConfiguration.CONTINUOUS);
        continuous.due("17").answer("17", window(0, 15), one("0=1000", "15=4500"));
        BigDecimal first = new BigDecimal(continuous.kilowattHours());
        continuous.due("40").answer("40", window(15, 30), one("15=4500", "20=3", "30=50"));
        continuous.due("47").answer("47", window(30, 45), one("30=50", "45=80"));
        assertThat(new BigDecimal(continuous.kilowattHours())).isLessThan(first);
        assertThat(continuous.events(MetersChanged.class)).hasSize(1);
    }
}
