package com.betterfleet.oscp.internal.runtime;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One node among those that share a store.
 *
 * @param value what tells it from the others
 * @param works whether it was started and not closed: only then it takes leases upon it
 */
record NodeName(String value, BooleanSupplier works) {
    Optional<String> working() {
        return works.getAsBoolean() ? Optional.of(value) : Optional.empty();
    }
}
