/**
 * What was drawn, window by window, as the Capacity Provider wants to be told.
 *
 * <p>A host implements {@link com.betterfleet.oscp.metering.MeterSource}. Time is cut into windows of the partner's length,
 * aligned on instants to the hour. A while after its end (the settling delay) a window is read from the host and closed:
 *
 * <ul>
 *   <li><b>Complete</b>, when every meter of the group has a value at its start and at its end, read there or interpolated
 *       between two readings that are near enough, and no register went back: the meters are added into the assets that the
 *       partner is told of, one for the group or one for each meter, and the message waits in the outbox from the same commit
 *       on in which the window is closed. One that would be too long goes in parts, asset by asset.
 *   <li><b>Incomplete</b>, or not answered: the host is asked again after 10 s, then after twice as long each time, at most 2
 *       min. When the partner's patience has run out the window is <i>parked</i>, with an event, and the next go on. What
 *       was not even answered is asked at least three times, however late it is.
 * </ul>
 *
 * <p>Missing is missing, not zero; a partial sum is never sent; zero is sent only when it was measured; a window is sent once.
 * A reading that its host calls {@linkplain com.betterfleet.oscp.metering.Quality#INVALID invalid} is as good as missing, an
 * estimated one serves and is told. Import and export are counted by different registers and never mixed: a partner is told
 * of one or of both, each as a measurement of its own.
 *
 * <p>The value of a register at a boundary is computed once and serves as the end of one window and the start of the next, so
 * over each run of consecutive windows that were sent the energies add up exactly to the difference of the registers. A
 * register that goes back is a meter replaced or reset: nobody knows what it had counted, so that window is parked and a new
 * run starts. The first window of a run that is measured by other meters, or by one whose register is lower than it was, is
 * told with the event {@link com.betterfleet.oscp.event.MeteringEvent.MetersChanged MetersChanged}.
 *
 * <p>{@code INTERMITTENT} reports the energy since the window's start, {@code CONTINUOUS} the register at its end, which never
 * decreases while the meters stay the same. The power that goes with it is the mean of the window, energy by duration, rounded
 * half up to the milliwatt, or the last one that all meters have a sample of.
 *
 * <p>While the link is suspended or disabled no window opens: one that starts in that time is skipped and never sent, not
 * even later; one that had opened before is still read and waits in the outbox. The engine steps the machine whenever a
 * link opens or closes, so that this is exact. After an outage of the host windows are caught up oldest first; those that are
 * older than the partner's backlog, or more than may wait, are <i>dropped</i>, with an event each, and leave the outbox.
 *
 * <p>{@link com.betterfleet.oscp.metering.MeteringMachine} is a pure function from a {@link
 * com.betterfleet.oscp.metering.MeteringRecord} and a {@link com.betterfleet.oscp.metering.MeteringInput} to the next record
 * and {@linkplain com.betterfleet.oscp.metering.MeteringEffect effects}.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.metering;

import javax.annotation.ParametersAreNonnullByDefault;
