/**
 * The contract of a host's {@link com.betterfleet.oscp.http.HttpSender}, as an abstract suite to extend. It needs {@code
 * com.squareup.okhttp3:mockwebserver3} on the test class path, which this module declares optional: nothing else here uses
 * it.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.sender;

import javax.annotation.ParametersAreNonnullByDefault;
