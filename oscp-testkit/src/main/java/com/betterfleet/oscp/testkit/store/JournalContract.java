package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.store.CommitResult.CONFLICT;
import static com.betterfleet.oscp.testkit.store.StoreSamples.NOON;
import static com.betterfleet.oscp.testkit.store.StoreSamples.line;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.OscpStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A journal is read in the order in which it was written, numbered per owner from one without holes. */
abstract class JournalContract extends StoreRules {
    JournalContract(OscpStoreContract suite) {
        super(suite);
    }

    @Test
    void journalLinesAreNumberedPerOwnerFromOneWithoutHoles() {
        committed(Commit.builder().line(line("nz", "A")).line(line("au", "X")).line(line("nz", "B")));
        assertThat(store().commit(Commit.builder()
                        .line(line("nz", "no"))
                        .require(link("nz"), 9)
                        .build()))
                .isEqualTo(CONFLICT);
        committed(Commit.builder().line(line("au", "Y")));
        committed(Commit.builder().line(line("nz", "C")));
        assertThat(store().journal(link("nz"), 0, 10))
                .as("lines are in the order of commits, and within one in its order")
                .extracting(JournalLine::what)
                .containsExactly("A", "B", "C");
        assertThat(store().journal(link("nz"), 0, 10))
                .as("each owner's lines are numbered from 1; neither other owners nor refused commits make a hole")
                .extracting(JournalLine::number)
                .containsExactly(1L, 2L, 3L);
        assertThat(store().journal(link("au"), 0, 10))
                .extracting(JournalLine::number)
                .containsExactly(1L, 2L);
    }

    @Test
    void theOrderIsThatOfTheCommitsNotOfTheInstants() {
        for (int i = 0; i < 5; i++) {
            committed(Commit.builder()
                    .line(new JournalLine(link("nz"), 0, NOON.minusSeconds(i), "ops", "z" + i, "", "")));
        }
        assertThat(store().journal(link("nz"), 0, 10))
                .as("the journal is reordered where it is sorted by time: clocks are set back")
                .extracting(JournalLine::what)
                .containsExactly("z0", "z1", "z2", "z3", "z4");
    }

    @Test
    void aJournalIsPagedByNumber() {
        Commit.Builder commit = Commit.builder();
        IntStream.rangeClosed(1, 12).forEach(i -> commit.line(line("nz", "l" + i)));
        committed(commit);
        assertThat(store().journal(link("nz"), 1, 1))
                .extracting(JournalLine::what)
                .containsExactly("l2");
        assertThat(store().journal(link("nz"), 8, 3))
                .as("the page behind line 8, by number and not by text")
                .extracting(JournalLine::number)
                .containsExactly(9L, 10L, 11L);
        assertThat(store().journal(link("nz"), 12, 10)).isEmpty();
        assertThat(store().journal(link("au"), 0, 10))
                .as("another owner's journal")
                .isEmpty();
    }

    @Test
    void everyComponentOfALineIsKept() {
        String large = "{\"text\":\"" + "Ω".repeat(50_000) + "\"}";
        JournalLine full = new JournalLine(link("nz"), 0, NOON.plusMillis(1), "ü".repeat(100), "OVERRIDE", "", large);
        committed(Commit.builder().line(full));
        assertThat(store().journal(link("nz"), 0, 1).get(0))
                .as("a line is read with every component as it was appended; empty text is not absent text")
                .isEqualTo(new JournalLine(
                        full.owner(), 1, full.at(), full.actor(), full.what(), full.before(), full.after()));
    }

    @Test
    void linesOfManyThreadsHaveNoHolesAndStayTogether() throws Exception {
        int threads = 4;
        int each = 40;
        together(threads, thread -> {
            for (int i = 0; i < each; i++) {
                Commit two = Commit.builder()
                        .line(line("nz", thread + "," + i + ",first"))
                        .line(line("nz", thread + "," + i + ",second"))
                        .build();
                decided(handle(thread), two);
            }
            return each;
        });
        List<JournalLine> lines = store().journal(link("nz"), 0, 10_000);
        assertThat(lines)
                .as("lines that %d threads appended at once are numbered without holes and none twice", threads)
                .extracting(JournalLine::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2L * threads * each).boxed().toList());
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i + 1).what())
                    .as("the lines of one commit follow each other")
                    .isEqualTo(lines.get(i).what().replace("first", "second"));
        }
        for (int thread = 0; thread < threads; thread++) {
            String mine = thread + ",";
            assertThat(lines.stream().map(JournalLine::what).filter(what -> what.startsWith(mine)))
                    .as("a commit that began after another returned has the higher numbers")
                    .containsExactlyElementsOf(IntStream.range(0, each)
                            .boxed()
                            .flatMap(i -> Stream.of(mine + i + ",first", mine + i + ",second"))
                            .toList());
        }
    }

    @Test
    void whoFollowsAJournalMissesNoLine() throws Exception {
        int each = 60;
        List<List<Long>> read =
                together(3, thread -> thread == 0 ? followed(another(), 2 * each) : appended(thread, each));
        assertThat(read.get(0))
                .as("a line never appears behind the back of a reader that has seen a later one")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2L * each).boxed().toList());
    }

    private List<Long> appended(int thread, int count) {
        for (int i = 0; i < count; i++) {
            decided(handle(thread), Commit.builder().line(line("nz", "x")).build());
        }
        return List.of();
    }

    private static List<Long> followed(OscpStore at, int count) {
        List<Long> numbers = new ArrayList<>();
        until(() -> {
            long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
            at.journal(link("nz"), last, 5).forEach(line -> numbers.add(line.number()));
            return numbers.size() >= count;
        });
        return numbers;
    }
}
