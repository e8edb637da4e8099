package com.betterfleet.oscp.integration.crash;

/** The process ended here: thrown where it stood, so that nothing of it runs on. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("the process was killed", null, false, false);
    }
}
