package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ProfileSettings;

/**
 * Makes a partner's profile: the one interface a partner module implements, found by {@link java.util.ServiceLoader} or
 * given to the builder. Thread-safe and without side effects.
 */
public interface PartnerProfileProvider {
    /**
     * The profile's id, as connections name it.
     *
     * @return for example {@code vector}; two providers of one id fail the builder
     */
    String id();

    /**
     * Makes the profile for one connection.
     *
     * @param settings the connection's settings; names that the profile does not document are refused
     * @return the profile
     * @throws IllegalArgumentException naming the setting, what is legal and what was given
     */
    PartnerProfile create(ProfileSettings settings);
}
