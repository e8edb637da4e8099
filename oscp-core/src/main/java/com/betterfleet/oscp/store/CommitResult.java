package com.betterfleet.oscp.store;

/** What became of a commit. */
public enum CommitResult {
    /** All of it is durable and seen by everybody. */
    COMMITTED,
    /**
     * A version was not as required, or another commit was faster; nothing was written. The engine reads again, computes again
     * and commits what comes of it, up to 50 times.
     */
    CONFLICT,
    /**
     * A request id was already claimed, whatever the versions are; nothing was written. The engine answers the request as the
     * one that claimed it was answered.
     */
    CLAIMED
}
