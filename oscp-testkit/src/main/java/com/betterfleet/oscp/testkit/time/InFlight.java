package com.betterfleet.oscp.testkit.time;

/** A queue of work that must be empty before virtual time may pass. Its work is done on the driver's thread, one piece at a time. */
@FunctionalInterface
public interface InFlight {

    /**
     * Does the oldest piece of waiting work, if there is one.
     *
     * @return whether there was a piece of work; false lets time pass
     */
    boolean drainOne();
}
