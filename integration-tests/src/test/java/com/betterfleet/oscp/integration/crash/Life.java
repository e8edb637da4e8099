package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.util.Optional;
import java.util.function.Consumer;

/** One life of the depot's process, from its start to the moment at which it is stopped. */
final class Life {
    private final VirtualProcess process;
    private final Moments moments;
    private final Consumer<Stop> ended;
    private boolean over;

    Life(VirtualProcess process, Moments moments, Consumer<Stop> ended) {
        this.process = process;
        this.moments = moments;
        this.ended = ended;
    }

    VirtualProcess process() {
        return process;
    }

    boolean over() {
        return over;
    }

    /** A dead process does nothing. */
    void live() {
        if (over) {
            throw new Killed();
        }
    }

    /** Passes a moment from within the process. */
    void pass(String what) {
        live();
        if (!survives(what)) {
            throw new Killed();
        }
    }

    /** Passes a moment on behalf of the process, from outside. */
    boolean survives(String what) {
        if (!over) {
            Optional<Stop> stop = moments.pass(what);
            stop.ifPresent(this::end);
        }
        return !over;
    }

    private void end(Stop stop) {
        over = true;
        process.kill();
        ended.accept(stop);
    }
}
