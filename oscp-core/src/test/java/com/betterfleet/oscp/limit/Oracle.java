package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.ForecastRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plain interpreter of the rules for one group, written from the words of decision 10 and of rules I1 to I20: it
 * keeps every message for ever and asks, for each instant, what each of them says about it. Independent of how the
 * library does it; shares only its values.
 */
final class Oracle {
    private static final Set<LinkState> RELEASED = Set.of(LinkState.SUSPENDED, LinkState.DISABLED);

    /** The answer: mode, watts, whether it is a protective zero that rules, the wish in watts. */
    record Answer(String mode, BigDecimal limit, boolean zero, Optional<BigDecimal> wish) {}

    /** A power, and whether a protective zero asks for it. */
    private record Word(BigDecimal watts, boolean zero) {
        static final Word ZERO = new Word(BigDecimal.ZERO, true);

        Word lowered(Optional<BigDecimal> other) {
            return other.filter(less -> less.compareTo(watts) < 0)
                    .map(less -> new Word(less, false))
                    .orElse(this);
        }
    }

    /** A protective zero and where a later message ends it. */
    private static final class Zero {
        final OracleBook.Message message;
        Instant end = Instant.MAX;

        Zero(OracleBook.Message message) {
            this.message = message;
        }

        boolean covers(Instant t, ZeroAfterHorizon policy) {
            boolean over = policy == ZeroAfterHorizon.FALLBACK && !t.isBefore(message.last());
            return !t.isBefore(message.first()) && t.isBefore(end) && !over;
        }
    }

    private final ForecastRules rules;
    private final Map<ForecastType, OracleBook> books = new EnumMap<>(ForecastType.class);
    private final List<Zero> zeros = new ArrayList<>();
    private final NavigableSet<Instant> zeroCuts = new TreeSet<>();
    private GroupBinding binding;
    private LinkState link;
    private long session;
    private boolean bound = true;
    private int arrivals;

    Oracle(ForecastRules rules, GroupBinding binding, LinkState link, long session) {
        this.rules = rules;
        this.binding = binding;
        this.link = link;
        this.session = session;
        clear();
    }

    /** False where the message must be refused. */
    boolean hear(UpdateGroupCapacityForecast said, Instant now) {
        Optional<List<OracleWire.Said>> blocks = rules.types().contains(said.type())
                ? new OracleWire(rules, binding).read(said.forecastedBlocks())
                : Optional.empty();
        blocks.ifPresent(read -> {
            bound = true;
            OracleBook.Message message = book(said.type()).hear(read, session, ++arrivals, now);
            if (said.type() == ForecastType.CONSUMPTION && message.isAllZero()) {
                zeros.add(new Zero(message));
                zeroCuts.addAll(message.cuts());
            }
            pass(now);
        });
        return blocks.isPresent();
    }

    void link(LinkState nowIn, long nowSession, Instant now) {
        link = nowIn;
        session = nowSession;
        bound |= !RELEASED.contains(link);
        pass(now);
    }

    void edit(GroupBinding edited, Instant now) {
        binding = edited;
        bound |= !RELEASED.contains(link);
        pass(now);
    }

    void override(Instant now) {
        zeros.clear();
        pass(now);
    }

    void unbind() {
        clear();
        zeros.clear();
        bound = false;
    }

    /** Comes to an instant; nothing but time has happened. */
    void pass(Instant now) {
        for (ForecastType type : ForecastType.values()) {
            if (link == LinkState.ONLINE) {
                List<OracleBook.Message> laid = book(type).layIn(session);
                laid.stream().filter(one -> type == ForecastType.CONSUMPTION).forEach(one -> endZeros(one, now));
            }
            book(type).forget(now);
        }
    }

    /** Whether more messages were laid in at once than the library keeps one by one. */
    boolean laidInCrowd() {
        return books.values().stream().anyMatch(OracleBook::laidInCrowd);
    }

    /** Whether a zero was ever asked for; those that are over may be forgotten, and the past is then told otherwise. */
    boolean knewZero() {
        return !zeroCuts.isEmpty();
    }

    /** Of the time before it nothing is kept. */
    Instant forgotten() {
        return book(ForecastType.CONSUMPTION).forgotten();
    }

    NavigableSet<Instant> cuts() {
        NavigableSet<Instant> cuts = new TreeSet<>(zeroCuts);
        books.values().forEach(book -> cuts.addAll(book.cuts()));
        return cuts;
    }

    /** Empty while the direction is released or not managed. */
    Optional<Answer> at(Direction direction, Instant t) {
        if (!manages(direction)) {
            return Optional.empty();
        }
        OracleBook main = main(direction);
        Word ruling = rulingFallback(direction, t);
        if (link != LinkState.ONLINE || !main.heard(session)) {
            return Optional.of(answer(direction, "FALLBACK", ruling, t));
        }
        Optional<OracleBook.Held> live = main.held(t).filter(this::isOfThisSession);
        if (live.isPresent()) {
            Word block = zeroAt(direction, t)
                    .map(zero -> Word.ZERO)
                    .orElse(new Word(live.get().watts(), false));
            return Optional.of(answer(direction, "LIVE", block, t));
        }
        return Optional.of(answer(direction, "UNCOVERED", uncovered(direction, t, ruling), t));
    }

    boolean manages(Direction direction) {
        boolean importing = direction == Direction.IMPORT;
        return bound
                && !RELEASED.contains(link)
                && (importing || binding.exportSiteLimit().isPresent());
    }

    private Answer answer(Direction direction, String mode, Word rules, Instant t) {
        Word under = rules.lowered(Optional.of(siteLimit(direction)));
        boolean wishes = direction == Direction.IMPORT && link == LinkState.ONLINE;
        Optional<BigDecimal> wish = book(ForecastType.OPTIMUM)
                .held(t)
                .filter(held -> wishes && isOfThisSession(held))
                .map(OracleBook.Held::watts);
        return new Answer(mode, under.watts, under.zero, wish);
    }

    private Word uncovered(Direction direction, Instant t, Word ruling) {
        Optional<OracleBook.Gap> gap = main(direction).gap(t, this::isOfThisSession);
        if (gap.isEmpty()) {
            return ruling;
        }
        Duration tolerance = binding.gapTolerance().orElse(rules.gapTolerance());
        BigDecimal neighbour = gap.get().smaller();
        if (gap.get().length().compareTo(tolerance) > 0) {
            return ruling.lowered(Optional.of(neighbour));
        }
        return zeroAt(direction, t).map(zero -> Word.ZERO).orElse(new Word(neighbour, false));
    }

    private Word rulingFallback(Direction direction, Instant t) {
        OracleBook agreed = agreed(direction);
        Optional<Zero> zero = zeroAt(direction, t);
        Word ruling = agreed.held(t)
                .map(block -> zero.filter(one -> one.message.arrival() > block.arrival())
                        .map(one -> Word.ZERO)
                        .orElse(new Word(block.watts(), false)))
                .or(() -> zero.map(one -> Word.ZERO))
                .orElseGet(() -> ofTheHost(direction, t));
        return ruling.lowered(main(direction).waiting(t).map(OracleBook.Held::watts))
                .lowered(agreed.waiting(t).map(OracleBook.Held::watts));
    }

    private Word ofTheHost(Direction direction, Instant t) {
        OracleBook main = main(direction);
        OracleBook agreed = agreed(direction);
        return new Word(fallback(direction), false)
                .lowered(main.held(t).map(OracleBook.Held::watts))
                .lowered(main.gap(t, held -> held.session() == main.latestSession())
                        .map(OracleBook.Gap::smaller))
                .lowered(agreed.gap(t, held -> true).map(OracleBook.Gap::smaller))
                .lowered(main.bound(t).map(OracleBook.Held::watts))
                .lowered(agreed.bound(t).map(OracleBook.Held::watts));
    }

    /** The latest zero asked for that covers an instant. */
    private Optional<Zero> zeroAt(Direction direction, Instant t) {
        boolean allowed = rules.extent() == ReplaceExtent.OVERLAY
                && main(direction)
                        .held(t)
                        .filter(held -> held.watts().signum() > 0)
                        .isPresent();
        if (direction == Direction.EXPORT || allowed) {
            return Optional.empty();
        }
        return zeros.stream()
                .filter(zero -> zero.covers(t, binding.zeroAfterHorizon()))
                .reduce((earlier, later) -> later);
    }

    private void endZeros(OracleBook.Message message, Instant now) {
        if (message.late() || !message.allowsAfter(now)) {
            return;
        }
        for (Zero zero : zeros) {
            if (zero.message.arrival() < message.arrival() && message.first().isBefore(zero.end)) {
                zero.end = message.first();
            }
        }
    }

    private boolean isOfThisSession(OracleBook.Held held) {
        return held.session() == session;
    }

    private OracleBook main(Direction direction) {
        return book(direction == Direction.IMPORT ? ForecastType.CONSUMPTION : ForecastType.GENERATION);
    }

    private OracleBook agreed(Direction direction) {
        boolean importing = direction == Direction.IMPORT;
        return book(importing ? ForecastType.FALLBACK_CONSUMPTION : ForecastType.FALLBACK_GENERATION);
    }

    private OracleBook book(ForecastType type) {
        return books.get(type);
    }

    private BigDecimal siteLimit(Direction direction) {
        return (direction == Direction.IMPORT
                        ? binding.siteLimit()
                        : binding.exportSiteLimit().orElseThrow())
                .watts();
    }

    private BigDecimal fallback(Direction direction) {
        return (direction == Direction.IMPORT
                        ? binding.fallback()
                        : binding.exportFallback().orElseThrow())
                .watts();
    }

    private void clear() {
        for (ForecastType type : ForecastType.values()) {
            books.put(type, new OracleBook(rules.extent()));
        }
    }
}
