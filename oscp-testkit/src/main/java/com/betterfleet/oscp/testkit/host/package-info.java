/** Joins a simulation to the library: its clocks and its way out, for hosts that run a whole provider in virtual time. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.host;

import javax.annotation.ParametersAreNonnullByDefault;
