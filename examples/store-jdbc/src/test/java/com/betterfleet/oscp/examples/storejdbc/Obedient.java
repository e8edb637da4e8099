package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Obeys every order at once.
 *
 * @param told hears of each
 */
record Obedient(Consumer<LimitOrder> told) implements EnvelopeSink {
    @Override
    public CompletionStage<Outcome> apply(LimitOrder order) {
        told.accept(order);
        return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
    }

    @Override
    public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
        return CompletableFuture.completedFuture(new Outcome.NotApplicable("nothing to let go"));
    }
}
