package com.betterfleet.oscp.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.Nullable;

/**
 * Date-times of RFC 3339: {@code 2026-01-01T10:00:00Z}, with up to nine fraction digits and any offset. Leap seconds and
 * 24:00 are not known. Much faster than a formatter, and garbage-free but for the result.
 */
final class Rfc3339 {
    private static final int DATE_TIME = 19;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final Pattern NAIVE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");
    private static final int BAD = -1;

    private Rfc3339() {}

    /** The instant, or null unless the text is exactly a date-time with an offset. */
    static @Nullable Instant parse(char[] text, int offset, int length) {
        if (length <= DATE_TIME || length > DATE_TIME + 16 || !punctuated(text, offset)) {
            return null;
        }
        int end = offset + length;
        int zoneAt = fractionEnd(text, offset + DATE_TIME, end);
        long second = localSecond(text, offset);
        int shift = zoneAt < 0 ? Integer.MIN_VALUE : offsetSeconds(text, zoneAt, end);
        if (second == Long.MIN_VALUE || shift == Integer.MIN_VALUE) {
            return null;
        }
        return Instant.ofEpochSecond(second - shift, nanos(text, offset + DATE_TIME, zoneAt));
    }

    /** A date-time without an offset, in the zone; empty if the text is anything else. */
    static Optional<Instant> parseNaive(String text, ZoneId zone) {
        if (!NAIVE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException noSuchDate) {
            return Optional.empty();
        }
    }

    private static boolean punctuated(char[] text, int at) {
        char t = text[at + 10];
        return text[at + 4] == '-'
                && text[at + 7] == '-'
                && (t == 'T' || t == 't')
                && text[at + 13] == ':'
                && text[at + 16] == ':';
    }

    /** Seconds since the epoch as if the offset were zero, or Long.MIN_VALUE. */
    private static long localSecond(char[] text, int at) {
        int century = twoDigits(text, at);
        int yearOfCentury = twoDigits(text, at + 2);
        int hour = twoDigits(text, at + 11);
        int minute = twoDigits(text, at + 14);
        int second = twoDigits(text, at + 17);
        if ((century | yearOfCentury | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return Long.MIN_VALUE;
        }
        long day = epochDay(century * 100 + yearOfCentury, twoDigits(text, at + 5), twoDigits(text, at + 8));
        return day == Long.MIN_VALUE ? day : day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
    }

    private static long epochDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Where the fraction ends, or -1 if there is a point without one to nine digits. */
    private static int fractionEnd(char[] text, int at, int end) {
        if (text[at] != '.') {
            return at;
        }
        int last = at + 1;
        while (last < end && isDigit(text[last])) {
            last++;
        }
        int digits = last - at - 1;
        return digits >= 1 && digits <= 9 && last < end ? last : BAD;
    }

    private static int nanos(char[] text, int at, int end) {
        int nanos = 0;
        for (int place = 1; place <= 9; place++) {
            nanos = nanos * 10 + (at + place < end ? text[at + place] - '0' : 0);
        }
        return nanos;
    }

    /** The offset in seconds, or Integer.MIN_VALUE. */
    private static int offsetSeconds(char[] text, int at, int end) {
        char sign = text[at];
        if (sign == 'Z' || sign == 'z') {
            return end == at + 1 ? 0 : Integer.MIN_VALUE;
        }
        if ((sign != '+' && sign != '-') || end != at + 6 || text[at + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = twoDigits(text, at + 1);
        int minutes = twoDigits(text, at + 4);
        if ((hours | minutes) < 0 || hours > 23 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int twoDigits(char[] text, int at) {
        return isDigit(text[at]) && isDigit(text[at + 1]) ? (text[at] - '0') * 10 + text[at + 1] - '0' : BAD;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
