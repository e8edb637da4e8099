package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.forecast.BookKeeper;
import com.betterfleet.oscp.forecast.ForecastTranslator;
import com.betterfleet.oscp.forecast.Recorded;
import com.betterfleet.oscp.forecast.Translation;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes forecasts into the books, and keeps books and protective zero in order as time goes by. */
final class Intake {
    private final Turn turn;
    private final ReplaceExtent extent;

    private Intake(Turn turn) {
        this.turn = turn;
        this.extent = turn.context.profile().forecast().extent();
    }

    static LimitVerdict take(Turn turn, LimitInput.ForecastReceived input) {
        return new Intake(turn).take(input);
    }

    /** Lays in what may be laid in, forgets what is over. */
    static void settle(Turn turn) {
        Intake intake = new Intake(turn);
        if (turn.context.link().online()) {
            List.copyOf(turn.books.values()).forEach(intake::layIn);
        }
        turn.books.replaceAll((type, book) -> BookKeeper.prune(book, turn.now));
        intake.settleZeros();
    }

    private LimitVerdict take(LimitInput.ForecastReceived input) {
        Book book = turn.book(input.message().type());
        if (book.lastSource().filter(input.id()::equals).isPresent()) {
            return new LimitVerdict.Accepted();
        }
        Translation translation = ForecastTranslator.translate(
                input.id(),
                input.message(),
                turn.context.binding(),
                turn.context.profile(),
                turn.context.link().session());
        if (translation instanceof Translation.Untranslatable refused) {
            return new LimitVerdict.Refused(refused.violations());
        }
        return accept(book, input.id(), (Translation.Translated) translation);
    }

    private LimitVerdict accept(Book book, RequestId id, Translation.Translated translated) {
        Recorded message = BookKeeper.recorded(
                book, id, translated, turn.context.link().session(), turn.arrivals + 1, turn.now, extent);
        int blocks = BookKeeper.blocksWith(book, message, extent);
        if (blocks > BookKeeper.MOST_BLOCKS) {
            return tooMany(blocks);
        }
        accept(book, message, translated);
        return new LimitVerdict.Accepted();
    }

    /** Also an authentic peer may not fill the store: what it sent before and still holds counts. */
    private static LimitVerdict tooMany(int blocks) {
        return new LimitVerdict.Refused(List.of(new Violation(
                "forecasted_blocks",
                "would make " + blocks + " blocks with those that were sent before and still hold, at most "
                        + BookKeeper.MOST_BLOCKS + " are kept")));
    }

    private void accept(Book book, Recorded message, Translation.Translated translated) {
        turn.unbound = false;
        turn.arrivals = message.arrival();
        turn.books.put(book.type(), BookKeeper.accept(book, message, extent));
        tell(book, message, translated);
        if (message.allZero() && book.type() == ForecastType.CONSUMPTION) {
            beginZero(message);
        }
    }

    private void tell(Book book, Recorded message, Translation.Translated translated) {
        RequestId id = message.source();
        int blocks = message.blocks().pieces().size();
        boolean laidIn = turn.context.link().online();
        turn.raise(new GroupEvent.ForecastAccepted(turn.group(), turn.now, id, book.type(), blocks, laidIn, extent));
        if (translated.overlapped()) {
            turn.raise(new GroupEvent.ForecastOverlapped(turn.group(), turn.now, id));
        }
        if (message.late()) {
            Instant previous = book.previousEnd().orElseThrow();
            turn.raise(new GroupEvent.ForecastMerged(turn.group(), turn.now, id, message.lastEnd(), previous));
        }
        if (isExport(book.type()) && !turn.context.binding().managesExport()) {
            turn.raise(new GroupEvent.ForecastNotApplicable(
                    turn.group(), turn.now, id, "the binding has no exportSiteLimit and exportFallback"));
        }
    }

    private void layIn(Book book) {
        long session = turn.context.link().session();
        if (book.ahead().isEmpty()) {
            return;
        }
        if (book.type() == ForecastType.CONSUMPTION) {
            for (Recorded message : BookKeeper.ready(book, session)) {
                turn.zeros = ProtectiveZero.endBy(turn.zeros, message, turn.now);
            }
        }
        turn.books.put(book.type(), BookKeeper.layIn(book, session));
    }

    private void beginZero(Recorded message) {
        turn.zeros = ProtectiveZero.begin(turn.zeros, message, turn.now, policy());
    }

    /** Brings the zeros up to date, and tells when the protection begins and ends. */
    private void settleZeros() {
        turn.zeros = ProtectiveZero.settle(turn.zeros, turn.now, policy());
        List<ZeroSpan> standing = ProtectiveZero.standing(turn.zeros, turn.now, policy());
        if (turn.zeroSince.isEmpty() && !standing.isEmpty()) {
            RequestId by = standing.get(standing.size() - 1).source();
            turn.raise(new GroupEvent.ProtectiveZeroStarted(turn.group(), turn.now, by));
        } else if (turn.zeroSince.isPresent() && standing.isEmpty()) {
            turn.raise(new GroupEvent.ProtectiveZeroEnded(turn.group(), turn.now, whyOver()));
        }
        turn.zeroSince = ProtectiveZero.since(standing);
    }

    private String whyOver() {
        Optional<RequestId> by = turn.zeros.isEmpty()
                ? Optional.empty()
                : turn.zeros.get(turn.zeros.size() - 1).endedBy();
        return by.map(id -> "forecast " + id + " allows power again").orElse("its horizon has ended");
    }

    private ZeroAfterHorizon policy() {
        return turn.context.binding().zeroAfterHorizon();
    }

    private static boolean isExport(ForecastType type) {
        return type == ForecastType.GENERATION || type == ForecastType.FALLBACK_GENERATION;
    }
}
