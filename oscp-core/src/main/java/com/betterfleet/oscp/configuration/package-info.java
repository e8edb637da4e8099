/**
 * What a host configures: connections to Capacity Providers, the groups bound to them, and by whom.
 *
 * <p>Every type is an immutable value that checks itself; secrets appear only as {@link
 * com.betterfleet.oscp.configuration.SecretRef}s, whose values live in the host's {@link
 * com.betterfleet.oscp.configuration.SecretVault}.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.configuration;

import javax.annotation.ParametersAreNonnullByDefault;
