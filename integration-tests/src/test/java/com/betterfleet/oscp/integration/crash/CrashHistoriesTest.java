package com.betterfleet.oscp.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.integration.crash.CrashSettings.Replay;
import com.betterfleet.oscp.integration.crash.History.At;
import com.betterfleet.oscp.integration.crash.History.Dealing;
import com.betterfleet.oscp.testkit.wire.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is stopped anywhere and starts again over the same store (rule I26): before and after every commit, before
 * every message leaves and after it has arrived, before and after every answer and every order. {@link Laws} says what must
 * hold. A failure names the run; see {@link CrashSettings} for how to make it again.
 */
class CrashHistoriesTest {
    private static final int SMALL = 0;
    private static final List<Dealing> DEALINGS = List.of(Dealing.values());

    /** Forecasts, an edit, an outage, a metering window: every moment of it. */
    @ParameterizedTest
    @EnumSource(Dealing.class)
    void aStopAtAnyMomentOfASmallHistoryIsSurvived(Dealing dealing, TestReporter reporter) {
        Trial trial = new Trial(small(dealing));
        trial.everyMoment();
        assertThat(trial.failures()).isEmpty();
        reporter.publishEntry("crash", "1 history, " + trial.moments() + " moments, " + trial.runs() + " runs");
    }

    @Test
    void aStopAtSomeMomentsOfManyHistoriesIsSurvived(TestReporter reporter) {
        CrashSettings settings = CrashSettings.fromProperties();
        long moments = 0;
        long runs = 0;
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < settings.histories(); i++) {
            Trial trial = new Trial(Histories.of(settings.seed() + i));
            trial.someMoments(settings.stops());
            moments += trial.moments();
            runs += trial.runs();
            failures.addAll(trial.failures());
        }
        assertThat(failures).isEmpty();
        reporter.publishEntry("crash", settings.histories() + " histories, " + moments + " moments, " + runs + " runs");
    }

    @Test
    void theRunThatAFailureNamedIsMadeAgain() {
        CrashSettings.replay().ifPresent(CrashHistoriesTest::again);
    }

    private static void again(Replay replay) {
        boolean small = replay.seed() <= SMALL;
        History history = small ? small(DEALINGS.get((int) -replay.seed())) : Histories.of(replay.seed());
        Trial trial = new Trial(history);
        trial.stopped(replay.stops());
        assertThat(trial.failures()).isEmpty();
    }

    /** The small histories have seeds of zero and less. */
    static History small(Dealing dealing) {
        List<At> steps = new ArrayList<>();
        steps.add(new At(0, new Step.Connect()));
        steps.add(new At(0, new Step.Bind(0, 900, 120)));
        if (dealing == Dealing.THEY_REGISTER) {
            steps.add(new At(2, new Step.UtilityRegister()));
        }
        steps.add(new At(10, new Step.Forecast(0, "CONSUMPTION", 10, 60, List.of(500, 300, 700, 0))));
        steps.add(new At(14, new Step.Forecast(0, "FALLBACK_CONSUMPTION", 10, 300, List.of(200))));
        steps.add(new At(16, new Step.Bind(0, 400, 100)));
        steps.add(new At(18, new Step.UtilityHandshake()));
        steps.add(new At(22, new Step.Cut(Line.Fault.ANSWER_LOST)));
        steps.add(new At(30, new Step.Restore()));
        steps.add(new At(36, new Step.Forecast(0, "CONSUMPTION", 40, 60, List.of(600, 250, 350))));
        steps.add(new At(88, new Step.ResendLimit(0)));
        return new History(SMALL - DEALINGS.indexOf(dealing), 1, dealing, steps);
    }
}
