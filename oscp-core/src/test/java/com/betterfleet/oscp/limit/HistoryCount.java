package com.betterfleet.oscp.limit;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** How many histories are lived through, {@code -Dlimit.histories=N}. */
final class HistoryCount implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        int most = Integer.getInteger("jqwik.tries.most", Integer.MAX_VALUE);
        context.attributes().setTries(Math.min(most, Integer.getInteger("limit.histories", 2000)));
        return property.execute();
    }
}
