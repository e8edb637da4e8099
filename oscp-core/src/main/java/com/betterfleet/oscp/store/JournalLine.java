package com.betterfleet.oscp.store;

import java.time.Instant;

/**
 * One line of the journal of an owner: who changed or did what. Lines are appended and never changed. Each owner's are
 * numbered from 1 in the order in which their commits took effect, and within one commit in its order; a commit that was
 * refused leaves no hole, and no line appears behind the back of a reader that has seen a later one. The order is that of the
 * numbers: the instants are those of a wall clock and may go back.
 *
 * @param owner whose journal it is
 * @param number its place, from 1 without holes; assigned by the store, 0 in a commit
 * @param at when, to the millisecond
 * @param actor who; at most 100 characters
 * @param what the kind of change or operation, a stable word
 * @param before the state before, as JSON, up to some 100 kB; empty text where there was none
 * @param after the state after, as JSON, up to some 100 kB; empty text where there is none
 */
public record JournalLine(Key owner, long number, Instant at, String actor, String what, String before, String after) {}
