package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;

/**
 * Something small that happened often.
 *
 * @param what what it was
 * @param count how often
 * @param first when first
 * @param last when last
 */
record Tally(String what, long count, Instant first, Instant last) {}
