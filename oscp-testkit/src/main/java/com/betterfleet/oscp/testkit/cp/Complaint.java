package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;

/**
 * Something that the Flexibility Provider did wrong on the wire.
 *
 * @param at when
 * @param action the message it concerns
 * @param requestId its X-Request-ID, an empty text when it had none
 * @param rule which kind of rule was broken
 * @param text what is wrong, naming the field and the value
 */
public record Complaint(Instant at, String action, String requestId, Rule rule, String text) {

    /** The kinds of rules. */
    public enum Rule {
        /** No such path, or a method other than POST. */
        ROUTE,
        /** Missing, doubled or wrong credentials and headers. */
        HEADERS,
        /** The content type, or bytes that are not one JSON document. */
        JSON,
        /** A field that is missing, malformed or outside its set of values. */
        BODY,
        /** A request id used again for another body. */
        REQUEST_ID,
        /** A message at a time when none may be sent, or an answer to nothing. */
        LINK,
        /** A Register that answers an answer, presents the wrong token, or names the wrong URL. */
        REGISTER,
        /** A metering window that is not aligned, sent twice or out of order. */
        WINDOW,
        /** An answer to one of our messages that is not an empty 204. */
        ANSWER,
        /** A request for one of our access tokens that is malformed, or an answer to one of our requests for theirs. */
        TOKEN
    }
}
