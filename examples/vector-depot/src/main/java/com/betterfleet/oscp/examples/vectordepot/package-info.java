/** A depot that embeds the library as a user would: its own circuit, its own meters, its own web server. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot;

import javax.annotation.ParametersAreNonnullByDefault;
