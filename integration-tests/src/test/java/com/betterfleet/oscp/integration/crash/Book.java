package com.betterfleet.oscp.integration.crash;

import java.util.Arrays;
import java.util.OptionalInt;

/** What the forecasts of one group and type say, second by second: our own small reading of rules I7, I8 and I11. */
final class Book {
    private static final int NOTHING = -1;

    private final int[] kilowatts;
    private int end = Integer.MIN_VALUE;

    Book(int seconds) {
        kilowatts = new int[seconds];
        clear();
    }

    void clear() {
        Arrays.fill(kilowatts, NOTHING);
        end = Integer.MIN_VALUE;
    }

    OptionalInt at(int second) {
        return kilowatts[second] == NOTHING ? OptionalInt.empty() : OptionalInt.of(kilowatts[second]);
    }

    /** Replaces everything from the first start on; one that ends before the one before it can only lower. */
    void lay(Step.Forecast forecast) {
        boolean late = forecast.end() < end;
        if (!late && forecast.start() < kilowatts.length) {
            Arrays.fill(kilowatts, forecast.start(), kilowatts.length, NOTHING);
        }
        for (int second = forecast.start(); second < Math.min(forecast.end(), kilowatts.length); second++) {
            int said = forecast.kilowatts().get((second - forecast.start()) / forecast.length());
            kilowatts[second] =
                    late && kilowatts[second] != NOTHING ? Math.min(said, kilowatts[second]) : said;
        }
        end = forecast.end();
    }
}
