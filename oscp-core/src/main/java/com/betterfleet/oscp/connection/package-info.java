/**
 * The link to one Capacity Provider, as a pure state machine: handshakes by either side, heartbeats both ways, the
 * deadlines at which the line counts as dead, sessions, conditions, and what becomes of a message that was answered.
 *
 * <p>There is one door, {@link com.betterfleet.oscp.connection.LinkMachine#step}: it takes the whole state
 * ({@link com.betterfleet.oscp.connection.LinkRecord}), one {@link com.betterfleet.oscp.connection.LinkInput} and the
 * {@link com.betterfleet.oscp.connection.LinkContext} (profile, instant, one fresh id, one random number) and gives back the
 * new state, a verdict for whoever sent the input, and {@link com.betterfleet.oscp.connection.LinkEffect effects} as values.
 * The caller stores the new state first and then runs the effects. Nothing here reads a clock, draws a random number, logs
 * or does I/O, so a whole life can be played in memory.
 *
 * <p>Every input first settles the deadlines at or before its instant, in order of time, and then acts. Intervals are
 * half-open: at a deadline the link is offline already. Which input does what in which state is data,
 * {@link com.betterfleet.oscp.connection.LinkTable}; the machine obeys it, and the table in the documentation is written
 * from it. No input throws.
 *
 * <p><b>Two intervals, never mixed.</b> <em>Theirs</em>, which the peer asked of us, sets how often we beat and what we
 * promise; <em>ours</em>, which we asked of the peer, is what we supervise. While ONLINE the link ends at the first of
 * {@link com.betterfleet.oscp.connection.Deadlines three deadlines} (rule I17).
 *
 * <p><b>Tokens exchanged by Register</b> are data of the link too ({@link com.betterfleet.oscp.connection.TokenExchange}), by
 * name only. The peer's Register replaces the token we present; the one we expect is replaced when the peer has used the new
 * one. A reply, which names a Register of ours or presents the token in it, is never answered, so that two sides that both
 * answer cannot go on for ever; a Register of ours keeps its token, and while the peer may have processed it its id.
 *
 * <p><b>Several nodes</b> may step one record. What a link does by itself (heartbeats, handshakes, acknowledgements,
 * Registers, and their next tries) is done by the node that holds its {@link com.betterfleet.oscp.connection.LinkLease lease};
 * deadlines are settled by whoever looks, and what a peer or an operator says is taken by any node.
 *
 * <p><b>A call of ours that fails</b> is kept as {@link com.betterfleet.oscp.connection.LinkFailure}. A refusal that only a
 * change can mend (a Register or a first handshake refused as a message) is the condition MISCONFIGURED besides; a refused
 * acknowledgement is none, for the peer may have forgotten its handshake, nor is a refused renegotiation, for the agreement in
 * force stands.
 *
 * <p><b>A handshake of ours</b> keeps its id and its body while the peer may have processed it (no answer, 408, 429, 5xx)
 * and is tried again with back-off. Once it was refused, or answered but not acknowledged within the ack time-out, the next
 * try is a new handshake with a new id: a peer that de-duplicates by id would answer the old one without a second
 * acknowledgement. Until that new one leaves, a late acknowledgement of the old one still counts. While ONLINE (a
 * renegotiation) an unacknowledged or refused handshake of ours is dropped and the agreement in force stays.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.connection;

import javax.annotation.ParametersAreNonnullByDefault;
