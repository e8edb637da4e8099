package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is reported of the power drawn, and how.
 *
 * @param action {@code UPDATE_ASSET_MEASUREMENTS} or {@code UPDATE_GROUP_MEASUREMENTS}
 * @param window length of a window, aligned on instants to the hour; divides an hour
 * @param settling how long after its end a window closes
 * @param settleMax how long after its end an incomplete window waits before it is parked
 * @param interpolateMax the farthest a neighbouring register reading may be from a boundary to interpolate
 * @param energyUnit unit of energy
 * @param instantaneousUnit unit of the mean power of the window, W or KW; empty sends none
 * @param direction direction of the energy
 * @param energyType type of the energy; empty writes none
 * @param category category of the asset
 * @param backlog windows older than this are dropped, loudly
 */
public record MeteringRules(
        Action action,
        Duration window,
        Duration settling,
        Duration settleMax,
        Duration interpolateMax,
        EnergyUnit energyUnit,
        Optional<CapacityUnit> instantaneousUnit,
        EnergyDirection direction,
        Optional<EnergyType> energyType,
        AssetCategory category,
        Duration backlog) {
    private static final Set<CapacityUnit> POWER = Set.of(CapacityUnit.W, CapacityUnit.KW);

    /**
     * Checks the bounds.
     *
     * @param action {@code UPDATE_ASSET_MEASUREMENTS} or {@code UPDATE_GROUP_MEASUREMENTS}
     * @param window length of a window, aligned on instants to the hour; divides an hour
     * @param settling how long after its end a window closes
     * @param settleMax how long after its end an incomplete window waits before it is parked
     * @param interpolateMax the farthest a neighbouring register reading may be from a boundary to interpolate
     * @param energyUnit unit of energy
     * @param instantaneousUnit unit of the mean power of the window, W or KW; empty sends none
     * @param direction direction of the energy
     * @param energyType type of the energy; empty writes none
     * @param category category of the asset
     * @param backlog windows older than this are dropped, loudly
     */
    public MeteringRules {
        if (action != Action.UPDATE_ASSET_MEASUREMENTS && action != Action.UPDATE_GROUP_MEASUREMENTS) {
            throw new IllegalArgumentException("action must be one of the measurement messages, was " + action);
        }
        Rules.positive(window, "window");
        boolean wholeMillis = window.equals(Duration.ofMillis(window.toMillis()));
        if (!wholeMillis || Duration.ofHours(1).toMillis() % window.toMillis() != 0) {
            throw new IllegalArgumentException("window must divide an hour into whole milliseconds, was " + window);
        }
        if (instantaneousUnit.isPresent() && !POWER.contains(instantaneousUnit.get())) {
            throw new IllegalArgumentException(
                    "instantaneousUnit must be one of power, W or KW, was " + instantaneousUnit.get());
        }
        Rules.notNegative(settling, "settling");
        Rules.atLeast(settleMax, settling, "settleMax");
        Rules.notNegative(interpolateMax, "interpolateMax");
        Rules.positive(backlog, "backlog");
    }
}
