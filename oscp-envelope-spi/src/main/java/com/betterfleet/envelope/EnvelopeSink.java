package com.betterfleet.envelope;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What obeys orders. A host implements it, or the easier {@link CircuitWriter} under {@link CircuitEnvelopeSink}.
 *
 * <p>Obligations of an implementation:
 *
 * <ul>
 *   <li><b>Threads.</b> It is called by one caller at a time per scope, for different scopes at the same time. No method
 *       blocks; slow work is done elsewhere. A caller that has waited too long may call again for the same scope before
 *       the late stage completes; the fence keeps the result right.
 *   <li><b>Fenced.</b> Per scope and direction the highest accepted revision is remembered, across restarts and
 *       releases. A smaller one is answered {@link Outcome.Stale} and has no effect. A release counts in both directions.
 *   <li><b>Idempotent.</b> The same order or release again has the same outcome and no second effect.
 *   <li><b>All at once.</b> Limit, {@code validUntil}, {@code afterwards} and revision take effect together or not at
 *       all. From {@code validUntil} on {@code afterwards} rules, even if nobody calls any more.
 *   <li><b>Honest.</b> {@link Outcome.Confirmed} carries what was read back after the write, not what was asked.
 *   <li><b>Completion.</b> Each stage completes once the outcome is known. Exceptional completion means that it is not
 *       known: the call counts as failed and is made again. No method throws and none returns null.
 * </ul>
 */
public interface EnvelopeSink {
    /**
     * Makes an order rule.
     *
     * @param order the order
     * @return what became of it
     */
    CompletionStage<Outcome> apply(LimitOrder order);

    /**
     * Ends all orders of a scope, both directions: nobody manages it from now on, and the host decides what rules. Orders
     * with a revision at or below this one are stale from now on.
     *
     * @param scope the scope
     * @param revision above those of all orders before it
     * @return what became of it
     */
    CompletionStage<Outcome> release(ManagedScope scope, long revision);

    /**
     * Names what the orders of a scope are enforced on, so that no two scopes are managed that share it: each would undo
     * what the other was told. Asked when a scope is taken under management, on the caller's thread; unlike the other methods
     * it may block, and throw where it cannot say.
     *
     * @param scope the scope
     * @return the circuit; empty if there is none, or where scopes share nothing, which is what a sink says that does not
     *     implement this
     */
    default Optional<CircuitId> circuitOf(ManagedScope scope) {
        return Optional.empty();
    }

    /**
     * Reads which limit rules now.
     *
     * @param scope the scope
     * @param direction which way
     * @return the limit in force, {@link Limit.Unlimited} if there is none; empty if it cannot be read, which is what a
     *     sink says that does not implement this
     */
    default CompletionStage<Optional<Limit>> read(ManagedScope scope, Direction direction) {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
