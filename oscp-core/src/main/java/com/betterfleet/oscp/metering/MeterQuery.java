package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.AssetId;

/**
 * What the engine wants to know about one window of a group.
 *
 * @param group the group
 * @param scope what the host manages under it
 * @param asset the {@code asset_id} under which all its meters are reported together
 * @param window the window whose energy is wanted
 * @param wanted the readings that are wanted: the window widened on both sides by the farthest that a reading may be
 *     from a boundary and still help, <em>both</em> ends included. Those outside the window serve only where a meter has
 *     no reading exactly at a boundary
 */
public record MeterQuery(GroupRef group, ManagedScope scope, AssetId asset, TimeInterval window, TimeInterval wanted) {
    /**
     * Checks that what is wanted encloses the window.
     *
     * @param group the group
     * @param scope what the host manages under it
     * @param asset the {@code asset_id} under which all its meters are reported together
     * @param window the window whose energy is wanted
     * @param wanted the readings that are wanted: the window widened on both sides by the farthest that a reading may be from a boundary and still help, <em>both</em> ends included. Those outside the window serve only where a meter has no reading exactly at a boundary
     */
    public MeterQuery {
        if (!wanted.encloses(window)) {
            throw new IllegalArgumentException("wanted must enclose window " + window + ", was " + wanted);
        }
    }
}
