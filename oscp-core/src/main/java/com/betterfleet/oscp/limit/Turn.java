package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.profile.LimitRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step while it is being made: the record's draft and the effects so far. Never leaves the step. */
final class Turn {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 20;

    final LimitContext context;
    final Instant now;
    final TrackDraft imports;
    final TrackDraft exports;
    final Map<ForecastType, Book> books = new EnumMap<>(ForecastType.class);
    final Map<Direction, Limit> closing = new EnumMap<>(Direction.class);
    final Optional<Instant> evaluatedAt;
    final Optional<Reported> reported;
    long arrivals;
    List<ZeroSpan> zeros;
    Optional<Instant> zeroSince;
    Optional<Call> call;
    Optional<Release> release;
    boolean unbound;
    private boolean closesNow;
    private final List<LimitEffect> effects = new ArrayList<>();

    Turn(LimitRecord record, LimitContext context) {
        this.context = context;
        this.now = context.now();
        this.imports = new TrackDraft(Direction.IMPORT, record.imports());
        this.exports = new TrackDraft(Direction.EXPORT, record.exports());
        this.books.putAll(record.books());
        this.closing.putAll(record.closing());
        this.evaluatedAt = record.evaluatedAt();
        this.arrivals = record.arrivals();
        this.zeros = record.zeros();
        this.zeroSince = record.zeroSince();
        this.call = record.call();
        this.release = record.release();
        this.reported = record.reported();
        this.unbound = record.unbound();
    }

    GroupRef group() {
        return context.group();
    }

    LimitRules rules() {
        return context.profile().limit();
    }

    TrackDraft track(Direction direction) {
        return direction == Direction.IMPORT ? imports : exports;
    }

    Book book(ForecastType type) {
        return books.getOrDefault(type, Book.empty(type));
    }

    boolean released() {
        return unbound || context.link().state().released();
    }

    /** The last orders are to be made in this step. */
    void close() {
        closesNow = true;
    }

    boolean closesNow() {
        return closesNow;
    }

    boolean isClosing() {
        return closesNow || !closing.isEmpty();
    }

    void raise(GroupEvent event) {
        effects.add(new LimitEffect.Raise(event));
    }

    void then(LimitEffect effect) {
        effects.add(effect);
    }

    /** When to try again after so many failures in a row. */
    Instant retryAfter(int failures) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(MAX_DOUBLINGS, Math.max(0, failures - 1)));
        Duration longest = rules().retryMax();
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return now.plusMillis(Math.max(1, (long) (wait.toMillis() * (1 + context.jitter()) / 2)));
    }

    LimitRecord record(Optional<Instant> nextDue) {
        return new LimitRecord(
                arrivals,
                books,
                zeros,
                zeroSince,
                imports.done(),
                exports.done(),
                call,
                release,
                reported,
                unbound,
                closing,
                Optional.of(now),
                nextDue);
    }

    LimitStep step(Optional<Instant> nextDue, LimitVerdict verdict) {
        return new LimitStep(record(nextDue), effects, verdict);
    }
}
