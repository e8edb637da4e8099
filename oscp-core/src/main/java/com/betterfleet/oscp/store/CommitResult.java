package com.betterfleet.oscp.store;

/** What became of a commit. */
public enum CommitResult {
    /** All of it is durable. */
    COMMITTED,
    /** A version was not as required; nothing was written. */
    CONFLICT,
    /** A request id was already claimed; nothing was written. */
    CLAIMED
}
