package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.forecast.BookKeeper;
import com.betterfleet.oscp.message.ForecastedBlock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Also an authentic peer cannot make a book grow for ever (architecture.md decision 17). */
class FullBookTest {
    private static final int BLOCKS = 3_000;
    private static final int MONTH = 2 * BLOCKS;

    private final Site site = Site.obeying();

    @Test
    void aForecastThatWouldOverfillTheBookIsRefusedAndChangesNothing() {
        for (int month = 0; month < 6; month++) {
            assertThat(send(month)).isInstanceOf(LimitVerdict.Accepted.class);
        }
        LimitRecord before = site.record;
        assertThat(send(6))
                .isInstanceOfSatisfying(
                        LimitVerdict.Refused.class,
                        refused -> assertThat(refused.violations())
                                .singleElement()
                                .hasToString(
                                        "forecasted_blocks: would make 21000 blocks with those that were sent before"
                                                + " and still hold, at most 20000 are kept"));
        assertThat(site.record).isEqualTo(before);
    }

    @Test
    void oneThatReplacesWhatIsAheadFitsIntoAFullBook() {
        for (int month = 0; month < 7; month++) {
            send(month);
        }
        site.hear("small", CONSUMPTION, kw(0, 10 * MONTH, "77"));

        assertThat(site.verdict).isInstanceOf(LimitVerdict.Accepted.class);
        assertThat(site.limitAt(5)).isEqualTo("77");
        assertThat(site.record.book(CONSUMPTION).laid().pieces()).hasSize(1);
    }

    @Test
    void aWaitingRoomIsNotOverfilledEither() {
        site.link(LinkState.OFFLINE);
        for (int month = 0; month < 20; month++) {
            send(month);
        }
        assertThat(site.verdict).isInstanceOf(LimitVerdict.Refused.class);
        Book book = site.record.book(CONSUMPTION);
        assertThat(book.waiting().stream()
                        .mapToInt(message -> message.blocks().pieces().size())
                        .sum())
                .isLessThanOrEqualTo(BookKeeper.MOST_BLOCKS + 8 * BLOCKS);
    }

    /** Blocks of a minute with a minute between them: none of them can be joined. */
    private LimitVerdict send(int month) {
        ForecastedBlock[] blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> kw((long) month * MONTH + 2L * i, (long) month * MONTH + 2L * i + 1, "90"))
                .toArray(ForecastedBlock[]::new);
        site.hear("month-" + month, CONSUMPTION, blocks);
        return site.verdict;
    }
}
