/**
 * The simulated Vector of the day and the witnesses who judge it: constants written from the partner's agreement, never
 * read from a profile module, and no code of the library.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.simulation;

import javax.annotation.ParametersAreNonnullByDefault;
