/** The contract of a host's {@link com.betterfleet.envelope.CircuitWriter}, as an abstract suite to extend. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.circuit;

import javax.annotation.ParametersAreNonnullByDefault;
