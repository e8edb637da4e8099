package com.betterfleet.envelope;

import java.util.Optional;

/**
 * The easy height of the contract between this library and a host: sets a circuit's available capacity. All methods may
 * block; {@link CircuitEnvelopeSink} calls them on the host's threads.
 *
 * <p>Obligations of an implementation:
 *
 * <ul>
 *   <li><b>Threads.</b> Calls for one circuit come one at a time from one sink, but a {@link LeaseWatchdog}, another node
 *       or a late call may come between: each method is atomic, typically one transaction.
 *   <li><b>Fenced.</b> The highest accepted revision of a circuit is stored with it, and outlives release, lapse and
 *       restart.
 *   <li><b>Idempotent.</b> The same call again is answered the same and changes nothing.
 *   <li><b>Honest.</b> {@link #read} tells what is enforced, from where it is enforced, never what was last asked.
 *   <li><b>Never more.</b> A circuit that knows no fraction of what was ordered stores the next lower value that it knows, and an
 *       earlier end of the lease by a millisecond at most; {@link #read} shows what was stored.
 *   <li><b>Zero is a limit.</b> It is stored and enforced like any other; {@link Limit.Unlimited} is not zero, and
 *       neither is the absence of a limit.
 *   <li><b>Failure.</b> A method that cannot do its work throws an unchecked exception; the call counts as failed and is
 *       made again.
 * </ul>
 *
 * <p>{@code CircuitWriterContract} of the test kit holds an implementation to all of them. {@code examples/circuit-jdbc} is a
 * worked one over a table that a back end already has.
 */
public interface CircuitWriter {
    /**
     * Finds the circuit of a scope.
     *
     * @param scope the scope
     * @return its circuit; empty if the scope is no grid connection. No two scopes have the same circuit
     */
    Optional<CircuitId> circuitOf(ManagedScope scope);

    /**
     * Stores an order's limit, {@code validUntil}, {@code afterwards} and revision together, and has the circuit obey it.
     *
     * @param circuit the circuit
     * @param order the order, always of {@link Direction#IMPORT}
     * @return true if the order rules now, also if it did already (the same again has no effect); false, without effect,
     *     if another call with this revision or any call with a higher one has been accepted
     */
    boolean write(CircuitId circuit, LimitOrder order);

    /**
     * Reads what the circuit obeys now.
     *
     * @param circuit the circuit
     * @return its state
     */
    CircuitState read(CircuitId circuit);

    /**
     * Ends the order in force, if any: the host decides what rules from now on, and no lease runs. The revision is
     * remembered as accepted.
     *
     * @param circuit the circuit
     * @param revision the revision of the release
     * @return true if the release rules now, also if it did already; false, without effect, if another call with this
     *     revision or any call with a higher one has been accepted
     */
    boolean release(CircuitId circuit, long revision);

    /**
     * Takes the limit {@code afterwards} of the order in force because its lease has ended; from then on no lease runs
     * ({@link CircuitState#validUntil()} is empty) and the revision stays what it was.
     *
     * @param circuit the circuit
     * @param revision the revision of the order whose lease has ended
     * @return true if the circuit obeys {@code afterwards} of that order now, also if it did already; false, without
     *     effect, unless exactly this revision rules
     */
    boolean lapse(CircuitId circuit, long revision);
}
