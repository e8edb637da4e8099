package com.betterfleet.oscp.integration.crash;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.integration.crash.Oracle.Bound;
import com.betterfleet.oscp.integration.crash.Trace.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges a run, and one with stops beside one without, by what witnesses saw. */
final class Laws {
    /** Every so many seconds the process is asked for its modes. */
    static final int LOOK = 5;

    /** Seconds in which a change must have reached the circuit. */
    private static final int SETTLE = 4;

    private final Trace trace;
    private final Oracle oracle;
    private final List<String> broken = new ArrayList<>();

    private Laws(Trace trace) {
        this.trace = trace;
        oracle = new Oracle(trace);
    }

    /** What is wrong with a run; nothing if all is well. */
    static List<String> broken(Trace trace, Optional<Trace> undisturbed) {
        Laws laws = new Laws(trace);
        laws.broken.addAll(trace.faults());
        laws.claims();
        laws.limits();
        laws.broken.addAll(Identities.broken(trace));
        laws.broken.addAll(WindowLaws.broken(trace));
        undisturbed.ifPresent(reference -> laws.beside(new Laws(reference)));
        return laws.broken;
    }

    /** Law 1: what the utility saw accepted is in the store, its request id claimed. */
    private void claims() {
        Set<String> claimed = trace.claimed().stream().map(Notary.Claimed::id).collect(Collectors.toSet());
        trace.exchanges().stream()
                .filter(one -> !one.byDepot() && one.acknowledged() && !one.is("heartbeat"))
                .filter(one -> !claimed.contains(one.id()))
                .forEach(one -> broken.add("law 1: acknowledged and not in the store: " + one));
    }

    private void limits() {
        for (int second = SETTLE; second < trace.seconds().size(); second++) {
            for (int group = 0; group < trace.history().groups(); group++) {
                if (settled(second, group)) {
                    bounded(second, group);
                    live(second, group);
                }
                underSite(second, group);
            }
        }
    }

    /** Law 2: no more than the forecasts of this session allow, or the ruling fallback. */
    private void bounded(int second, int group) {
        int most = most(second, one -> oracle.bound(one, group).most());
        if (inForce(second, group) > most) {
            fail(2, second, group, "at most " + most + " kW may be in force");
        }
    }

    /**
     * Law 1: while the process says LIVE, exactly what was acknowledged rules. It says so every {@code LOOK} seconds: what has
     * only just changed may have been in FALLBACK between, and is judged when it has stood for a while.
     */
    private void live(int second, int group) {
        boolean says = second % LOOK == 0
                && second >= LOOK
                && mode(second, group).equals(Optional.of(Mode.LIVE))
                && mode(second - LOOK, group).equals(Optional.of(Mode.LIVE))
                && window(second).allMatch(one -> inForce(one, group) == inForce(second, group));
        int wanted = oracle.bound(second, group).live().orElse(Circuits.NONE);
        boolean plain = says
                && window(second).allMatch(one -> {
                    Bound bound = oracle.bound(one, group);
                    return bound.plain() && bound.live().orElse(Circuits.NONE) == wanted;
                });
        if (plain && wanted != Circuits.NONE && inForce(second, group) != wanted && !zero(second, group)) {
            fail(1, second, group, "LIVE is " + wanted + " kW");
        }
    }

    /** A protective zero outlives its forecast: how long is told elsewhere, here it may. */
    private boolean zero(int second, int group) {
        return inForce(second, group) == 0
                && trace.forecasts().values().stream()
                        .anyMatch(one -> one.kilowatts().stream().allMatch(kilowatts -> kilowatts == 0));
    }

    /** Law 2: never above the site limit; one that was just lowered, or in vain while nobody was there, counts as it was. */
    private void underSite(int second, int group) {
        int from = settled(second, group) ? second - SETTLE : 0;
        int most = IntStream.rangeClosed(from, second)
                .map(one -> trace.seconds().get(one).groups().get(group).siteLimit())
                .max()
                .orElseThrow();
        if (inForce(second, group) > most) {
            fail(2, second, group, "the site limit is " + most + " kW");
        }
    }

    private void beside(Laws other) {
        int both = Math.min(trace.seconds().size(), other.trace.seconds().size());
        for (int second = SETTLE; second < both; second++) {
            for (int group = 0; group < trace.history().groups(); group++) {
                beside(other, second, group);
            }
        }
    }

    /** Law 2: where both runs have accepted and are told the same, no more than in the other, or the ruling fallback. */
    private void beside(Laws other, int second, int group) {
        if (settled(second, group) && other.settled(second, group) && alike(other, second, group)) {
            int there = most(second, one -> other.inForce(one, group));
            int fallback = most(second, one -> oracle.bound(one, group).fallback());
            if (inForce(second, group) > Math.max(there, fallback)) {
                fail(2, second, group, "without a stop it is " + there + " kW, and the ruling fallback less");
            }
        }
    }

    /** The most in the seconds in which a change may still be on its way. */
    private static int most(int second, IntUnaryOperator what) {
        return window(second).map(what).max().orElseThrow();
    }

    private boolean alike(Laws other, int at, int group) {
        return window(at).allMatch(second -> {
            Bound mine = oracle.bound(second, group);
            Bound theirs = other.oracle.bound(second, group);
            Trace.Group here = trace.seconds().get(second).groups().get(group);
            Trace.Group there = other.trace.seconds().get(second).groups().get(group);
            return mine.equals(theirs)
                    && mine.plain()
                    && mine.accepted() == oracle.bound(at, group).accepted()
                    && here.siteLimit() == there.siteLimit()
                    && here.fallback() == there.fallback();
        });
    }

    /** Whether the process has run, and the group been bound and ordered, for long enough. */
    private boolean settled(int second, int group) {
        return inForce(second, group) != Circuits.NONE
                && window(second).allMatch(one -> {
                    Second seen = trace.seconds().get(one);
                    return seen.alive()
                            && !seen.suspended()
                            && seen.groups().get(group).bound();
                });
    }

    private static IntStream window(int second) {
        return IntStream.rangeClosed(second - SETTLE, second);
    }

    private Optional<Mode> mode(int second, int group) {
        return trace.seconds().get(second).groups().get(group).mode();
    }

    private int inForce(int second, int group) {
        return trace.seconds().get(second).groups().get(group).inForce();
    }

    private void fail(int law, int second, int group, String why) {
        broken.add("law " + law + ": at " + second + " s group " + group + " has " + inForce(second, group)
                + " kW in force, but " + why + " (" + oracle.bound(second, group) + ", "
                + trace.seconds().get(second).groups().get(group) + ")");
    }
}
