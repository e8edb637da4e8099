/** The contract of a host's {@link com.betterfleet.oscp.metering.MeterSource}, as an abstract suite to extend. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.meter;

import javax.annotation.ParametersAreNonnullByDefault;
