/**
 * A utility's deviations from OSCP 2.0 as data: what it demands, offers and refuses.
 *
 * <p>A {@link com.betterfleet.oscp.profile.PartnerProfile} is an immutable value, made by a {@link
 * com.betterfleet.oscp.profile.PartnerProfileProvider} from the settings of one connection. Core ships {@code oscp-2.0};
 * others are modules found by {@link java.util.ServiceLoader} or handed to the builder. Nothing in core knows a partner by
 * name.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.profile;

import javax.annotation.ParametersAreNonnullByDefault;
