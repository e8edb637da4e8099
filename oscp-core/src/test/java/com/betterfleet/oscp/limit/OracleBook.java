package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.ReplaceExtent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The messages of one type, each kept for ever as it was heard. Between two neighbouring instants of them nothing can
 * change, so it asks once for each such stretch what every message in turn makes of it (rules I7, I8, I11).
 */
final class OracleBook {
    /** What is held for an instant. */
    record Held(BigDecimal watts, long session, int arrival) {}

    /** What lies around an instant of which nothing is said. */
    record Gap(BigDecimal smaller, Duration length) {}

    /** A message; it is late if it may not replace. */
    record Message(List<OracleWire.Said> blocks, long session, int arrival, Instant at, boolean late) {
        Instant first() {
            return blocks.stream()
                    .map(OracleWire.Said::start)
                    .min(Instant::compareTo)
                    .orElseThrow();
        }

        Instant last() {
            return blocks.stream()
                    .map(OracleWire.Said::end)
                    .max(Instant::compareTo)
                    .orElseThrow();
        }

        /** The smallest of what it says for an instant. */
        Optional<Held> at(Instant t) {
            BigDecimal least = null;
            for (OracleWire.Said block : blocks) {
                if (!t.isBefore(block.start()) && t.isBefore(block.end())) {
                    least = least == null ? block.watts() : least.min(block.watts());
                }
            }
            return Optional.ofNullable(least).map(watts -> new Held(watts, session, arrival));
        }

        NavigableSet<Instant> cuts() {
            NavigableSet<Instant> cuts = new TreeSet<>();
            for (OracleWire.Said block : blocks) {
                cuts.add(block.start());
                cuts.add(block.end());
            }
            return cuts;
        }

        boolean isAllZero() {
            return cuts().stream()
                    .allMatch(
                            t -> at(t).map(Held::watts).orElse(BigDecimal.ZERO).signum() == 0);
        }

        /** Whether it allows something at an instant that is not over. */
        boolean allowsAfter(Instant now) {
            NavigableSet<Instant> cuts = cuts();
            cuts.add(now);
            return cuts.tailSet(now).stream()
                    .anyMatch(
                            t -> at(t).filter(held -> held.watts().signum() > 0).isPresent());
        }
    }

    /** What there is in a stretch. */
    private record Stretch(Optional<Held> held, Optional<Held> bound, Optional<Held> waiting) {}

    private static final int KEPT_WHOLE = 8;

    private final ReplaceExtent extent;
    private final List<Message> laid = new ArrayList<>();
    private final List<Message> waiting = new ArrayList<>();
    private Optional<Message> previous = Optional.empty();
    private Instant[] cuts = {Instant.MIN};
    private Stretch[] stretches = {new Stretch(Optional.empty(), Optional.empty(), Optional.empty())};
    private Instant forgotten = Instant.MIN;
    /** Until when the blocks of each message were forgotten; one that comes later may speak of a time that others may not. */
    private final Map<Integer, Instant> forgottenOf = new HashMap<>();

    private boolean laidInCrowd;

    OracleBook(ReplaceExtent extent) {
        this.extent = extent;
    }

    Message hear(List<OracleWire.Said> blocks, long session, int arrival, Instant now) {
        Message plain = new Message(blocks, session, arrival, now, false);
        boolean late = extent != ReplaceExtent.OVERLAY
                && previous.filter(before -> plain.last().isBefore(before.last()))
                        .isPresent();
        Message message = new Message(blocks, session, arrival, now, late);
        previous = Optional.of(message);
        waiting.add(message);
        settle();
        return message;
    }

    /** Lays in what was heard under a session; what waits from older ones has then had its say. */
    List<Message> layIn(long session) {
        List<Message> ready =
                waiting.stream().filter(message -> message.session == session).toList();
        if (!ready.isEmpty()) {
            laid.addAll(ready);
            laidInCrowd |= ready.size() > KEPT_WHOLE;
            waiting.clear();
            settle();
        }
        return ready;
    }

    /** Blocks that ended 48 h ago are nobody's neighbours any more. */
    void forget(Instant now) {
        Instant before = now.minus(Duration.ofDays(2));
        forgotten = later(forgotten, before);
        Stream.concat(laid.stream(), waiting.stream())
                .forEach(message -> forgottenOf.merge(message.arrival, before, OracleBook::later));
    }

    Instant forgotten() {
        return forgotten;
    }

    boolean laidInCrowd() {
        return laidInCrowd;
    }

    boolean heard(long session) {
        return laid.stream().anyMatch(message -> message.session == session);
    }

    long latestSession() {
        return laid.isEmpty() ? 0 : laid.get(laid.size() - 1).session;
    }

    List<Instant> cuts() {
        return List.of(cuts).subList(1, cuts.length);
    }

    Optional<Held> held(Instant t) {
        return stretches[index(t)].held;
    }

    /** What was replaced and still bounds the ruling fallback. */
    Optional<Held> bound(Instant t) {
        return stretches[index(t)].bound;
    }

    /** The smallest of what was only recorded. */
    Optional<Held> waiting(Instant t) {
        return stretches[index(t)].waiting;
    }

    /** Between two blocks that a condition selects; others count as not there. */
    Optional<Gap> gap(Instant t, Predicate<Held> which) {
        int here = index(t);
        int left = here;
        while (left >= 0 && stretches[left].held.filter(which).isEmpty()) {
            left--;
        }
        int right = here;
        while (right < cuts.length && stretches[right].held.filter(which).isEmpty()) {
            right++;
        }
        boolean between = left >= 0 && left < here && right < cuts.length;
        if (!between) {
            return Optional.empty();
        }
        Held last = stretches[left].held.orElseThrow();
        if (!cuts[left + 1].isAfter(forgottenOf.getOrDefault(last.arrival, Instant.MIN))) {
            return Optional.empty();
        }
        BigDecimal before = last.watts;
        BigDecimal after = stretches[right].held.orElseThrow().watts;
        return Optional.of(new Gap(before.min(after), Duration.between(cuts[left + 1], cuts[right])));
    }

    private int index(Instant t) {
        int found = Arrays.binarySearch(cuts, t);
        return found >= 0 ? found : -found - 2;
    }

    private void settle() {
        NavigableSet<Instant> all = new TreeSet<>(List.of(Instant.MIN));
        for (List<Message> some : List.of(laid, waiting)) {
            for (Message message : some) {
                all.addAll(message.cuts());
                all.add(message.at);
            }
        }
        cuts = all.toArray(new Instant[0]);
        stretches = Arrays.stream(cuts).map(this::stretch).toArray(Stretch[]::new);
    }

    private Stretch stretch(Instant t) {
        Stretch sum = new Stretch(Optional.empty(), Optional.empty(), Optional.empty());
        for (Message message : laid) {
            sum = message.late ? merged(sum, message, t) : replaced(sum, message, t);
        }
        Optional<Held> recorded = Optional.empty();
        for (Message message : waiting) {
            recorded = least(recorded, message.at(t));
        }
        return new Stretch(sum.held, sum.bound, recorded);
    }

    /** Where both have a block the smaller power with the message's session, elsewhere each its own (rule I11). */
    private static Stretch merged(Stretch old, Message message, Instant t) {
        Optional<Held> says = message.at(t);
        Optional<Held> both = says.isEmpty() || old.held.isEmpty()
                ? least(old.held, says)
                : says.map(late -> new Held(old.held.get().watts.min(late.watts), late.session, late.arrival));
        return new Stretch(both, old.bound, old.waiting);
    }

    private Stretch replaced(Stretch old, Message message, Instant t) {
        Optional<Held> says = message.at(t);
        boolean ahead = t.isBefore(message.first());
        boolean arrived = !t.isBefore(message.at);
        return switch (extent) {
            case OVERLAY -> new Stretch(says.isPresent() ? says : old.held, old.bound, old.waiting);
            case REPLACE_FROM_FIRST_START -> new Stretch(ahead ? old.held : says, old.bound, old.waiting);
            case REPLACE_ALL ->
                new Stretch(
                        ahead && !arrived ? old.held : says,
                        ahead && arrived ? least(old.held, old.bound) : Optional.empty(),
                        old.waiting);
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Held> least(Optional<Held> one, Optional<Held> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().watts.compareTo(other.get().watts) <= 0 ? one : other;
    }
}
