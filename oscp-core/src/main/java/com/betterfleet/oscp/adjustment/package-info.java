/**
 * What we ask of the utility: another forecast than the one it has sent (AdjustGroupCapacityForecast).
 *
 * <p>An adjustment carries full values, not differences, and changes no limit: only a forecast does that. It waits in the
 * outbox like any other message, also while the link is not ONLINE, until its last block has passed. Its life:
 *
 * <ul>
 *   <li><b>SENT</b>: it waits in the outbox.
 *   <li><b>DELIVERED</b>: the peer answered with success.
 *   <li><b>ANSWERED</b>: an accepted forecast carries its id as {@code X-Correlation-ID}.
 *   <li><b>SUPERSEDED</b>: after delivery a forecast of its type was accepted that covers every block which is still ahead;
 *       or, while it waited, a newer adjustment of its type was requested (rule I31).
 *   <li><b>EXPIRED</b>: its last block has passed, or it was given up.
 * </ul>
 *
 * The last three end it. With ANSWERED and SUPERSEDED by a forecast each block holds what was requested and what is allowed.
 *
 * <p>{@link com.betterfleet.oscp.adjustment.AdjustmentMachine} is a pure function from an {@link
 * com.betterfleet.oscp.adjustment.AdjustmentRecord} and an {@link com.betterfleet.oscp.adjustment.AdjustmentInput} to the next
 * record and {@linkplain com.betterfleet.oscp.adjustment.AdjustmentEffect effects}.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.adjustment;

import javax.annotation.ParametersAreNonnullByDefault;
