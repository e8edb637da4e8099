package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A plain interpreter of the rules for one direction, written from their words: it keeps every message for ever and asks,
 * for each instant anew, what each of them says about it. Slow, and independent of how the library does it.
 */
final class Oracle {
    /** What is held for an instant; nothing is null. */
    record Held(BigDecimal power, long session, int arrival) {}

    /** A block on the wire, in kilowatts. */
    record Said(Instant start, Instant end, BigDecimal power) {}

    /** A message. */
    record Message(boolean agreed, List<Said> blocks, long session, int arrival, Instant at, boolean late) {
        Instant first() {
            return blocks.stream().map(Said::start).min(Instant::compareTo).orElseThrow();
        }

        Instant last() {
            return blocks.stream().map(Said::end).max(Instant::compareTo).orElseThrow();
        }

        Held at(Instant t) {
            BigDecimal least = null;
            for (Said block : blocks) {
                if (!t.isBefore(block.start) && t.isBefore(block.end)) {
                    least = least == null ? block.power : least.min(block.power);
                }
            }
            return least == null ? null : new Held(least, session, arrival);
        }
    }

    /** A protective zero. */
    private static final class Zero {
        Message message;
        Instant end = Instant.MAX;
    }

    /** The answer. */
    record Answer(String mode, BigDecimal limit) {}

    final ReplaceExtent extent;
    final BigDecimal fallback;
    final BigDecimal site;
    final Duration tolerance;
    final ZeroAfterHorizon policy;
    boolean online = true;
    long session = 1;
    private int arrivals;
    private final List<List<Message>> laid = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<Message>> waiting = List.of(new ArrayList<>(), new ArrayList<>());
    private final Message[] previous = new Message[2];
    private final List<Zero> zeros = new ArrayList<>();

    Oracle(ReplaceExtent extent, String fallback, String site, Duration tolerance, ZeroAfterHorizon policy) {
        this.extent = extent;
        this.fallback = new BigDecimal(fallback);
        this.site = new BigDecimal(site);
        this.tolerance = tolerance;
        this.policy = policy;
    }

    void hear(boolean agreed, List<Said> blocks, Instant now) {
        int book = agreed ? 1 : 0;
        Message plain = new Message(agreed, blocks, session, ++arrivals, now, false);
        boolean late = extent != ReplaceExtent.OVERLAY
                && previous[book] != null
                && plain.last().isBefore(previous[book].last());
        Message message = new Message(agreed, blocks, session, arrivals, now, late);
        previous[book] = message;
        waiting.get(book).add(message);
        if (!agreed && allZero(message)) {
            Zero zero = new Zero();
            zero.message = message;
            zeros.add(zero);
        }
        layIn(now);
    }

    void link(boolean nowOnline, long nowSession, Instant now) {
        online = nowOnline;
        session = nowSession;
        layIn(now);
    }

    void override() {
        zeros.clear();
    }

    private void layIn(Instant now) {
        for (int book = 0; online && book < 2; book++) {
            List<Message> ready =
                    waiting.get(book).stream().filter(m -> m.session == session).toList();
            if (!ready.isEmpty()) {
                ready.forEach(message -> endZeros(message, now));
                laid.get(book).addAll(ready);
                waiting.get(book).clear();
            }
        }
    }

    private void endZeros(Message message, Instant now) {
        boolean allows = cutsOf(List.of(message)).stream()
                .anyMatch(t -> message.at(t) != null
                        && message.at(t).power.signum() > 0
                        && nextCut(message, t).isAfter(now));
        if (message.agreed || message.late || !allows) {
            return;
        }
        for (Zero zero : zeros) {
            if (zero.message.arrival < message.arrival && message.first().isBefore(zero.end)) {
                zero.end = message.first();
            }
        }
    }

    private static Instant nextCut(Message message, Instant t) {
        Instant next = cutsOf(List.of(message)).higher(t);
        return next == null ? t : next;
    }

    private static boolean allZero(Message message) {
        return cutsOf(List.of(message)).stream()
                .allMatch(t -> message.at(t) == null || message.at(t).power.signum() == 0);
    }

    static NavigableSet<Instant> cutsOf(List<Message> messages) {
        NavigableSet<Instant> cuts = new TreeSet<>();
        messages.forEach(message -> message.blocks.forEach(block -> {
            cuts.add(block.start);
            cuts.add(block.end);
        }));
        return cuts;
    }

    NavigableSet<Instant> cuts() {
        List<Message> all = new ArrayList<>();
        laid.forEach(all::addAll);
        waiting.forEach(all::addAll);
        zeros.forEach(zero -> all.add(zero.message));
        NavigableSet<Instant> cuts = cutsOf(all);
        all.forEach(message -> cuts.add(message.at));
        return cuts;
    }

    /** What the book has for an instant, and beside it the bound of what was replaced. */
    private Held[] book(int book, Instant t) {
        Held held = null;
        Held bound = null;
        for (Message message : laid.get(book)) {
            Held says = message.at(t);
            if (message.late) {
                held = held == null || says == null
                        ? (held == null ? says : held)
                        : new Held(held.power.min(says.power), says.session, says.arrival);
            } else if (extent == ReplaceExtent.OVERLAY) {
                held = says == null ? held : says;
            } else if (extent == ReplaceExtent.REPLACE_FROM_FIRST_START) {
                held = t.isBefore(message.first()) ? held : says;
            } else {
                boolean between = !t.isBefore(message.at) && t.isBefore(message.first());
                bound = between ? least(held, bound) : null;
                boolean kept = t.isBefore(message.at) && t.isBefore(message.first());
                held = kept ? held : says;
            }
        }
        return new Held[] {held, bound};
    }

    private static Held least(Held one, Held other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.power.compareTo(other.power) <= 0 ? one : other;
    }

    /** The two blocks around an instant, among those of a session, or of any for a negative one. */
    private Object[] gap(int book, Instant t, long ofSession) {
        if (isOf(book(book, t)[0], ofSession)) {
            return null;
        }
        NavigableSet<Instant> cuts = cutsOf(laid.get(book));
        laid.get(book).forEach(message -> cuts.add(message.at));
        Instant left = cuts.floor(t);
        while (left != null && !isOf(book(book, left)[0], ofSession)) {
            left = cuts.lower(left);
        }
        Instant right = cuts.higher(t);
        while (right != null && !isOf(book(book, right)[0], ofSession)) {
            right = cuts.higher(right);
        }
        if (left == null || right == null) {
            return null;
        }
        Held before = book(book, left)[0];
        Held after = book(book, right)[0];
        return new Object[] {before.power.min(after.power), Duration.between(cuts.higher(left), right)};
    }

    private static boolean isOf(Held held, long session) {
        return held != null && (session < 0 || held.session == session);
    }

    private Zero zeroAt(Instant t) {
        Held book = book(0, t)[0];
        if (extent == ReplaceExtent.OVERLAY && book != null && book.power.signum() > 0) {
            return null;
        }
        Zero latest = null;
        for (Zero zero : zeros) {
            Instant own = policy == ZeroAfterHorizon.STAY ? Instant.MAX : zero.message.last();
            if (!t.isBefore(zero.message.first()) && t.isBefore(zero.end) && t.isBefore(own)) {
                latest = zero;
            }
        }
        return latest;
    }

    private BigDecimal rulingFallback(Instant t) {
        Held agreed = book(1, t)[0];
        Zero zero = zeroAt(t);
        BigDecimal ruling;
        if (agreed != null) {
            ruling = zero != null && zero.message.arrival > agreed.arrival ? BigDecimal.ZERO : agreed.power;
        } else if (zero != null) {
            ruling = BigDecimal.ZERO;
        } else {
            ruling = fallback;
            long latest =
                    laid.get(0).isEmpty() ? 0 : laid.get(0).get(laid.get(0).size() - 1).session;
            for (int book = 0; book < 2; book++) {
                Held[] held = book(book, t);
                Object[] gap = gap(book, t, book == 0 ? latest : -1);
                ruling = held[0] == null ? ruling : ruling.min(held[0].power);
                ruling = held[1] == null ? ruling : ruling.min(held[1].power);
                ruling = gap == null ? ruling : ruling.min((BigDecimal) gap[0]);
            }
        }
        for (List<Message> some : waiting) {
            for (Message message : some) {
                Held says = message.at(t);
                ruling = says == null ? ruling : ruling.min(says.power);
            }
        }
        return ruling;
    }

    Answer at(Instant t) {
        BigDecimal ruling = rulingFallback(t);
        boolean heard = online && laid.get(0).stream().anyMatch(message -> message.session == session);
        if (!heard) {
            return new Answer("FALLBACK", ruling.min(site));
        }
        Held live = book(0, t)[0];
        boolean zero = zeroAt(t) != null;
        if (isOf(live, session)) {
            return new Answer("LIVE", (zero ? BigDecimal.ZERO : live.power).min(site));
        }
        Object[] gap = gap(0, t, session);
        if (gap != null) {
            BigDecimal neighbour = (BigDecimal) gap[0];
            boolean tolerated = ((Duration) gap[1]).compareTo(tolerance) <= 0;
            ruling = tolerated ? (zero ? BigDecimal.ZERO : neighbour) : ruling.min(neighbour);
        }
        return new Answer("UNCOVERED", ruling.min(site));
    }
}
