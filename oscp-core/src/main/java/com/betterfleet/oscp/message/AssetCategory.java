package com.betterfleet.oscp.message;

/** What an asset is. */
public enum AssetCategory {
    /** Charging stations. */
    CHARGING,
    /** Other consumption. */
    CONSUMPTION,
    /** Generation. */
    GENERATION,
    /** Storage. */
    STORAGE
}
