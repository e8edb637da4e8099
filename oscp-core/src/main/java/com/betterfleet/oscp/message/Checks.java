package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the records share: turning a complaint of {@link Rules} into an exception, and normalising. */
final class Checks {
    private Checks() {}

    static void obey(String field, Optional<String> complaint) {
        if (complaint.isPresent()) {
            throw new IllegalArgumentException(field + ": " + complaint.get());
        }
    }

    static void present(String field, Object value) {
        Objects.requireNonNull(value, field);
    }

    static <T> List<T> notEmpty(String field, List<T> values) {
        obey(field, Rules.entries(values.size()));
        return List.copyOf(values);
    }

    static Instant time(String field, Instant time) {
        obey(field, Rules.time(time));
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Without trailing zeros and never with an exponent; the magnitude must have been checked. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.scale() == 0 ? value : value.stripTrailingZeros();
        return stripped.setScale(Math.max(stripped.scale(), 0));
    }
}
