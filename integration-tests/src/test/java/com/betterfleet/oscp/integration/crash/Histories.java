package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.integration.crash.History.At;
import com.betterfleet.oscp.integration.crash.History.Dealing;
import com.betterfleet.oscp.testkit.wire.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes histories, each from its seed alone. */
final class Histories {
    private static final int FIRST_FORECAST = 8;
    private static final List<String> LOWERING = List.of("CONSUMPTION", "CONSUMPTION", "FALLBACK_CONSUMPTION");
    private static final List<String> OTHERS = List.of("GENERATION", "FALLBACK_GENERATION", "OPTIMUM");

    private final SplittableRandom random;
    private final int groups;
    private final int length;
    private final List<At> steps = new ArrayList<>();

    private Histories(long seed) {
        random = new SplittableRandom(seed);
        groups = 1 + (one(4) ? 1 : 0);
        length = 60 + random.nextInt(120);
    }

    static History of(long seed) {
        return new Histories(seed).history(seed);
    }

    private History history(long seed) {
        Dealing dealing = one(5) ? pick(List.of(Dealing.WE_REGISTER, Dealing.THEY_REGISTER)) : Dealing.AGREED;
        at(0, new Step.Connect());
        groups().forEach(group -> at(0, new Step.Bind(group, 900, 120)));
        if (dealing == Dealing.THEY_REGISTER) {
            at(3, new Step.UtilityRegister());
        }
        groups().forEach(group -> at(FIRST_FORECAST, forecast(group, FIRST_FORECAST)));
        int some = 3 + random.nextInt(7);
        IntStream.range(0, some).forEach(i -> happens(FIRST_FORECAST + 2 + random.nextInt(length)));
        return new History(seed, groups, dealing, steps);
    }

    private void happens(int second) {
        int group = random.nextInt(groups);
        switch (random.nextInt(14)) {
            case 0 -> at(second, new Step.UtilityHandshake());
            case 1 -> at(second, new Step.HandshakeNow());
            case 2 -> cut(second);
            case 3 -> suspend(second);
            case 4, 5 -> at(second, bind(group));
            case 6 -> unbind(second, group);
            case 7 -> at(second, new Step.ResendLimit(group));
            default -> at(second, forecast(group, second));
        }
    }

    private void cut(int second) {
        at(second, new Step.Cut(pick(List.of(Line.Fault.values()))));
        at(second + 5 + random.nextInt(one(3) ? 120 : 30), new Step.Restore());
    }

    private void suspend(int second) {
        at(second, new Step.Suspend());
        at(second + 3 + random.nextInt(20), new Step.Resume());
    }

    private void unbind(int second, int group) {
        at(second, new Step.Unbind(group));
        at(second + 3 + random.nextInt(20), bind(group));
    }

    private Step bind(int group) {
        return new Step.Bind(group, 300 + 10 * random.nextInt(70), 10 * random.nextInt(20));
    }

    private Step forecast(int group, int second) {
        List<String> types = one(8) ? OTHERS : LOWERING;
        int start = (second / 10 + random.nextInt(4)) * 10;
        int blocks = 1 + random.nextInt(6);
        int tail = one(3) ? 600 : 20 + 10 * random.nextInt(6);
        boolean zero = one(6);
        List<Integer> kilowatts = IntStream.range(0, blocks)
                .mapToObj(i -> zero ? 0 : 10 * random.nextInt(100))
                .toList();
        return new Step.Forecast(group, pick(types), start, tail, kilowatts);
    }

    private IntStream groups() {
        return IntStream.range(0, groups);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void at(int second, Step step) {
        steps.add(new At(second, step));
    }
}
