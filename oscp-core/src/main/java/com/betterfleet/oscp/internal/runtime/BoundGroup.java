package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.oscp.configuration.GroupBinding;
import java.util.Optional;

/**
 * A binding as it is stored: one that was unbound stays, inactive, so that its release can be tried until it is done and
 * its revision is kept.
 *
 * @param binding the binding
 * @param active whether it is in force
 * @param circuit what the sink enforces its orders on, as it said when the group was bound
 */
record BoundGroup(GroupBinding binding, boolean active, Optional<CircuitId> circuit) {}
