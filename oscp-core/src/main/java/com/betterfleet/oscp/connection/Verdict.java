package com.betterfleet.oscp.connection;

/** What whoever sent an input is told. */
public sealed interface Verdict {
    /** It was taken and had its effect; a peer is answered 204. */
    record Accepted() implements Verdict {}

    /**
     * It was taken but changed nothing; a peer is answered 204.
     *
     * @param reason why it changed nothing
     */
    record Ignored(String reason) implements Verdict {}

    /**
     * It was refused and changed nothing.
     *
     * @param status the HTTP status for a peer; the nearest one for an operator
     * @param message field, rule and value, every violation
     */
    record Refused(int status, String message) implements Verdict {}
}
