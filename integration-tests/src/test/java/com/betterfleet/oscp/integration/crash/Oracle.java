package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.integration.crash.Trace.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What may be in force in each second of a run, worked out from what the wire, the store's claims and the operators say.
 * It shares nothing with the engine: books are arrays of seconds, the line is three maxima.
 */
final class Oracle {
    /**
     * What may be in force.
     *
     * @param accepted how many forecasts of the group were accepted so far
     * @param open whether a forecast can be live
     * @param live the most that the forecasts say, under the site limit; empty where they say nothing
     * @param plain whether there is no doubt what they say
     * @param fallback the most that the ruling fallback can be
     * @param zero whether a protective zero rules for certain
     */
    record Bound(int accepted, boolean open, OptionalInt live, boolean plain, int fallback, boolean zero) {
        int most() {
            if (zero) {
                return 0;
            }
            return open ? Math.max(fallback, live.orElse(fallback)) : fallback;
        }
    }

    private final class Group {
        private final int number;
        private final Book consumption = new Book(horizon);
        private final Book fallback = new Book(horizon);
        private int session = -1;
        private int accepted;
        private int zeroFrom = Integer.MAX_VALUE;

        Group(int number) {
            this.number = number;
        }

        void accept(Step.Forecast forecast, boolean certain) {
            accepted++;
            if (forecast.type().equals("CONSUMPTION")) {
                consumption.lay(forecast, certain);
                session = line.open() ? line.number() : -1;
                boolean zero = forecast.kilowatts().stream().allMatch(kilowatts -> kilowatts == 0);
                zeroFrom = zero ? forecast.start() : Integer.MAX_VALUE;
            } else if (forecast.type().equals("FALLBACK_CONSUMPTION")) {
                fallback.lay(forecast, certain);
                zeroFrom = Integer.MAX_VALUE;
            }
        }

        void unbound() {
            consumption.clear();
            fallback.clear();
            session = -1;
            zeroFrom = Integer.MAX_VALUE;
        }

        Bound at(int second) {
            int siteLimit = lately(second, Trace.Group::siteLimit);
            OptionalInt live = consumption.most(second);
            int ruling = ruling(second, lately(second, Trace.Group::fallback));
            return new Bound(
                    accepted,
                    line.open() && session == line.number(),
                    live.isEmpty() ? live : OptionalInt.of(Math.min(siteLimit, live.getAsInt())),
                    consumption.plain(second) && fallback.plain(second),
                    Math.min(siteLimit, ruling),
                    second >= zeroFrom);
        }

        /** What was edited within this second counts as it was, too. */
        private int lately(int second, ToIntFunction<Trace.Group> what) {
            return IntStream.rangeClosed(Math.max(0, second - 1), second)
                    .map(one ->
                            what.applyAsInt(trace.seconds().get(one).groups().get(number)))
                    .max()
                    .orElseThrow();
        }

        /** The most that the ruling fallback can be: what the utility says for it, or the host's bounded by the book. */
        private int ruling(int second, int hosts) {
            OptionalInt book = consumption.most(second);
            int bounded = consumption.covers(second) ? Math.min(hosts, book.getAsInt()) : hosts;
            OptionalInt said = fallback.most(second);
            return fallback.covers(second) ? said.getAsInt() : Math.max(bounded, said.orElse(bounded));
        }
    }

    private final Trace trace;
    private final int horizon;
    private final Session line = new Session();
    private final List<Group> groups = new ArrayList<>();
    private final List<List<Bound>> bounds = new ArrayList<>();
    private int exchange;
    private int claim;

    Oracle(Trace trace) {
        this.trace = trace;
        horizon = trace.seconds().size();
        for (int group = 0; group < trace.history().groups(); group++) {
            groups.add(new Group(group));
        }
        for (int second = 0; second < horizon; second++) {
            pass(second);
        }
    }

    Bound bound(int second, int group) {
        return bounds.get(second).get(group);
    }

    private void pass(int second) {
        Second now = trace.seconds().get(second);
        while (step(now)) {
            line.look(now.at());
        }
        if (now.suspended()) {
            line.suspended();
        }
        line.look(now.at());
        groups.stream().filter(group -> !now.groups().get(group.number).bound()).forEach(Group::unbound);
        bounds.add(groups.stream().map(group -> group.at(second)).toList());
    }

    /** Takes the next thing that happened until now; what was claimed comes before what was answered. */
    private boolean step(Second now) {
        boolean more = exchange < trace.exchanges().size();
        if (claim < trace.claimed().size()) {
            Notary.Claimed next = trace.claimed().get(claim);
            boolean first =
                    !more || !next.at().isAfter(trace.exchanges().get(exchange).at());
            if (first && !next.at().isAfter(now.at())) {
                claim++;
                line.look(next.at());
                claimed(next);
                return true;
            }
        }
        if (more && !trace.exchanges().get(exchange).at().isAfter(now.at())) {
            Exchange next = trace.exchanges().get(exchange);
            exchange++;
            line.look(next.at());
            line.heard(next);
            return true;
        }
        return false;
    }

    private void claimed(Notary.Claimed claimed) {
        Step.Forecast forecast = trace.forecasts().get(claimed.id());
        if (forecast != null) {
            groups.get(forecast.group()).accept(forecast, line.online(claimed.at()));
        } else {
            line.shaken(claimed.at());
        }
    }
}
