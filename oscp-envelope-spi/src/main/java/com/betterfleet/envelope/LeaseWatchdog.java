package com.betterfleet.envelope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes circuits take what their last order left for {@code afterwards} when its lease has ended and no newer order has
 * come (rule I23). A host runs it from a scheduler of its own, at best in another process than the one that issues
 * orders: it is of use exactly when that one is gone.
 *
 * <pre>{@code
 * LeaseWatchdog watchdog = LeaseWatchdog.over(circuitWriter);
 * scheduler.scheduleWithFixedDelay(() -> report(watchdog.sweep(circuits(), clock.instant())), 0, 5, SECONDS);
 * }</pre>
 *
 * <p>Several may run at once, next to a living sink: a circuit lapses only while exactly the revision rules whose lease
 * has ended, so an order that comes in between wins. Thread-safe if the writer is.
 */
public final class LeaseWatchdog {
    private final CircuitWriter writer;

    private LeaseWatchdog(CircuitWriter writer) {
        this.writer = writer;
    }

    /**
     * A watchdog over a host's circuits.
     *
     * @param writer the host's circuits
     * @return the watchdog
     */
    public static LeaseWatchdog over(CircuitWriter writer) {
        return new LeaseWatchdog(writer);
    }

    /**
     * What one look at the circuits brought.
     *
     * @param lapsed circuits that have taken {@code afterwards}
     * @param failures circuits that could not be dealt with; the next sweep tries them again
     */
    public record Sweep(List<Lapsed> lapsed, List<Failure> failures) {
        /**
         * Copies the lists.
         *
         * @param lapsed as the component says
         * @param failures as the component says
         */
        public Sweep {
            lapsed = List.copyOf(lapsed);
            failures = List.copyOf(failures);
        }
    }

    /**
     * A circuit that has taken {@code afterwards}.
     *
     * @param circuit the circuit
     * @param revision the revision of the order whose lease had ended
     * @param validUntil when it had ended
     */
    public record Lapsed(CircuitId circuit, long revision, Instant validUntil) {}

    /**
     * A circuit that could not be dealt with.
     *
     * @param circuit the circuit
     * @param cause what the writer threw
     */
    public record Failure(CircuitId circuit, RuntimeException cause) {}

    /**
     * Looks at each circuit once and lets those lapse whose lease has ended. Blocks as long as the writer does. A circuit
     * that fails does not keep the others from being looked at; nothing but an {@link Error} is thrown.
     *
     * @param circuits the circuits to watch
     * @param now the present; a lease has ended from its {@code validUntil} on
     * @return what was done
     */
    public Sweep sweep(Collection<CircuitId> circuits, Instant now) {
        List<Lapsed> lapsed = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (CircuitId circuit : circuits) {
            try {
                lapse(circuit, now).ifPresent(lapsed::add);
            } catch (RuntimeException e) {
                failures.add(new Failure(circuit, e));
            }
        }
        return new Sweep(lapsed, failures);
    }

    private Optional<Lapsed> lapse(CircuitId circuit, Instant now) {
        CircuitState state = writer.read(circuit);
        return state.validUntil()
                .filter(end -> !end.isAfter(now))
                .filter(end -> writer.lapse(circuit, state.revision()))
                .map(end -> new Lapsed(circuit, state.revision(), end));
    }
}
