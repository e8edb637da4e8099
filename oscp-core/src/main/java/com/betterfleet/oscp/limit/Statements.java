package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.forecast.Gap;
import com.betterfleet.oscp.forecast.Recorded;
import com.betterfleet.oscp.message.ForecastType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that is said about the limit of one direction.
 *
 * @param online whether the line is agreed
 * @param session the session in force
 * @param main the book of CONSUMPTION or GENERATION
 * @param agreed the book of FALLBACK_CONSUMPTION or FALLBACK_GENERATION
 * @param wishes the book of OPTIMUM, empty for export
 * @param zeros protective zeros, none for export
 * @param policy what becomes of a zero after its horizon
 * @param overlay whether a non-zero block for an instant rules over a zero
 * @param gapTolerance the longest gap that does not count as one
 * @param hostFallback the binding's fallback
 * @param siteLimit the binding's site limit
 */
record Statements(
        boolean online,
        long session,
        Book main,
        Book agreed,
        Book wishes,
        List<ZeroSpan> zeros,
        ZeroAfterHorizon policy,
        boolean overlay,
        Duration gapTolerance,
        Power hostFallback,
        Power siteLimit) {

    /** Empty where the binding does not manage the direction. */
    static Optional<Statements> of(LimitRecord record, LimitContext context, Direction direction) {
        if (direction == Direction.IMPORT) {
            GroupBinding binding = context.binding();
            return Optional.of(importing(record, context, binding.fallback(), binding.siteLimit()));
        }
        return context.binding().managesExport() ? Optional.of(exporting(record, context)) : Optional.empty();
    }

    private static Statements importing(LimitRecord record, LimitContext context, Power fallback, Power site) {
        return new Statements(
                context.link().online(),
                context.link().session(),
                record.book(ForecastType.CONSUMPTION),
                record.book(ForecastType.FALLBACK_CONSUMPTION),
                record.book(ForecastType.OPTIMUM),
                record.zeros(),
                context.binding().zeroAfterHorizon(),
                context.profile().forecast().extent() == ReplaceExtent.OVERLAY,
                gapTolerance(context),
                fallback,
                site);
    }

    private static Statements exporting(LimitRecord record, LimitContext context) {
        return new Statements(
                context.link().online(),
                context.link().session(),
                record.book(ForecastType.GENERATION),
                record.book(ForecastType.FALLBACK_GENERATION),
                Book.empty(ForecastType.OPTIMUM),
                List.of(),
                context.binding().zeroAfterHorizon(),
                false,
                gapTolerance(context),
                context.binding().exportFallback().orElseThrow(),
                context.binding().exportSiteLimit().orElseThrow());
    }

    private static Duration gapTolerance(LimitContext context) {
        return context.binding()
                .gapTolerance()
                .orElse(context.profile().forecast().gapTolerance());
    }

    /** The same as if no protective zero had been asked for. */
    Statements withoutZero() {
        return new Statements(
                online,
                session,
                main.withoutProtective(),
                agreed,
                wishes,
                List.of(),
                policy,
                overlay,
                gapTolerance,
                hostFallback,
                siteLimit);
    }

    /** Whether a forecast of this session was laid into the main book. */
    boolean heardThisSession() {
        return online && main.session() == session;
    }

    boolean isOfThisSession(Block block) {
        return block.session() == session;
    }

    /** The zero that counts at an instant, the latest of several. */
    Optional<ZeroSpan> zeroAt(Instant t) {
        if (zeros.isEmpty() || (overlay && isAboveZero(main.laid().at(t)))) {
            return Optional.empty();
        }
        Optional<ZeroSpan> latest = Optional.empty();
        for (ZeroSpan zero : zeros) {
            boolean newer =
                    latest.filter(other -> other.arrival() > zero.arrival()).isEmpty();
            latest = newer && zero.rulesAt(t, policy) ? Optional.of(zero) : latest;
        }
        return latest;
    }

    /** In the gap between two blocks of this session. */
    Optional<Gap> gapOfThisSession(Instant t) {
        return main.laid().gapAt(t, this::isOfThisSession);
    }

    Optional<Power> wishAt(Instant t) {
        return wish(t).map(piece -> piece.block().power());
    }

    /** What the utility wishes, while the line is agreed. */
    Optional<BlockPiece> wish(Instant t) {
        return online ? wishes.laid().at(t).filter(piece -> isOfThisSession(piece.block())) : Optional.empty();
    }

    /** Every instant strictly between two at which anything said here may change. */
    void cuts(Instant from, Instant until, Consumer<Instant> cuts) {
        for (Book book : List.of(main, agreed, wishes)) {
            book.laid().cuts(from, until, cuts);
            book.remainder().cuts(from, until, cuts);
            for (Recorded waiting : book.waiting()) {
                waiting.blocks().cuts(from, until, cuts);
            }
        }
        for (ZeroSpan zero : zeros) {
            for (Instant cut : List.of(zero.from(), zero.until(policy))) {
                if (cut.isAfter(from) && cut.isBefore(until)) {
                    cuts.accept(cut);
                }
            }
        }
    }

    private static boolean isAboveZero(Optional<BlockPiece> piece) {
        return piece.isPresent() && !piece.get().block().power().isZero();
    }
}
