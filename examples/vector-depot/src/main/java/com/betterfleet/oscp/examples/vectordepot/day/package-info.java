/** One day of the depot in lock-step virtual time: the script, the journal, the result. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.day;

import javax.annotation.ParametersAreNonnullByDefault;
