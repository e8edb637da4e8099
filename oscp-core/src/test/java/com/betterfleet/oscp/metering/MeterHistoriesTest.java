package com.betterfleet.oscp.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.metering.MeterLife.Sent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Protocol, measurements: over each run of consecutive windows that were sent the energies add up exactly to the difference
 * of the registers, whatever the meters and the host do. {@code -Dmeter.histories=N} lives, {@code -Dmeter.first=N} from which
 * number on.
 */
class MeterHistoriesTest {
    private static final long COUNT = Long.getLong("meter.histories", 2000);
    private static final long FIRST = Long.getLong("meter.first", 0);

    private long balanced;
    private long balancedLate;
    private long complete;

    @Test
    void whateverHappensTheEnergiesOfEachRunAddUp() {
        LongStream.range(FIRST, FIRST + COUNT).forEach(this::judge);
        if (COUNT >= 2000) {
            assertThat(balanced).as("runs that were weighed").isGreaterThan(COUNT / 4);
            assertThat(balancedLate).as("runs with late data that were weighed").isGreaterThan(COUNT / 20);
            assertThat(complete).as("lives in which every window was sent").isGreaterThan(COUNT / 50);
        }
    }

    private void judge(long number) {
        MeterLife life = new MeterLife(number);
        String which = "life -Dmeter.histories=1 -Dmeter.first=" + number;
        assertThat(life.accountedFor()).as(which).isEqualTo(life.due());
        assertThat(life.sent())
                .as(which)
                .allSatisfy(sent -> assertThat(sent.energy()).isNotNegative());
        assertThat(life.bench.sent())
                .as(which)
                .extracting(MeteringEffect.Enqueue::id)
                .doesNotHaveDuplicates();
        complete += life.sent().size() == life.windows ? 1 : 0;
        for (List<Sent> run : life.runs()) {
            if (life.late) {
                weighLate(life, run, which);
            } else {
                weigh(life, run, which);
            }
        }
    }

    private void weigh(MeterLife life, List<Sent> run, String which) {
        TimeInterval span = span(run);
        BigDecimal difference = BigDecimal.ZERO;
        for (MeterHistory meter : life.meters) {
            assertThat(meter.onlyCountsUp(span))
                    .as("%s: no reset within %s", which, span)
                    .isTrue();
            difference = difference.add(oracle(meter, span.end())).subtract(oracle(meter, span.start()));
        }
        assertThat(sum(run)).as("%s: %s", which, span).isEqualByComparingTo(difference.movePointLeft(3));
        balanced++;
    }

    /** What came late may have been interpolated before it came; between two readings nothing can be lost all the same. */
    private void weighLate(MeterLife life, List<Sent> run, String which) {
        Instant start = run.get(0).window().end();
        Instant end = span(run).end();
        if (!end.isAfter(start)
                || !life.bench.readBoundaries.contains(start)
                || !life.bench.readBoundaries.contains(end)) {
            return;
        }
        BigDecimal difference = BigDecimal.ZERO;
        for (MeterHistory meter : life.meters) {
            difference = difference.add(
                    meter.truth.get(end).minus(meter.truth.get(start)).inKilowattHours());
        }
        assertThat(sum(run.subList(1, run.size())))
                .as("%s: %s to %s", which, start, end)
                .isEqualByComparingTo(difference);
        balancedLate++;
    }

    private static TimeInterval span(List<Sent> run) {
        return TimeInterval.of(
                run.get(0).window().start(), run.get(run.size() - 1).window().end());
    }

    private static BigDecimal sum(List<Sent> run) {
        return run.stream().map(Sent::energy).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The register at a boundary by the book: read, or in proportion between its two neighbours. */
    private static BigDecimal oracle(MeterHistory history, Instant boundary) {
        Energy read = history.truth.get(boundary);
        if (read != null) {
            return read.wattHours();
        }
        Instant from = history.truth.lowerKey(boundary);
        Instant to = history.truth.higherKey(boundary);
        BigDecimal low = history.truth.get(from).wattHours();
        BigDecimal high = history.truth.get(to).wattHours();
        BigDecimal share = high.subtract(low)
                .multiply(BigDecimal.valueOf(Duration.between(from, boundary).toMillis()))
                .divide(
                        BigDecimal.valueOf(Duration.between(from, to).toMillis()),
                        Math.max(3, Math.max(low.scale(), high.scale())),
                        RoundingMode.HALF_UP);
        return low.add(share);
    }
}
