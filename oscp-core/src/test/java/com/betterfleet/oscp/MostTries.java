package com.betterfleet.oscp;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Bounds the tries of every property by {@code -Djqwik.tries.most}, also of those that name a number themselves, which
 * {@code jqwik.tries.default} does not reach. Mutation testing runs each property once for every mutant that it meets.
 * Found by jqwik as a service.
 */
public final class MostTries implements AroundPropertyHook {
    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Integer most = Integer.getInteger("jqwik.tries.most");
        if (most != null) {
            PropertyAttributes attributes = context.attributes();
            attributes.setTries(Math.min(most, attributes.tries().orElse(most)));
        }
        return property.execute();
    }
}
