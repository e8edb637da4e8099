package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;

/**
 * What holds outside of the record while a step is made.
 *
 * @param group the group
 * @param binding its binding as configured now
 * @param profile the partner's profile
 * @param link the link now
 * @param now the time of the step
 * @param jitter at least 0 and below 1, drawn anew for each step; spreads retries
 */
public record LimitContext(
        GroupRef group, GroupBinding binding, PartnerProfile profile, LinkView link, Instant now, double jitter) {
    /**
     * Checks the jitter.
     *
     * @param group the group
     * @param binding its binding as configured now
     * @param profile the partner's profile
     * @param link the link now
     * @param now the time of the step
     * @param jitter at least 0 and below 1, drawn anew for each step; spreads retries
     */
    public LimitContext {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be at least 0 and below 1, was " + jitter);
        }
    }
}
