package com.betterfleet.oscp.integration;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The drawing of the house, checked against the classes: see {@link Arrows} and {@link Habits}. */
class ArchitectureTest {
    static final List<ArchRule> ARROWS = Arrows.ALL;
    static final List<ArchRule> HABITS = Habits.ALL;

    @ParameterizedTest
    @FieldSource("ARROWS")
    void everyRoomKnowsOnlyWhatTheDrawingAllows(ArchRule rule) {
        rule.check(OurClasses.ALL);
    }

    @ParameterizedTest
    @FieldSource("HABITS")
    void noCodeOfOursHasABadHabit(ArchRule rule) {
        rule.check(OurClasses.ALL);
    }
}
