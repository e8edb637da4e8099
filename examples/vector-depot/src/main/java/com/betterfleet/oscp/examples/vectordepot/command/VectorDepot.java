package com.betterfleet.oscp.examples.vectordepot.command;

import com.betterfleet.oscp.examples.vectordepot.day.Day;
import com.betterfleet.oscp.examples.vectordepot.day.DayResult;
import com.betterfleet.oscp.examples.vectordepot.picture.Picture;
import com.betterfleet.oscp.examples.vectordepot.replay.NoJournalException;
import com.betterfleet.oscp.examples.vectordepot.replay.Replay;
import com.betterfleet.oscp.examples.vectordepot.replay.ReplayResult;
import com.betterfleet.oscp.examples.vectordepot.serve.Serve;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The example's command line: {@code vector-depot day [SEED [FILE]]}, {@code vector-depot replay FILE},
 * {@code vector-depot picture FILE [HTML]} and {@code vector-depot serve --config FILE}.
 */
public final class VectorDepot {
    private VectorDepot() {}

    /**
     * Runs a day, makes its picture beside its journal and exits with 0 only if the day went well; or replays the journal of
     * one and exits with 0 only if every decision was the same; or makes the picture of a journal; or serves until it is told to end. Exits with 2 where it does not understand.
     *
     * @param arguments {@code day}, then the seed (1), then the journal's file ({@code target/day.jsonl}); or {@code replay},
     *     then the journal's file; or {@code picture}, then the journal's file, then the page's (beside it, ending .html); or {@code serve}, then {@code --config} and a file, or {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String[] arguments) {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.get(0).equals("serve")) {
            return Serve.run(words.subList(1, words.size()), System.out, System.err);
        }
        if (words.size() == 2 && words.get(0).equals("replay")) {
            return replay(Path.of(words.get(1)));
        }
        if (words.size() > 1 && words.size() < 4 && words.get(0).equals("picture")) {
            Path journal = Path.of(words.get(1));
            return picture(journal, words.size() > 2 ? Path.of(words.get(2)) : Picture.beside(journal));
        }
        if (words.isEmpty() || words.size() > 3 || !words.get(0).equals("day")) {
            System.err.println(
                    "usage: vector-depot day [SEED [FILE]], vector-depot replay FILE, vector-depot picture FILE [HTML], or"
                            + " vector-depot serve --config FILE");
            return 2;
        }
        return day(words.subList(1, words.size()));
    }

    private static int day(List<String> words) {
        long seed;
        try {
            seed = words.isEmpty() ? 1 : Long.parseLong(words.get(0));
        } catch (NumberFormatException notANumber) {
            System.err.println("the seed must be a whole number, was '" + words.get(0) + "'");
            return 2;
        }
        Path file = Path.of(words.size() > 1 ? words.get(1) : "target/day.jsonl");
        DayResult result = new Day(seed, file, System.out::println).run();
        Path html = Picture.beside(file);
        Picture.write(file, html);
        System.out.println("PICTURE " + html);
        System.out.println("RESULT " + result.toJson());
        return result.good() ? 0 : 1;
    }

    private static int picture(Path journal, Path html) {
        try {
            Picture.write(journal, html);
            System.out.println("PICTURE " + html);
            return 0;
        } catch (NoJournalException noJournal) {
            System.err.println(noJournal.getMessage());
            return 2;
        } catch (IllegalArgumentException | UncheckedIOException noPicture) {
            System.err.println(noPicture.getMessage());
            return 1;
        }
    }

    private static int replay(Path file) {
        try {
            ReplayResult result = Replay.of(file).run();
            (result.same() ? System.out : System.err).println(result);
            return result.same() ? 0 : 1;
        } catch (NoJournalException noJournal) {
            System.err.println(noJournal.getMessage());
            return 2;
        }
    }
}
