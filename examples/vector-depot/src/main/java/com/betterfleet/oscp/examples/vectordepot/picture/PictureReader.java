package com.betterfleet.oscp.examples.vectordepot.picture;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a journal from its first line to its last. */
final class PictureReader {
    private final LimitSteps limit = new LimitSteps();
    private final ForecastSteps forecast = new ForecastSteps();
    private final DrawnPower drawn = new DrawnPower();
    private final LinkSpans link = new LinkSpans();
    private final WindowStrip windows = new WindowStrip();
    private final Marks marks = new Marks();
    private final Troubles troubles = new Troubles();
    private final List<Reading> readings =
            List.of(limit, forecast, drawn, link, windows, marks, troubles, this::binding, this::seed);
    private Optional<BigDecimal> siteLimit = Optional.empty();
    private Optional<BigDecimal> fallback = Optional.empty();
    private Optional<Instant> first = Optional.empty();
    private String seed = "";

    /**
     * Makes the picture of the day that begins with the hour nearest to the first line.
     *
     * @throws IllegalArgumentException if that is no journal of a day
     */
    static DayPicture read(Stream<String> lines) {
        PictureReader reader = new PictureReader();
        lines.map(JournalLine::of).forEach(reader::take);
        return reader.picture();
    }

    private void take(JournalLine line) {
        first = first.or(() -> Optional.of(line.at()));
        readings.forEach(reading -> reading.take(line));
    }

    private void seed(JournalLine line) {
        if (line.kind().equals("clock") && line.fields().has("seed")) {
            seed = line.field("seed").asText();
        }
    }

    private void binding(JournalLine line) {
        if (line.kind().equals("configuration") && line.field("what").asText().equals("bind")) {
            siteLimit = JournalLine.kilowatts(line.field("settings").path("siteLimit"));
            fallback = JournalLine.kilowatts(line.field("settings").path("fallback"));
        }
    }

    private DayPicture picture() {
        Instant start = first.orElseThrow(() -> new IllegalArgumentException("the journal is empty"))
                .plus(30, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.HOURS);
        Instant end = start.plus(DayPicture.LENGTH);
        return new DayPicture(
                start,
                end,
                seed,
                siteLimit,
                fallback,
                limit.until(end),
                forecast.until(end),
                drawn.steps(),
                link.until(end),
                windows.of(start, end),
                marks.all(),
                troubles.all());
    }
}
