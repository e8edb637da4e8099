package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** What a pointer or the arrow keys read: a slot of five minutes says all that holds in its middle. */
final class Slots {
    private static final Duration SLOT = Duration.ofMinutes(5);

    private Slots() {}

    static void draw(Xml svg, DayPicture day, Frame frame) {
        svg.open("g", "class", "slots");
        for (Instant at = day.start(); at.isBefore(day.end()); at = at.plus(SLOT)) {
            svg.open(
                    "rect",
                    "x",
                    frame.x(at),
                    "y",
                    frame.upper(),
                    "width",
                    Frame.number(frame.at(at.plus(SLOT)) - frame.at(at)),
                    "height",
                    frame.lower() - frame.upper());
            svg.leaf("title", words(day, at.plus(SLOT.dividedBy(2)), at)).close("rect");
        }
        svg.close("g");
    }

    private static String words(DayPicture day, Instant middle, Instant at) {
        return Words.minute(at) + " UTC (" + Words.local(at) + " NZ) · limit "
                + day.limitAt(middle).map(LimitStep::words).orElse("unknown") + " · drawn "
                + power(DayPicture.at(day.drawn(), middle)) + " · forecast "
                + power(DayPicture.at(day.forecast(), middle)) + " · window "
                + day.windows().stream()
                        .filter(window -> !middle.isBefore(window.start()) && middle.isBefore(window.end()))
                        .map(window -> window.state().words())
                        .findFirst()
                        .orElse("none");
    }

    private static String power(OptionalLong watts) {
        return watts.isPresent() ? Words.kilowatts(watts.getAsLong()) : "unknown";
    }
}
