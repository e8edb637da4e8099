package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitState;
import org.junit.jupiter.api.Test;

/** A release ends every order before it, and may come again. */
abstract class ReleaseContract extends CircuitRules {
    ReleaseContract(CircuitWriterContract suite) {
        super(suite);
    }

    @Test
    void aReleaseEndsTheOrderAndItsLease() {
        accepted(order(1));
        released(2);

        free(2);
    }

    @Test
    void aReleaseAfterALapseEndsWhatCameAfterwards() {
        accepted(order(1));
        lapsed(1);
        released(2);

        free(2);
    }

    @Test
    void theSameReleaseAgainIsAcceptedWithoutEffect() {
        accepted(order(1));
        released(2);

        assertThat(writer().release(circuit(), 2))
                .as("the same release again is answered the same")
                .isTrue();
        assertThat(suite().reopened().release(circuit(), 2))
                .as("the same release again is answered the same by every process")
                .isTrue();
        free(2);
    }

    @Test
    void aReleaseBeforeAnyOrderIsRememberedAsAccepted() {
        released(4);

        free(4);
    }

    @Test
    void aReleaseOfTheRevisionThatRulesIsRefusedWithoutEffect() {
        accepted(order(3));
        CircuitState before = state();

        assertThat(writer().release(circuit(), 3))
                .as("a release with the revision of an order is another call of that revision")
                .isFalse();
        unchanged(before, "a release of the revision that rules");
    }

    @Test
    void anOlderReleaseIsRefusedWithoutEffect() {
        accepted(order(3));
        CircuitState before = state();

        assertThat(writer().release(circuit(), 2))
                .as("an older release is refused")
                .isFalse();
        unchanged(before, "an older release");
    }

    @Test
    void anOrderAfterAReleaseRules() {
        released(2);
        accepted(order(3));

        rules(order(3));
    }
}
