package com.betterfleet.oscp.message;

/**
 * The {@code asset_id} of OSCP 2.0: one asset of a group in {@link UpdateAssetMeasurements}. Opaque and case-sensitive.
 *
 * @param value 1 to 255 characters, not blank, without control characters
 */
public record AssetId(String value) {
    /**
     * Checks the identifier.
     *
     * @param value as the component says
     */
    public AssetId {
        Checks.obey("asset_id", Rules.identifier(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
