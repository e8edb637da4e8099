package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.Limit;
import org.junit.jupiter.api.Test;

/** A lapse takes what comes afterwards, while exactly its order rules. */
abstract class LapseContract extends CircuitRules {
    LapseContract(CircuitWriterContract suite) {
        super(suite);
    }

    private void afterwards(Limit limit) {
        shows(limit, "what comes after the lease");
        assertThat(state().validUntil()).as("no lease runs after a lapse").isEmpty();
        assertThat(state().revision())
                .as("a lapse leaves the revision as it was")
                .isEqualTo(1);
    }

    @Test
    void aLapseTakesWhatComesAfterwardsAndEndsTheLease() {
        accepted(order(1, HIGH, LOW));
        lapsed(1);

        afterwards(LOW);
    }

    @Test
    void afterwardsMayBeZero() {
        accepted(order(1, HIGH, Limit.ZERO));
        lapsed(1);

        afterwards(Limit.ZERO);
    }

    @Test
    void afterwardsMayBeUnlimited() {
        accepted(order(1, LOW, Limit.unlimited()));
        lapsed(1);

        afterwards(Limit.unlimited());
    }

    @Test
    void afterwardsOutlivesARestart() {
        accepted(order(1, HIGH, LOW));

        assertThat(suite().reopened().lapse(circuit(), 1))
                .as("another process knows what comes afterwards")
                .isTrue();
        afterwards(LOW);
    }

    @Test
    void theSameLapseAgainIsAcceptedWithoutEffect() {
        accepted(order(1));
        lapsed(1);
        CircuitState before = state();

        assertThat(writer().lapse(circuit(), 1))
                .as("the same lapse again is answered the same")
                .isTrue();
        unchanged(before, "the same lapse again");
    }

    @Test
    void aLapseOfAnotherRevisionIsRefusedWithoutEffect() {
        accepted(order(3));
        CircuitState before = state();

        for (long other : new long[] {1, 2, 4}) {
            assertThat(writer().lapse(circuit(), other))
                    .as("a lapse of revision %s while 3 rules is refused", other)
                    .isFalse();
        }
        unchanged(before, "a lapse of another revision");
    }

    @Test
    void aLapseAfterAReleaseIsRefusedWithoutEffect() {
        accepted(order(3));
        released(4);

        assertThat(writer().lapse(circuit(), 3))
                .as("a released order cannot lapse")
                .isFalse();
        assertThat(writer().lapse(circuit(), 4)).as("a release cannot lapse").isFalse();
        free(4);
    }

    @Test
    void aLapseBeforeAnyOrderIsRefused() {
        assertThat(writer().lapse(circuit(), 1))
                .as("nothing rules that could lapse")
                .isFalse();
        free(0);
    }

    @Test
    void theOrderThatLapsedIsNotBroughtBackByALateRepetition() {
        accepted(order(1, HIGH, LOW));
        lapsed(1);
        write(order(1, HIGH, LOW));

        afterwards(LOW);
    }

    @Test
    void aNewerOrderAfterALapseRules() {
        accepted(order(1));
        lapsed(1);
        accepted(order(2));

        rules(order(2));
    }
}
