package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import java.util.concurrent.CompletionStage;

/** A sink that breaks its contract in every way that the compiler lets pass, one after the other. */
final class BrokenSink implements EnvelopeSink {
    private final int[] calls;

    BrokenSink(int[] calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Outcome> apply(LimitOrder order) {
        calls[0]++;
        if (calls[0] % 3 == 0) {
            return null;
        }
        if (calls[0] % 3 == 1) {
            throw new IllegalStateException("not today");
        }
        throw new NoSuchMethodError("an old jar");
    }

    @Override
    public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
        throw new IllegalStateException("not today");
    }
}
