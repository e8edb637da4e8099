/**
 * Replays the journal of a day: the host runs again in virtual time, fed with nothing but what the journal says came to it,
 * and everything it then decides is compared with what the journal says it decided.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.replay;

import javax.annotation.ParametersAreNonnullByDefault;
