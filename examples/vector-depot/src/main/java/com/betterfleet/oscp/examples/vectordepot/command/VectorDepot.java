package com.betterfleet.oscp.examples.vectordepot.command;

import com.betterfleet.oscp.examples.vectordepot.day.Day;
import com.betterfleet.oscp.examples.vectordepot.day.DayResult;
import java.nio.file.Path;

/** The example's command line: {@code vector-depot day [SEED [FILE]]}. */
public final class VectorDepot {
    private VectorDepot() {}

    /**
     * Runs a day and exits with 0 only if it went well.
     *
     * @param arguments {@code day}, then the seed (1), then the journal's file ({@code target/day.jsonl})
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String[] arguments) {
        if (arguments.length == 0 || arguments.length > 3 || !arguments[0].equals("day")) {
            System.err.println("usage: vector-depot day [SEED [FILE]]");
            return 2;
        }
        long seed;
        try {
            seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        } catch (NumberFormatException notANumber) {
            System.err.println("the seed must be a whole number, was '" + arguments[1] + "'");
            return 2;
        }
        Path file = Path.of(arguments.length > 2 ? arguments[2] : "target/day.jsonl");
        DayResult result = new Day(seed, file, System.out::println).run();
        System.out.println("RESULT " + result.toJson());
        return result.good() ? 0 : 1;
    }
}
