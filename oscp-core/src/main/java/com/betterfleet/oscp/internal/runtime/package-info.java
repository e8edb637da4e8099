/**
 * The shell around the pure core: it loads, calls, commits, then runs the effects. No promises: not part of the API.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.internal.runtime;

import javax.annotation.ParametersAreNonnullByDefault;
