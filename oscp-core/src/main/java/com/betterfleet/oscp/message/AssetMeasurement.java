package com.betterfleet.oscp.message;

import java.util.Optional;

/**
 * What one asset drew or gave.
 *
 * @param assetId the asset
 * @param assetCategory what it is
 * @param energyMeasurement its energy, if measured
 * @param instantaneousMeasurement its power, current or state of charge, if measured; one of the two is there
 */
public record AssetMeasurement(
        AssetId assetId,
        AssetCategory assetCategory,
        Optional<EnergyMeasurement> energyMeasurement,
        Optional<InstantaneousMeasurement> instantaneousMeasurement) {
    /**
     * Checks that something was measured.
     *
     * @param assetId as the component says
     * @param assetCategory as the component says
     * @param energyMeasurement as the component says
     * @param instantaneousMeasurement as the component says
     */
    public AssetMeasurement {
        Checks.present("asset_id", assetId);
        Checks.present("asset_category", assetCategory);
        Checks.obey(
                "energy_measurement",
                Rules.somethingMeasured(energyMeasurement.isPresent(), instantaneousMeasurement.isPresent()));
    }
}
