package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** The date-times of RFC 3339 as OSCP needs them, judged against the JDK's formatter. */
class Rfc3339Test {
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;

    @Property(tries = 500)
    void agreesWithTheJdkOnEveryDateTime(
            @ForAll @LongRange(min = FIRST + 86_400, max = LAST - 86_400) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        OffsetDateTime local = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        assertThat(parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local))).isEqualTo(instant);
    }

    @Property(tries = 300)
    void arbitraryTextIsNoDateTime(@ForAll @StringLength(max = 40) String text) {
        assertThat(parse(text)).isNull();
    }

    @Property(tries = 300)
    void aDateTimeWithOneCharacterReplacedIsRefusedOrAnotherDateTime(
            @ForAll @IntRange(max = 28) int at, @ForAll char replacement) {
        StringBuilder text = new StringBuilder("2026-01-01T10:00:00.123+13:00");
        text.setCharAt(at, replacement);
        Instant parsed = parse(text.toString());
        if (parsed != null) {
            assertThat(OffsetDateTime.parse(text).toInstant()).isEqualTo(parsed);
        }
    }

    @Example
    void everyNumberOfFractionDigitsUpToNineIsTaken() {
        String digits = "123456789";
        for (int count = 1; count <= 9; count++) {
            String text = "2026-01-01T10:00:00." + digits.substring(0, count) + "Z";
            assertThat(parse(text)).isEqualTo(Instant.parse(text));
        }
        assertThat(parse("2026-01-01T10:00:00.1234567890Z")).isNull();
        assertThat(parse("2026-01-01T10:00:00.Z")).isNull();
    }

    @Example
    void offsetsAndLowerCaseAreTaken() {
        Instant ten = Instant.parse("2026-01-01T10:00:00Z");
        assertThat(parse("2026-01-01t10:00:00z")).isEqualTo(ten);
        assertThat(parse("2026-01-01T23:00:00+13:00")).isEqualTo(ten);
        assertThat(parse("2026-01-01T23:45:00+13:45")).isEqualTo(ten);
        assertThat(parse("2026-01-01T00:00:00-10:00")).isEqualTo(ten);
        assertThat(parse("2026-01-01T10:00:00-00:00")).isEqualTo(ten);
        assertThat(parse("2026-01-02T09:59:00+23:59")).isEqualTo(ten);
        assertThat(parse("0000-01-01T00:00:00Z")).isEqualTo(Instant.parse("0000-01-01T00:00:00Z"));
        assertThat(parse("2024-02-29T00:00:00Z")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(parse("2000-02-29T00:00:00Z")).isEqualTo(Instant.parse("2000-02-29T00:00:00Z"));
        assertThat(parse("2026-12-31T23:59:59Z")).isEqualTo(Instant.parse("2026-12-31T23:59:59Z"));
    }

    @Example
    void whatIsNoDateTimeIsNull() {
        for (String text : new String[] {
            "",
            "2026-01-01",
            "2026-01-01T10:00Z",
            "2026-01-01T10:00:00",
            "2026-01-01T10:00:00.123",
            "2026-01-01 10:00:00Z",
            "2026-01-01T10:00:00ZZ",
            "2026-01-01T10:00:00+1300",
            "2026-01-01T10:00:00+13",
            "2026-01-01T10:00:00+24:00",
            "2026-01-01T10:00:00+13:60",
            "2026-01-01T10:00:00+13:000",
            "2026-01-01T10:00:00 13:00",
            "2026-01-01T10:00:00,5Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T10:60:00Z",
            "2026-06-30T23:59:60Z",
            "2026-00-01T10:00:00Z",
            "2026-13-01T10:00:00Z",
            "2026-01-00T10:00:00Z",
            "2026-01-32T10:00:00Z",
            "2026-04-31T10:00:00Z",
            "2026-06-31T10:00:00Z",
            "2026-09-31T10:00:00Z",
            "2026-11-31T10:00:00Z",
            "2026-02-29T10:00:00Z",
            "1900-02-29T10:00:00Z",
            "+2026-01-01T10:00:00Z",
            "2026-01-01T10:00:00Z[UTC]",
            "\u0662026-01-01T10:00:00Z"
        }) {
            assertThat(parse(text)).as(text).isNull();
        }
    }

    /** Neither what stands behind the text in the buffer nor the buffer's end may make a difference. */
    private static Instant parse(String text) {
        Instant parsed = Rfc3339.parse(("xx" + text).toCharArray(), 2, text.length());
        for (String behind : new String[] {"Z", "0Z", "+13:00"}) {
            char[] buffer = ("xx" + text + behind).toCharArray();
            assertThat(Rfc3339.parse(buffer, 2, text.length()))
                    .as(text + behind)
                    .isEqualTo(parsed);
        }
        return parsed;
    }
}
