package com.betterfleet.oscp.integration.crash;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntBinaryOperator;

/**
 * What the forecasts of one group and type say, second by second: our own small reading of rules I7, I8 and I11. Of a
 * forecast that came while the line may or may not have been online nobody can say whether it was laid in: from then on the
 * book holds the least and the most that may be meant. One that ends before the one before it can only lower.
 */
final class Book {
    private static final int NOTHING = -1;

    private int[] least;
    private int[] most;
    private int end = Integer.MIN_VALUE;

    Book(int seconds) {
        least = new int[seconds];
        most = new int[seconds];
        clear();
    }

    void clear() {
        Arrays.fill(least, NOTHING);
        Arrays.fill(most, NOTHING);
        end = Integer.MIN_VALUE;
    }

    /** The most that it may say; empty if it says nothing. */
    OptionalInt most(int second) {
        return most[second] == NOTHING ? OptionalInt.empty() : OptionalInt.of(most[second]);
    }

    /** Whether there is only one reading. */
    boolean plain(int second) {
        return most[second] == least[second];
    }

    /** Whether it certainly says something. */
    boolean covers(int second) {
        return least[second] != NOTHING;
    }

    void lay(Step.Forecast forecast, boolean certain) {
        int[] leastLaid = least.clone();
        int[] mostLaid = most.clone();
        boolean late = forecast.end() < end;
        if (!late) {
            erase(leastLaid, forecast.start());
            erase(mostLaid, forecast.start());
        }
        for (int second = forecast.start(); second < Math.min(forecast.end(), most.length); second++) {
            int said = forecast.kilowatts().get((second - forecast.start()) / forecast.length());
            leastLaid[second] = late && most[second] != NOTHING ? Math.min(said, Math.max(0, least[second])) : said;
            mostLaid[second] = late && least[second] != NOTHING ? Math.min(said, most[second]) : said;
        }
        least = certain ? leastLaid : either(Math::min, least, leastLaid);
        most = certain ? mostLaid : either(Math::max, most, mostLaid);
        end = forecast.end();
    }

    private static void erase(int[] kilowatts, int from) {
        if (from < kilowatts.length) {
            Arrays.fill(kilowatts, from, kilowatts.length, NOTHING);
        }
    }

    private static int[] either(IntBinaryOperator of, int[] one, int[] other) {
        int[] either = new int[one.length];
        Arrays.setAll(either, second -> of.applyAsInt(one[second], other[second]));
        return either;
    }
}
