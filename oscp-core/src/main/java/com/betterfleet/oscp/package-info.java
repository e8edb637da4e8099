/**
 * The front door: build a {@link com.betterfleet.oscp.FlexibilityProvider}, configure it, mount its endpoint, start it.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp;

import javax.annotation.ParametersAreNonnullByDefault;
