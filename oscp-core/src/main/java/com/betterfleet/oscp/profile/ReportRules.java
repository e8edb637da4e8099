package com.betterfleet.oscp.profile;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a measurement message says of a window.
 *
 * @param action {@code UPDATE_ASSET_MEASUREMENTS} or {@code UPDATE_GROUP_MEASUREMENTS}
 * @param assets which assets an {@code UpdateAssetMeasurements} names; without effect on group measurements
 * @param directions which energies are reported, each as a measurement of its own, IMPORT first; at least one. There is no
 *     NET: import and export are counted by different registers and never mixed
 * @param energyUnit unit of energy; either is exact
 * @param energyType type of the energy; empty writes none, which OSCP reads as TOTAL
 * @param power the power that goes with the imported energy of an asset; empty sends none. It has no direction on the wire, so
 *     none goes with what is exported
 * @param category category of the assets
 * @param mostBytes the largest body; a message of several assets that is larger is sent in parts, asset by asset. At least
 *     {@value #LEAST_BYTES}; the message of a single asset is sent however long it is
 */
public record ReportRules(
        Action action,
        AssetGrouping assets,
        Set<Direction> directions,
        EnergyUnit energyUnit,
        Optional<EnergyType> energyType,
        Optional<PowerReport> power,
        AssetCategory category,
        int mostBytes) {
    /** The smallest bound that may be set on a body. */
    public static final int LEAST_BYTES = 1024;

    /** The largest body unless a profile says otherwise: 64 KiB. */
    public static final int MOST_BYTES = 65_536;

    /**
     * Checks the bounds and copies the set.
     *
     * @param action {@code UPDATE_ASSET_MEASUREMENTS} or {@code UPDATE_GROUP_MEASUREMENTS}
     * @param assets which assets an {@code UpdateAssetMeasurements} names
     * @param directions which energies are reported; at least one
     * @param energyUnit unit of energy
     * @param energyType type of the energy; empty writes none
     * @param power the power that goes with the energy of an asset; empty sends none
     * @param category category of the assets
     * @param mostBytes the largest body
     */
    public ReportRules {
        if (action != Action.UPDATE_ASSET_MEASUREMENTS && action != Action.UPDATE_GROUP_MEASUREMENTS) {
            throw new IllegalArgumentException("action must be one of the measurement messages, was " + action);
        }
        if (directions.isEmpty()) {
            throw new IllegalArgumentException("directions must name IMPORT, EXPORT or both, were none");
        }
        directions = Collections.unmodifiableSet(EnumSet.copyOf(directions));
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("mostBytes must be at least " + LEAST_BYTES + ", was " + mostBytes);
        }
    }
}
