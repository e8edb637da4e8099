package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.GroupRef;
import java.util.Optional;

/**
 * Which group has a managed scope: written with the binding, so that two binds at once cannot both have it.
 *
 * @param group the group; empty once it was unbound
 */
record ScopeHolder(Optional<GroupRef> group) {}
