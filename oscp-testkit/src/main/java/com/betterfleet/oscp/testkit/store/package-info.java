/** The contract of a host's {@link com.betterfleet.oscp.store.OscpStore}, as an abstract suite to extend. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.store;

import javax.annotation.ParametersAreNonnullByDefault;
