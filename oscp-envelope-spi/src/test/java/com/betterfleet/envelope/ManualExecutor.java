package com.betterfleet.envelope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** An executor whose threads are the test's own calls. */
final class ManualExecutor implements Executor {
    private final Deque<Runnable> handedOver = new ArrayDeque<>();

    @Override
    public void execute(Runnable command) {
        handedOver.add(command);
    }

    int waiting() {
        return handedOver.size();
    }

    void runNext() {
        handedOver.remove().run();
    }

    void runAll() {
        while (!handedOver.isEmpty()) {
            runNext();
        }
    }
}
