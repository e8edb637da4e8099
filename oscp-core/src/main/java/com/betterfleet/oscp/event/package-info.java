/**
 * What happened, as values: every event that a listener sees, and the words for states and conditions.
 *
 * <p>Events hold no secrets. Their {@link com.betterfleet.oscp.event.OscpEvent#name() names} are stable and may be used
 * for metrics and alarms.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.event;

import javax.annotation.ParametersAreNonnullByDefault;
