package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import java.time.Duration;
import java.time.Instant;

/** Windows of one length, aligned on instants to the hour. Offsets, zones and changes of local time play no part. */
record WindowCalendar(Duration length) {

    boolean isBoundary(Instant instant) {
        return atOrBefore(instant).equals(instant);
    }

    /** The first boundary at or after an instant. */
    Instant atOrAfter(Instant instant) {
        return isBoundary(instant) ? instant : after(instant);
    }

    /** The first boundary after an instant. */
    Instant after(Instant instant) {
        return atOrBefore(instant).plus(length);
    }

    /** The stretch from an instant to the next boundary: a window, where the instant is a boundary. */
    TimeInterval from(Instant start) {
        return TimeInterval.of(start, after(start));
    }

    private Instant atOrBefore(Instant instant) {
        long millis = instant.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
    }
}
