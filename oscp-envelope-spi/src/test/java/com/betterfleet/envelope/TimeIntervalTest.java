package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.at;
import static com.betterfleet.envelope.Grid.between;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Half-open and never empty (rules I1 and I3). */
class TimeIntervalTest {
    @Test
    void endMustBeAfterStartByRuleI3() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between(5, 5))
                .withMessageContaining("end must be after start")
                .withMessageContaining(at(5).toString());
        assertThatIllegalArgumentException().isThrownBy(() -> between(5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> TimeInterval.of(at(5), Duration.ZERO));
    }

    @Test
    void theStartBelongsToItAndTheEndDoesNotByRuleI1() {
        assertThat(between(5, 6).contains(at(4))).isFalse();
        assertThat(between(5, 6).contains(at(5))).isTrue();
        assertThat(between(5, 6).contains(at(5).plusNanos(999_999))).isTrue();
        assertThat(between(5, 6).contains(at(6))).isFalse();
    }

    @Test
    void allOfTimeIsAnInterval() {
        TimeInterval always = TimeInterval.of(Instant.MIN, Instant.MAX);

        assertThat(always.encloses(between(1, 2))).isTrue();
        assertThat(always.duration()).isPositive();
    }

    @Test
    void readsAsIso8601() {
        assertThat(TimeInterval.of(Instant.parse("2026-04-04T14:00:00Z"), Duration.ofMinutes(15)))
                .hasToString("2026-04-04T14:00:00Z/2026-04-04T14:15:00Z");
    }

    @Test
    void zoneSpellingNeverMattersAndAClockChangeIsNoGap() {
        Instant summer = OffsetDateTime.parse("2026-04-05T02:45:00+13:00").toInstant();
        Instant winter = OffsetDateTime.parse("2026-04-05T02:00:00+12:00").toInstant();
        Instant chatham = OffsetDateTime.parse("2026-04-05T03:00:00+13:45").toInstant();

        assertThat(winter).isEqualTo(at(0));
        TimeInterval last = TimeInterval.of(summer, winter);
        assertThat(last.duration()).isEqualTo(Duration.ofMinutes(15));
        assertThat(last.abuts(TimeInterval.of(at(0), Duration.ofMinutes(15)))).isTrue();
        assertThat(TimeInterval.of(chatham, winter)).isEqualTo(TimeInterval.of(at(0).minusSeconds(2700), at(0)));
    }

    @Property
    void theVocabularyMeansWhatItsInstantsSay(
            @ForAll("intervals") TimeInterval a, @ForAll("intervals") TimeInterval b) {
        List<Instant> shared = Grid.instants().stream()
                .filter(t -> a.contains(t) && b.contains(t))
                .toList();
        List<Instant> all = instantsIn(Optional.of(b));

        assertThat(a.overlaps(b)).isEqualTo(!shared.isEmpty()).isEqualTo(b.overlaps(a));
        assertThat(a.encloses(b)).isEqualTo(shared.equals(all));
        assertThat(instantsIn(a.intersection(b))).isEqualTo(shared);
        assertThat(a.isBefore(b)).isEqualTo(b.isAfter(a));
        assertThat(a.isBefore(b) || a.isAfter(b)).isEqualTo(!a.overlaps(b));
        assertThat(a.duration())
                .isEqualTo(Duration.ofMillis(instantsIn(Optional.of(a)).size()));
    }

    @Property
    void intervalsThatAbutNeitherOverlapNorLeaveAGap(
            @ForAll("intervals") TimeInterval a, @ForAll("intervals") TimeInterval b) {
        boolean closeUp = (a.isBefore(b) && !a.isBefore(b.start().minusMillis(1)))
                || (b.isBefore(a) && !b.isBefore(a.start().minusMillis(1)));

        assertThat(a.abuts(b)).isEqualTo(closeUp).isEqualTo(b.abuts(a));
    }

    @Property
    void isBeforeAndIsAfterAgreeWithContains(@ForAll("intervals") TimeInterval a, @ForAll("instants") Instant t) {
        assertThat(a.isBefore(t) || a.isAfter(t)).isEqualTo(!a.contains(t));
        assertThat(a.isBefore(t) && a.isAfter(t)).isFalse();
        assertThat(a.isBefore(a.end())).isTrue();
        assertThat(a.isAfter(a.start())).isFalse();
    }

    private static List<Instant> instantsIn(Optional<TimeInterval> interval) {
        return Grid.instants().stream()
                .filter(t -> interval.isPresent() && interval.get().contains(t))
                .toList();
    }

    @Provide
    Arbitrary<TimeInterval> intervals() {
        return Grid.intervals();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Grid.anyInstant();
    }
}
