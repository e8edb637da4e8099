/** The example's command line. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.command;

import javax.annotation.ParametersAreNonnullByDefault;
