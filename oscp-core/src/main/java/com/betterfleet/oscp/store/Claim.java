package com.betterfleet.oscp.store;

import java.time.Instant;

/**
 * An accepted request's {@code X-Request-ID}: the same id with the same body is answered again without a second effect,
 * with another body it is a conflict. A claim is made once per owner and id and never changed; {@link OscpStore#forget} ends it.
 *
 * @param owner whose request ids these are: the {@link Kind#LINK} key of the connection
 * @param requestId the id as the peer wrote it, compared character by character; 1 to 255 printable characters of ISO 8859-1
 * @param bodyHash SHA-256 of action and body, 64 hexadecimal digits; a store only keeps it
 * @param at when it was accepted, to the millisecond; kept for 48 h
 */
public record Claim(Key owner, String requestId, String bodyHash, Instant at) {}
