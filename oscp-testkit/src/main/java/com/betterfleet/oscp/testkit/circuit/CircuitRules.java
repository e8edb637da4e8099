package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The words that the parts of the suite have in common. */
abstract class CircuitRules {
    static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    static final Limit HIGH = Limit.of(Power.kilowatts("500"));
    static final Limit LOW = Limit.of(Power.kilowatts("120"));

    private final CircuitWriterContract suite;

    CircuitRules(CircuitWriterContract suite) {
        this.suite = suite;
    }

    CircuitWriterContract suite() {
        return suite;
    }

    CircuitWriter writer() {
        return suite.writer();
    }

    CircuitId circuit() {
        return circuit(suite.scope());
    }

    CircuitId circuit(ManagedScope scope) {
        return writer().circuitOf(scope).orElseThrow(() -> new AssertionError(scope + " must have a circuit"));
    }

    CircuitState state() {
        return writer().read(circuit());
    }

    LimitOrder order(long revision) {
        return order(revision, HIGH, LOW);
    }

    LimitOrder order(long revision, Limit limit, Limit afterwards) {
        return order(revision, limit, FAR, afterwards);
    }

    LimitOrder order(long revision, Limit limit, Instant validUntil, Limit afterwards) {
        return new LimitOrder(
                suite.scope(),
                Direction.IMPORT,
                limit,
                validUntil,
                afterwards,
                Optional.empty(),
                Mode.LIVE,
                false,
                revision,
                "order " + revision + " of the contract");
    }

    boolean write(LimitOrder order) {
        return writer().write(circuit(), order);
    }

    void accepted(LimitOrder order) {
        assertThat(write(order))
                .as("a write of revision %s above all before is accepted", order.revision())
                .isTrue();
    }

    void released(long revision) {
        assertThat(writer().release(circuit(), revision))
                .as("a release of revision %s above all before is accepted", revision)
                .isTrue();
    }

    void lapsed(long revision) {
        assertThat(writer().lapse(circuit(), revision))
                .as("a lapse of revision %s, which rules, is accepted", revision)
                .isTrue();
    }

    /** An order rules, as it was given. */
    void rules(LimitOrder order) {
        shows(order.limit(), "the limit of order " + order.revision());
        assertThat(state().revision()).as("the revision accepted last").isEqualTo(order.revision());
        isUntil(order.validUntil());
    }

    void isUntil(Instant wanted) {
        Instant lease = state().validUntil()
                .orElseThrow(() -> new AssertionError("validUntil of an order in force must be shown"));
        assertThat(lease).as("a lease is never longer than was ordered").isBeforeOrEqualTo(wanted);
        assertThat(Duration.between(lease, wanted))
                .as("a lease is kept to the millisecond")
                .isLessThanOrEqualTo(Duration.ofMillis(1));
    }

    /** What is read and what is enforced is this limit, or so little less as the circuit cannot tell apart. */
    void shows(Limit wanted, String what) {
        Optional<Limit> read = state().limit();
        assertThat(read).as("%s is shown: %s", what, wanted).isPresent();
        isAsOrdered(read.orElseThrow(), wanted, what + " as it is read");
        Optional<Limit> obeyed = suite.enforced(circuit());
        assertThat(obeyed).as("%s is enforced: %s", what, wanted).isPresent();
        isAsOrdered(obeyed.orElseThrow(), wanted, what + " as it is enforced");
    }

    private void isAsOrdered(Limit found, Limit wanted, String what) {
        assertThat(found.isAbove(wanted))
                .as("%s, %s, is not above %s", what, found, wanted)
                .isFalse();
        if (wanted instanceof Limit.Unlimited || !(found instanceof Limit.Limited limited)) {
            assertThat(found).as(what).isEqualTo(wanted);
            return;
        }
        Power least = limited.most().plus(suite.resolution());
        assertThat(Limit.of(least).isBelow(wanted))
                .as("%s, %s, is as ordered: %s", what, found, wanted)
                .isFalse();
    }

    /** No order rules: nothing of ours is shown or enforced, and no lease runs. */
    void free(long revision) {
        assertThat(state())
                .as("no order rules")
                .isEqualTo(new CircuitState(Optional.empty(), Optional.empty(), revision));
        assertThat(suite.enforced(circuit())).as("nothing of ours is enforced").isEmpty();
    }

    /** What was refused or had been done already changes nothing. */
    void unchanged(CircuitState before, String by) {
        assertThat(state()).as("%s has no effect", by).isEqualTo(before);
    }
}
