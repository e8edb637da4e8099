package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.GroupBinding;

/**
 * A binding as it is stored: one that was unbound stays, inactive, so that its release can be tried until it is done and
 * its revision is kept.
 *
 * @param binding the binding
 * @param active whether it is in force
 */
record BoundGroup(GroupBinding binding, boolean active) {}
