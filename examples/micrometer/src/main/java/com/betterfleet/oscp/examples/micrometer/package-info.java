/** The library's events and status as metrics of Micrometer: copy the classes and change what you like. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.micrometer;

import javax.annotation.ParametersAreNonnullByDefault;
