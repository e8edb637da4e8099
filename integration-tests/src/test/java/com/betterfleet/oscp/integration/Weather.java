package com.betterfleet.oscp.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What befalls messages in the course of time: each group has spells of its own, in which some or all of its messages meet the
 * same misfortune, and each peer has storms that meet all of its groups. The same seed makes the same weather.
 */
final class Weather {
    private static final Duration LONGEST_SPELL = Duration.ofMinutes(30);
    private static final List<Misfortune> ALL = List.copyOf(EnumSet.allOf(Misfortune.class));
    private static final List<Double> ODDS = List.of(0.0, 0.3, 0.7, 1.0);

    private final SplittableRandom random;
    private final Instant end;
    private final Set<String> spared;
    private final Map<String, List<Spell>> spells = new HashMap<>();

    private record Spell(Instant until, double odds, Misfortune misfortune) {}

    /** Fair for some from the beginning, and for all from the end on. */
    Weather(long seed, Instant start, Instant end, Set<String> places, Set<String> spared) {
        this.random = new SplittableRandom(seed);
        this.end = end;
        this.spared = spared;
        places.stream().sorted().forEach(place -> spells.put(place, spells(start)));
    }

    private List<Spell> spells(Instant start) {
        List<Spell> all = new ArrayList<>();
        for (Instant at = start; at.isBefore(end); at = all.get(all.size() - 1).until()) {
            Instant until = at.plusSeconds(random.nextLong(1, LONGEST_SPELL.toSeconds()));
            all.add(new Spell(until, ODDS.get(random.nextInt(ODDS.size())), any()));
        }
        return all;
    }

    private Misfortune any() {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** What befalls a message of a group now; a storm at its peer goes before the group's own spell. */
    Misfortune befalls(String peer, String group, Instant now) {
        if (spared.contains(group) || !now.isBefore(end)) {
            return Misfortune.NONE;
        }
        Misfortune storm = drawn(peer, now, 0.7);
        return storm == Misfortune.NONE ? drawn(group, now, 0) : storm;
    }

    private Misfortune drawn(String place, Instant now, double least) {
        Spell spell = spells.get(place).stream()
                .filter(one -> one.until().isAfter(now))
                .findFirst()
                .orElseThrow();
        return spell.odds() > least && random.nextDouble() < spell.odds() ? spell.misfortune() : Misfortune.NONE;
    }
}
