package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.GroupRef;
import java.util.Optional;

/**
 * Which group has a managed scope or a circuit: written with the binding, so that two binds at once cannot both have it.
 *
 * @param group the group; empty once it was unbound
 * @param former the group that had it before; its revisions have been ordered with
 */
record ScopeHolder(Optional<GroupRef> group, Optional<GroupRef> former) {
    static final ScopeHolder NOBODY = new ScopeHolder(Optional.empty(), Optional.empty());

    ScopeHolder heldBy(GroupRef next) {
        return new ScopeHolder(Optional.of(next), group.or(() -> former));
    }

    ScopeHolder letGo() {
        return new ScopeHolder(Optional.empty(), group.or(() -> former));
    }
}
