package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.oscp.testkit.time.InFlight;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings every input of a journal to the host at its instant and in its place among the decisions. Whatever is no input the
 * host must tell by itself before its instant is over.
 */
final class Feed implements InFlight {
    /** What comes from outside; all else is decided by the host, and what chance draws is asked for. */
    private static final Set<String> INPUTS =
            Set.of("clock", "request", "operation", "reply", "outcome", "limit", "readings");

    private final VirtualTime time;
    private final VirtualProcess alarm;
    private final Retelling retelling;
    private final Consumer<FileLine> input;
    private Instant alarmed = Instant.MIN;

    Feed(VirtualTime time, Retelling retelling, Consumer<FileLine> input) {
        this.time = time;
        this.retelling = retelling;
        this.input = input;
        alarm = time.process("journal");
    }

    @Override
    public boolean drainOne() {
        FileLine next = retelling.next();
        if (next.at().isBefore(time.now())) {
            retelling.differ("nothing of the kind by " + time.now());
        }
        waitFor(next.at());
        boolean due = INPUTS.contains(next.kind()) && next.at().equals(time.now());
        return due && retelling.difference().isEmpty() && bring(next);
    }

    /** Time must not pass over the instant of a line. */
    private void waitFor(Instant at) {
        if (at.isAfter(alarmed)) {
            alarmed = at;
            alarm.at(at, () -> {});
        }
    }

    private boolean bring(FileLine line) {
        try {
            input.accept(line);
        } catch (IllegalArgumentException impossible) {
            retelling.differ("an input that cannot be: " + impossible.getMessage());
        }
        if (retelling.difference().isEmpty() && retelling.next().number() == line.number()) {
            retelling.differ("an input that nobody took");
        }
        return true;
    }
}
