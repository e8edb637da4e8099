package com.betterfleet.oscp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The library and a plain interpreter of the rules agree on limit, mode, protective zero and wish, in both directions,
 * at every boundary, 1 ms to both sides of it and at 100 instants drawn by chance, after each event of a story
 * (decision 10, rules I1 to I16, I19, I20, I26). {@code -Dlimit.histories=N} lives through N stories,
 * {@code -Dlimit.seed=S} through the one of that number.
 */
class OracleTest {
    @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(HistoryCount.class)
    void thePlainInterpreterOfTheRulesAgrees(@ForAll("numbers") long number) {
        Story story = StoryTeller.story(number);
        if (disagree(story, number)) {
            Story shortest = shortest(story, number);
            Optional<String> what = Witness.disagreement(shortest, number);
            assertThat(what)
                    .as("story -Dlimit.seed=%s, shortened:%n%s", number, shortest)
                    .isEmpty();
        }
    }

    private static boolean disagree(Story story, long number) {
        return Witness.disagreement(story, number).isPresent();
    }

    private static Story shortest(Story story, long number) {
        Optional<Story> shorter =
                story.shorter().filter(one -> disagree(one, number)).findFirst();
        return shorter.map(one -> shortest(one, number)).orElse(story);
    }

    @Provide
    Arbitrary<Long> numbers() {
        Long one = Long.getLong("limit.seed");
        return one != null ? Arbitraries.just(one) : Arbitraries.randomValue(Random::nextLong);
    }
}
