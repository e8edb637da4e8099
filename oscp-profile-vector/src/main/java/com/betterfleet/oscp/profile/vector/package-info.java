/**
 * Vector's DERMS (New Zealand) as a partner profile: rules as data, each open point a documented setting.
 *
 * <p>What differs from OSCP 2.0: Vector is the Capacity Provider; no Register, credentials are agreed out of band; Bearer
 * tokens and the static headers {@code fp-id} and {@code apikey} (and {@code x-access-token} in its test environment); a
 * handshake may be started by either side and must name INTERMITTENT; measurements go to the Capacity Provider as
 * UpdateAssetMeasurements, one combined asset per group, in quarter-hour windows; forecasts come every 15 minutes for 24
 * hours and are applied within two minutes; an all-zero profile protects the network.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.profile.vector;

import javax.annotation.ParametersAreNonnullByDefault;
