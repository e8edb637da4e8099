package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of single values, each as a function from the value to a complaint, or to nothing where the rule is kept. The
 * records of this package enforce them; a reader asks them first, so that it can name every violation of a body at once.
 * A complaint names the rule and the value (bounded, sanitised, never a secret) but not the field.
 */
public final class Rules {
    private static final int MAX_ID = 255;
    private static final int MAX_TOKEN = 4096;
    private static final int MAX_MESSAGE = 4096;
    private static final int MAX_URL = 2048;
    private static final int MAX_INTEGER_DIGITS = 15;
    private static final int MAX_FRACTION_DIGITS = 40;
    private static final BigDecimal MAX_INTERVAL = BigDecimal.valueOf(604_800);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rules() {}

    /**
     * Makes text of others fit to be shown in a complaint.
     *
     * @param text any text
     * @return at most 60 of its characters in quotation marks, with everything that does not print as an escape
     */
    public static String quote(String text) {
        return Text.quote(text);
    }

    /**
     * A group, asset or version identifier.
     *
     * @param text the text
     * @return a complaint unless it has 1 to 255 characters, is not blank and has no control character
     */
    public static Optional<String> identifier(String text) {
        if (text.isBlank()) {
            return Optional.of("is blank");
        }
        if (text.length() > MAX_ID) {
            return Optional.of(Text.quote(text) + " has " + text.length() + " characters, at most 255 are allowed");
        }
        return Text.isPrintable(text)
                ? Optional.empty()
                : Optional.of(Text.quote(text) + " holds a control character or half a surrogate pair");
    }

    /**
     * A request id.
     *
     * @param text the text
     * @return a complaint unless it has 1 to 255 printable characters of ISO 8859-1 and no space at either end
     */
    public static Optional<String> requestId(String text) {
        Optional<String> complaint = identifier(text);
        if (complaint.isPresent()) {
            return complaint;
        }
        if (text.chars().anyMatch(c -> c > 0xff)) {
            return Optional.of(Text.quote(text) + " holds a character that no header can carry");
        }
        return text.strip().equals(text) ? Optional.empty() : Optional.of(Text.quote(text) + " has a space at its end");
    }

    /**
     * A token; no complaint shows any of it.
     *
     * @param text the text
     * @return a complaint unless it has 1 to 4096 visible ASCII characters
     */
    public static Optional<String> token(String text) {
        if (text.isEmpty() || text.length() > MAX_TOKEN) {
            return Optional.of("has " + text.length() + " characters, 1 to 4096 are allowed");
        }
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? Optional.empty()
                : Optional.of("holds a space or a character outside printable ASCII");
    }

    /**
     * The text of a compliance error.
     *
     * @param text the text
     * @return a complaint unless it has 1 to 4096 characters, is not blank and is well-formed
     */
    public static Optional<String> messageText(String text) {
        if (text.isBlank()) {
            return Optional.of("is blank");
        }
        if (text.length() > MAX_MESSAGE) {
            return Optional.of("has " + text.length() + " characters, at most 4096 are allowed");
        }
        return Text.isWellFormed(text) ? Optional.empty() : Optional.of("holds half a surrogate pair");
    }

    /**
     * A base URL; no complaint shows any of it, for it may hold a password, or be a token in the wrong place.
     *
     * @param url the URL
     * @return a complaint unless it is absolute http or https with a host and without user, query or fragment
     */
    public static Optional<String> baseUrl(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            return Optional.of("is not an absolute http or https URL");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("holds a user name or password");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("has a query or a fragment");
        }
        return url.toString().length() <= MAX_URL
                ? Optional.empty()
                : Optional.of("has " + url.toString().length() + " characters, at most 2048 are allowed");
    }

    /**
     * Any number of a message.
     *
     * @param value the number; one like {@code 1e400} is judged without being expanded
     * @return a complaint unless it has at most 15 digits before the point and 40 after it
     */
    public static Optional<String> number(BigDecimal value) {
        if ((long) value.precision() - value.scale() > MAX_INTEGER_DIGITS) {
            return Optional.of(Text.cut(value.toString()) + " has more than 15 digits before the point");
        }
        return value.scale() <= MAX_FRACTION_DIGITS
                ? Optional.empty()
                : Optional.of(Text.cut(value.toString()) + " has more than 40 digits after the point");
    }

    /**
     * A capacity.
     *
     * @param value the number
     * @return a complaint if it is negative or no legal {@linkplain #number number}
     */
    public static Optional<String> capacity(BigDecimal value) {
        return value.signum() < 0 ? Optional.of(Text.cut(value.toString()) + " is below 0") : number(value);
    }

    /**
     * An energy.
     *
     * @param value the number
     * @param direction its direction
     * @return a complaint if it is negative without being {@link EnergyDirection#NET}, or no legal number
     */
    public static Optional<String> energy(BigDecimal value, EnergyDirection direction) {
        return value.signum() < 0 && direction != EnergyDirection.NET
                ? Optional.of(Text.cut(value.toString()) + " is below 0 and direction is " + direction)
                : number(value);
    }

    /**
     * A heartbeat interval.
     *
     * @param seconds the interval in seconds
     * @return a complaint unless it is 1 to 604,800
     */
    public static Optional<String> heartbeatInterval(BigDecimal seconds) {
        Optional<String> complaint = number(seconds);
        if (complaint.isPresent()) {
            return complaint;
        }
        boolean inside = seconds.compareTo(BigDecimal.ONE) >= 0 && seconds.compareTo(MAX_INTERVAL) <= 0;
        return inside
                ? Optional.empty()
                : Optional.of(Text.cut(seconds.toString()) + " is not within 1 to 604800 seconds");
    }

    /**
     * Any time of a message.
     *
     * @param time the time
     * @return a complaint unless it lies in the years 1 to 9999 of UTC
     */
    public static Optional<String> time(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST)
                ? Optional.of(time + " is outside the years 1 to 9999")
                : Optional.empty();
    }

    /**
     * The end of a block.
     *
     * @param start {@code start_time}
     * @param end {@code end_time}
     * @return a complaint unless the end is at least a millisecond after the start
     */
    public static Optional<String> blockEnd(Instant start, Instant end) {
        return end.toEpochMilli() > start.toEpochMilli()
                ? Optional.empty()
                : Optional.of(end + " is not after start_time " + start);
    }

    /**
     * The start of a measured interval.
     *
     * @param start {@code initial_measure_time}
     * @param measured {@code measure_time}
     * @return a complaint if the start is after the end
     */
    public static Optional<String> intervalStart(Instant start, Instant measured) {
        return start.isAfter(measured) ? Optional.of(start + " is after measure_time " + measured) : Optional.empty();
    }

    /**
     * A list that must have an entry.
     *
     * @param count how many it has
     * @return a complaint if there is none
     */
    public static Optional<String> entries(int count) {
        return count > 0 ? Optional.empty() : Optional.of("is empty, at least one entry is required");
    }

    /**
     * An asset's measurement.
     *
     * @param energy whether it has an energy
     * @param instantaneous whether it has an instantaneous value
     * @return a complaint if it has neither
     */
    public static Optional<String> somethingMeasured(boolean energy, boolean instantaneous) {
        return energy || instantaneous
                ? Optional.empty()
                : Optional.of("is missing, and so is instantaneous_measurement: one of them is required");
    }
}
