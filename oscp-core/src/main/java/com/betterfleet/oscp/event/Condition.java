package com.betterfleet.oscp.event;

/** Something wrong with a connection that stays until it is mended. */
public enum Condition {
    /** The peer, or its token endpoint, refuses our credentials, or that endpoint gives no token just now. */
    AUTH_FAILED,
    /**
     * The peer answers as if the address or the agreement were wrong (403, 404, 405, 501, a redirect), refuses our Register, or
     * we lack a secret.
     */
    MISCONFIGURED,
    /** The peer's promise had passed when it arrived. */
    CLOCK_SKEW,
    /** Two forecasts in a row are missing for a group, while the link is ONLINE. */
    FORECAST_OVERDUE,
    /**
     * A record was written by a newer version of the library, or cannot be read: it is left alone, and what depends on it is
     * not done by this node.
     */
    NEWER_SCHEMA
}
