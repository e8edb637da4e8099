package com.betterfleet.oscp.profile;

/** Which assets a measurement message names. */
public enum AssetGrouping {
    /** All meters of the group are added into one asset under the id that its binding names, also where there is one. */
    COMBINED,
    /**
     * Each meter is an asset of its own; its name is the {@code asset_id}, so it must be unique among the groups of the
     * connection, which the host sees to. A window is sent when all of them are complete.
     */
    EACH_METER
}
