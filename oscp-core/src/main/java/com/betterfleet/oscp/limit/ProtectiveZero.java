package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.forecast.BookKeeper;
import com.betterfleet.oscp.forecast.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protective zeros of a group, as functions over a list of spans. */
final class ProtectiveZero {
    /** How many are kept with all that they say of the past. */
    private static final int MOST = 20;

    private ProtectiveZero() {}

    /** An all-zero CONSUMPTION forecast was accepted: it counts at once, online or not. */
    static List<ZeroSpan> begin(List<ZeroSpan> zeros, Recorded message, Instant now, ZeroAfterHorizon policy) {
        Instant from = message.firstStart();
        Instant own = from.isAfter(now) ? from : now;
        Instant since = since(reaching(standing(zeros, now, policy), from))
                .filter(own::isAfter)
                .orElse(own);
        List<ZeroSpan> more = new ArrayList<>(zeros);
        more.add(new ZeroSpan(
                from,
                message.lastEnd(),
                Optional.empty(),
                Optional.empty(),
                since,
                message.source(),
                message.arrival()));
        return more;
    }

    /** A forecast was laid in; one that allows something ends the zeros before it, unless it is late. */
    static List<ZeroSpan> endBy(List<ZeroSpan> zeros, Recorded message, Instant now) {
        if (message.late() || !message.allowsSomethingAfter(now)) {
            return zeros;
        }
        return zeros.stream()
                .map(zero -> zero.arrival() < message.arrival() ? end(zero, message) : zero)
                .toList();
    }

    /** Those that rule now or will, as far as is known. */
    static List<ZeroSpan> standing(List<ZeroSpan> zeros, Instant now, ZeroAfterHorizon policy) {
        return zeros.stream().filter(zero -> isAhead(zero, now, policy)).toList();
    }

    /**
     * Forgets what is over for long, and what lies inside a later zero whatever becomes of clock and policy; if there are very
     * many, also what lies inside a later one from now on.
     */
    static List<ZeroSpan> settle(List<ZeroSpan> zeros, Instant now, ZeroAfterHorizon policy) {
        if (zeros.isEmpty()) {
            return zeros;
        }
        List<ZeroSpan> kept = zeros.stream()
                .filter(zero -> isAhead(zero, now.minus(BookKeeper.KEPT), policy))
                .filter(zero -> zeros.stream().noneMatch(later -> encloses(later, zero)))
                .toList();
        return kept.size() <= MOST ? kept : fewer(kept, now, policy);
    }

    private static List<ZeroSpan> fewer(List<ZeroSpan> zeros, Instant now, ZeroAfterHorizon policy) {
        return standing(zeros, now, policy).stream()
                .filter(zero -> zeros.stream().noneMatch(later -> continues(later, zero, now, policy)))
                .toList();
    }

    static Optional<Instant> since(List<ZeroSpan> zeros) {
        return zeros.stream().map(ZeroSpan::since).min(Instant::compareTo);
    }

    private static ZeroSpan end(ZeroSpan zero, Recorded message) {
        return zero.endingAt(message.firstStart(), message.source());
    }

    private static List<ZeroSpan> reaching(List<ZeroSpan> zeros, Instant from) {
        return zeros.stream()
                .filter(zero -> zero.endsAt().filter(from::isAfter).isEmpty())
                .toList();
    }

    private static boolean isAhead(ZeroSpan zero, Instant now, ZeroAfterHorizon policy) {
        Instant until = zero.until(policy);
        return until.isAfter(now) && until.isAfter(zero.from());
    }

    private static boolean encloses(ZeroSpan later, ZeroSpan zero) {
        boolean endsNoSooner = later.endsAt().isEmpty()
                || zero.endsAt()
                        .filter(end -> !later.endsAt().get().isBefore(end))
                        .isPresent();
        return later.arrival() > zero.arrival()
                && !later.from().isAfter(zero.from())
                && !later.horizonEnd().isBefore(zero.horizonEnd())
                && endsNoSooner;
    }

    private static boolean continues(ZeroSpan later, ZeroSpan zero, Instant now, ZeroAfterHorizon policy) {
        return later.arrival() > zero.arrival()
                && (!later.from().isAfter(now) || !later.from().isAfter(zero.from()))
                && !later.until(policy).isBefore(zero.until(policy));
    }
}
