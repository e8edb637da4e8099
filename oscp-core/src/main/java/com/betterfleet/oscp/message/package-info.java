/**
 * Every message of OSCP 2.0 as an immutable value, with the identifiers, enumerations and parts it is made of.
 *
 * <p>A value that exists is valid: each record checks itself when it is made and throws an {@link
 * java.lang.IllegalArgumentException} whose text names the wire's field, the rule and the offending value ({@code
 * end_time: 2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:15:00Z}). {@link
 * com.betterfleet.oscp.message.Rules} holds the rules of single values, so that the codec can collect every violation
 * of a body instead of stopping at the first.
 *
 * <p>Two things are normalised when a message is made, so that equal meanings are equal values and every message can be
 * written exactly:
 *
 * <ul>
 *   <li><b>Numbers</b> lose trailing zeros: {@code 4.00} is {@code 4}. They have at most 15 digits before and 40 after
 *       the point.
 *   <li><b>Times</b> are kept to the millisecond, finer digits are cut off (never rounded up). They lie in the years 1
 *       to 9999, because nothing else can be written.
 * </ul>
 *
 * <p>Lists keep the order of the wire and are unmodifiable. An absent optional field is an empty {@link
 * java.util.Optional}, or an empty list where the standard wants at least one entry when the field is there. Direction
 * lies in a type ({@link com.betterfleet.oscp.message.ForecastType}, {@link
 * com.betterfleet.oscp.message.EnergyDirection}), never in a sign. {@link
 * com.betterfleet.oscp.message.OscpMessage} is sealed: switch over it, or over its {@link
 * com.betterfleet.oscp.message.Action}.
 *
 * <p>All types are thread-safe. Nothing here knows JSON, HTTP or a partner.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.message;

import javax.annotation.ParametersAreNonnullByDefault;
