package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import java.time.Instant;
import java.util.Optional;

/**
 * One line in the history of a connection: a change of its configuration, or an operation done by hand. Lines are appended
 * in the same commit as what they tell of, and never changed. Secrets are named, never held.
 *
 * <table>
 * <caption>What {@code what} may be; more words may come</caption>
 * <tr><th>word</th><th>before and after</th></tr>
 * <tr><td>{@code connect}, {@code enable}, {@code disable}</td><td>the connection's settings</td></tr>
 * <tr><td>{@code bind}, {@code unbind}</td><td>the group's binding</td></tr>
 * <tr><td>{@code handshake-now}, {@code suspend}, {@code resume}, {@code end-registration}</td>
 *     <td>state and session of the link; after also the result that the operator was told</td></tr>
 * <tr><td>{@code resend-limit}, {@code override-protective-zero}</td><td>after: group and result</td></tr>
 * <tr><td>{@code retry-parked}, {@code discard-parked}</td><td>the message, without its body</td></tr>
 * </table>
 *
 * @param connection the connection
 * @param number its place in the history of the connection, from 1 without holes
 * @param at when, by our clock
 * @param actor who asked
 * @param what what was done, a stable word
 * @param group the group it is about; empty if it is about the connection
 * @param before what was before, as JSON; empty where there was nothing
 * @param after what is since, as JSON; empty where there is nothing any more
 */
public record HistoryEntry(
        ConnectionId connection,
        long number,
        Instant at,
        Actor actor,
        String what,
        Optional<GroupRef> group,
        Optional<String> before,
        Optional<String> after) {}
