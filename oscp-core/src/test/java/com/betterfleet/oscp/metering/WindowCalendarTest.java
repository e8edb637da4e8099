package com.betterfleet.oscp.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.TimeInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Protocol, measurements: windows are aligned on instants to the hour. */
class WindowCalendarTest {
    private static final WindowCalendar QUARTERS = new WindowCalendar(Duration.ofMinutes(15));

    @Test
    void quarterHoursStartAtTheFourQuarters() {
        Instant inside = Instant.parse("2026-04-04T12:07:30Z");
        assertThat(QUARTERS.atOrAfter(inside)).isEqualTo("2026-04-04T12:15:00Z");
        assertThat(QUARTERS.atOrAfter(Instant.parse("2026-04-04T12:15:00Z"))).isEqualTo("2026-04-04T12:15:00Z");
        assertThat(QUARTERS.after(Instant.parse("2026-04-04T12:15:00Z"))).isEqualTo("2026-04-04T12:30:00Z");
        assertThat(QUARTERS.atOrAfter(Instant.parse("2026-04-04T12:15:00.000000001Z")))
                .isEqualTo("2026-04-04T12:30:00Z");
    }

    @Test
    void aDayHasAsManyWindowsAsItHasInstantsWhenClocksInNewZealandChange() {
        ZoneId auckland = ZoneId.of("Pacific/Auckland");
        Instant midnight = Instant.parse("2026-04-04T11:00:00Z");
        assertThat(midnight.atZone(auckland).plusDays(1).toInstant()).isEqualTo(midnight.plus(Duration.ofHours(25)));
        Instant boundary = midnight;
        for (int i = 0; i < 100; i++) {
            boundary = QUARTERS.after(boundary);
            assertThat(boundary.atZone(auckland).getMinute() % 15).isZero();
        }
        assertThat(boundary).isEqualTo(midnight.plus(Duration.ofHours(25)));
    }

    @Property
    void windowsTileTime(@ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long second) {
        Instant any = Instant.ofEpochSecond(second, 1);
        TimeInterval window = QUARTERS.from(QUARTERS.atOrAfter(any));
        assertThat(QUARTERS.isBoundary(window.start())).isTrue();
        assertThat(QUARTERS.isBoundary(window.end())).isTrue();
        assertThat(window.duration()).isEqualTo(Duration.ofMinutes(15));
        assertThat(QUARTERS.from(window.end()).start()).isEqualTo(window.end());
        assertThat(Duration.between(any, window.start())).isPositive().isLessThan(Duration.ofMinutes(15));
    }
}
