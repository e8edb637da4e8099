/**
 * The host's persistence as the library sees it: small records with a version, and one atomic commit.
 *
 * <p>Payloads are opaque bytes with a schema number; a host never looks into them. {@link
 * com.betterfleet.oscp.store.OscpStore} states the isolation that an implementation owes.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.store;

import javax.annotation.ParametersAreNonnullByDefault;
