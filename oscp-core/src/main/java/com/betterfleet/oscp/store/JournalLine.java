package com.betterfleet.oscp.store;

import java.time.Instant;

/**
 * One line of the journal of an owner. Lines are appended and never changed.
 *
 * @param owner whose journal it is
 * @param number its place, from 1 without holes; assigned by the store, 0 in a commit
 * @param at when
 * @param actor who
 * @param what the kind of change or operation, a stable word
 * @param before the state before, as JSON; empty text where there was none
 * @param after the state after, as JSON; empty text where there is none
 */
public record JournalLine(Key owner, long number, Instant at, String actor, String what, String before, String after) {}
