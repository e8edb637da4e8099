package com.betterfleet.oscp.event;

/** The state of a link to a Capacity Provider. */
public enum LinkState {
    /** Switched off by configuration. */
    DISABLED,
    /** No credentials exchanged yet. */
    UNREGISTERED,
    /** A Register exchange is under way. */
    REGISTERING,
    /** Credentials are there, a handshake is needed. */
    REGISTERED,
    /** A handshake is under way. */
    HANDSHAKING,
    /** The line is agreed and alive. */
    ONLINE,
    /** The line went dead; a handshake is needed. */
    OFFLINE,
    /** Paused by an operator. */
    SUSPENDED;

    /**
     * Whether the operator or the configuration has taken the link away, so that no limit is ordered.
     *
     * @return true for SUSPENDED and DISABLED
     */
    public boolean released() {
        return this == SUSPENDED || this == DISABLED;
    }
}
