package com.betterfleet.oscp.testkit.time;

import java.time.Instant;

/** A task of the simulation threw. The run in which it did ends with this exception; the cause is what the task threw. */
public final class TaskFailedException extends RuntimeException {

    /** Whose task failed. */
    private final String process;

    private final transient Instant at;

    TaskFailedException(String process, Instant at, Throwable cause) {
        super("a task of " + process + " failed at " + at + ": " + cause, cause);
        this.process = process;
        this.at = at;
    }

    /**
     * Whose task failed.
     *
     * @return the name of the process
     */
    public String process() {
        return process;
    }

    /**
     * When it failed.
     *
     * @return the virtual wall-clock instant
     */
    public Instant at() {
        return at;
    }
}
