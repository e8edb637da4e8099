package com.betterfleet.oscp.store;

import java.time.Instant;

/**
 * An accepted request's {@code X-Request-ID}: the same id with the same body is answered again without a second effect,
 * with another body it is a conflict.
 *
 * @param owner whose request ids these are: the {@link Kind#LINK} key of the connection
 * @param requestId the id as the peer wrote it
 * @param bodyHash SHA-256 of action and body, in hexadecimal
 * @param at when it was accepted; kept for 48 h
 */
public record Claim(Key owner, String requestId, String bodyHash, Instant at) {}
