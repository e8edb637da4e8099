package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.store.OscpStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One history, run once without a stop and then with stops, each run judged. */
final class Trial {
    /** From at once to long after the line is offline. */
    private static final List<Integer> PAUSES = List.of(0, 0, 1, 3, 8, 20, 45, 70, 100);

    private static final int MOST_TOLD = 5;

    private final History history;
    private final UnaryOperator<OscpStore> flaw;
    private final Trace undisturbed;
    private final List<String> failures = new ArrayList<>();
    private int runs;

    Trial(History history) {
        this(history, UnaryOperator.identity());
    }

    /** With what is wrong with the store of each life. */
    Trial(History history, UnaryOperator<OscpStore> flaw) {
        this.history = history;
        this.flaw = flaw;
        undisturbed = run(List.of(), Optional.empty());
    }

    int moments() {
        return undisturbed.moments().size();
    }

    int runs() {
        return runs;
    }

    /** Every run that broke a law, with its history and what it broke. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Stops the process once at each moment. */
    void everyMoment() {
        SplittableRandom random = new SplittableRandom(history.seed());
        for (int moment = 1; moment <= moments(); moment++) {
            stopped(List.of(new Stop(moment, pause(random))));
        }
    }

    /** Stops it once at each moment, until a failure speaks of a law. */
    boolean breaks(String law) {
        SplittableRandom random = new SplittableRandom(history.seed());
        for (int moment = 1; moment <= moments() && !told(law); moment++) {
            stopped(List.of(new Stop(moment, pause(random))));
        }
        return told(law);
    }

    private boolean told(String law) {
        return failures.stream().anyMatch(failure -> failure.contains(law));
    }

    /** Stops it at moments drawn from the seed; now and then the next life ends soon too. */
    void someMoments(int many) {
        SplittableRandom random = new SplittableRandom(history.seed());
        for (int i = 0; i < many; i++) {
            Stop first = new Stop(1 + random.nextInt(moments()), pause(random));
            Stop second = new Stop(first.moment() + 1 + random.nextInt(16), pause(random));
            stopped(random.nextInt(3) == 0 ? List.of(first, second) : List.of(first));
        }
    }

    void stopped(List<Stop> stops) {
        run(stops, Optional.of(undisturbed));
    }

    private Trace run(List<Stop> stops, Optional<Trace> reference) {
        runs++;
        Trace trace = traced(stops);
        List<String> broken = Laws.broken(trace, reference);
        if (!broken.isEmpty()) {
            failures.add(told(trace, broken));
        }
        return trace;
    }

    private Trace traced(List<Stop> stops) {
        try {
            return new Site(history, stops, flaw).run();
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError(name(stops) + " threw, of\n" + history, thrown);
        }
    }

    private String told(Trace trace, List<String> broken) {
        String where = trace.stops().stream()
                .map(stop -> stop + " " + trace.moment(stop))
                .collect(Collectors.joining(", then "));
        return name(trace.stops()) + (where.isEmpty() ? "" : "\nstopped " + where) + "\n"
                + broken.stream().limit(MOST_TOLD).collect(Collectors.joining("\n"))
                + (broken.size() > MOST_TOLD ? "\nand " + (broken.size() - MOST_TOLD) + " more" : "")
                + "\nof " + history;
    }

    private String name(List<Stop> stops) {
        return "-Dcrash.replay=" + history.seed() + ":"
                + stops.stream().map(Stop::toString).collect(Collectors.joining(","));
    }

    private static int pause(SplittableRandom random) {
        return PAUSES.get(random.nextInt(PAUSES.size()));
    }
}
