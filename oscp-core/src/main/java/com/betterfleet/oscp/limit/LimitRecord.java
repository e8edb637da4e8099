package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is remembered of a group's limit. It is stored through its components.
 *
 * @param arrivals how many forecasts were accepted
 * @param books what the forecasts say, by type
 * @param zeros protective zeros: running, to come, and those that were over less than two days ago
 * @param zeroSince since when a protective zero stands; in the future if it was announced for then
 * @param imports how the import limit is being seen to
 * @param exports how the export limit is being seen to
 * @param call the sink call that is not answered yet
 * @param release the release, while the scope is released
 * @param reported what the utility was told of blocks that were not kept; empty if nothing was
 * @param unbound whether the group is unbound
 * @param closing the last order's limit by direction, once a process is closing and none goes on
 * @param evaluatedAt when the last step was made
 * @param nextDue when the next step is to be made, if nothing happens before
 */
public record LimitRecord(
        long arrivals,
        Map<ForecastType, Book> books,
        List<ZeroSpan> zeros,
        Optional<Instant> zeroSince,
        Track imports,
        Track exports,
        Optional<Call> call,
        Optional<Release> release,
        Optional<Reported> reported,
        boolean unbound,
        Map<Direction, Limit> closing,
        Optional<Instant> evaluatedAt,
        Optional<Instant> nextDue) {
    /**
     * Copies.
     *
     * @param arrivals how many forecasts were accepted
     * @param books what the forecasts say, by type
     * @param zeros protective zeros: running, to come, and those that were over less than two days ago
     * @param zeroSince since when a protective zero stands; in the future if it was announced for then
     * @param imports how the import limit is being seen to
     * @param exports how the export limit is being seen to
     * @param call the sink call that is not answered yet
     * @param release the release, while the scope is released
     * @param reported what the utility was told of blocks that were not kept; empty if nothing was
     * @param unbound whether the group is unbound
     * @param closing the last order's limit by direction, once a process is closing and none goes on
     * @param evaluatedAt when the last step was made
     * @param nextDue when the next step is to be made, if nothing happens before
     */
    public LimitRecord {
        books = ordered(ForecastType.class, books);
        zeros = List.copyOf(zeros);
        closing = ordered(Direction.class, closing);
    }

    private static <K extends Enum<K>, V> Map<K, V> ordered(Class<K> keys, Map<K, V> some) {
        Map<K, V> copy = new EnumMap<>(keys);
        copy.putAll(some);
        return Collections.unmodifiableMap(copy);
    }

    /**
     * The record of a group that was just bound for the first time.
     *
     * @return the record
     */
    public static LimitRecord initial() {
        return new LimitRecord(
                0,
                Map.of(),
                List.of(),
                Optional.empty(),
                Track.starting(0),
                Track.starting(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What the forecasts of a type say.
     *
     * @param type the type
     * @return its book, empty if none was accepted
     */
    public Book book(ForecastType type) {
        Book book = books.get(type);
        return book != null ? book : Book.empty(type);
    }

    /**
     * How a direction's limit is being seen to.
     *
     * @param direction which way
     * @return mode, planned limit, last order, confirmation, breach
     */
    public Track track(Direction direction) {
        return direction == Direction.IMPORT ? imports : exports;
    }

    /**
     * Where what the utility has said for a direction ends.
     *
     * @param direction which way
     * @return the end of the last CONSUMPTION or GENERATION block laid in
     */
    public Optional<Instant> horizonEnd(Direction direction) {
        return book(direction == Direction.IMPORT ? ForecastType.CONSUMPTION : ForecastType.GENERATION)
                .horizonEnd();
    }

    /**
     * When a forecast of a type was accepted last.
     *
     * @param type the type
     * @return when
     */
    public Optional<Instant> lastReceived(ForecastType type) {
        return book(type).lastReceived();
    }

    /**
     * Whether the sink was told to release the scope and has not yet said that it did.
     *
     * @return whether a release is pending
     */
    public boolean releasing() {
        return release.filter(one -> one.stage() != Stage.CONFIRMED && one.stage() != Stage.NOT_APPLICABLE)
                .isPresent();
    }

    /**
     * The record of a group whose utility is told of blocks that were not kept, by one message more.
     *
     * @param source the forecast that the message is about
     * @param message its {@code X-Request-ID}
     * @param at when it was put into the outbox
     * @return the same but for {@code reported}
     */
    public LimitRecord reporting(RequestId source, RequestId message, Instant at) {
        long count = reported.map(Reported::count).orElse(0L) + 1;
        return new LimitRecord(
                arrivals,
                books,
                zeros,
                zeroSince,
                imports,
                exports,
                call,
                release,
                Optional.of(new Reported(count, at, source, message)),
                unbound,
                closing,
                evaluatedAt,
                nextDue);
    }
}
