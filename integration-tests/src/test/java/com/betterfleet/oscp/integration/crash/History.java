package com.betterfleet.oscp.integration.crash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens to a depot and its utility apart from stops of the process, all of it made from a seed.
 *
 * @param seed the seed
 * @param groups how many groups are bound, 1 or 2
 * @param dealing how the two sides get their credentials
 * @param steps what happens, in order of time
 */
record History(long seed, int groups, Dealing dealing, List<At> steps) {
    /** How the two sides get their credentials. */
    enum Dealing {
        /** Agreed beforehand, as Vector does. */
        AGREED,
        /** By Register, which the depot begins. */
        WE_REGISTER,
        /** By Register, which the utility begins. */
        THEY_REGISTER
    }

    /** A step at a second of the history. */
    record At(int second, Step step) {
        @Override
        public String toString() {
            return second + "s " + step;
        }
    }

    History {
        List<At> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparingInt(At::second));
        steps = List.copyOf(sorted);
    }

    /** The second after which nothing disturbs any more. */
    int end() {
        return steps.get(steps.size() - 1).second() + 1;
    }

    boolean holds(Class<? extends Step> kind) {
        return steps.stream().anyMatch(at -> kind.isInstance(at.step()));
    }

    @Override
    public String toString() {
        return "history " + seed + " with " + groups + " group(s), " + dealing + ":\n  "
                + steps.stream().map(At::toString).collect(Collectors.joining("\n  "));
    }
}
