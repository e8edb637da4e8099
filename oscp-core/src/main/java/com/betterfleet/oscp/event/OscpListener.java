package com.betterfleet.oscp.event;

/**
 * Hears events. Called on the {@linkplain com.betterfleet.oscp.FlexibilityProviderBuilder#listenerExecutor(
 * java.util.concurrent.Executor) listeners' executor}, which is the host's scheduler unless another is given; each listener
 * one event at a time and in order: the events of one step as the step made them, those of steps that different threads take
 * as they arrive (each carries its instant).
 *
 * <p>A listener can neither stop nor hold up the engine or another listener. One that throws is logged and hears the next
 * event; one that is slow misses events beyond 10,000 that wait for it and is told so by {@link EngineEvent.EventsDropped}. It
 * holds one thread of that executor while it is called: a listener that may block wants an executor of its own, or a
 * scheduler with a thread to spare. It may call the provider.
 *
 * <pre>{@code
 * OscpListener pager = event -> {
 *     if (event instanceof GroupEvent.LimitBreached breach) {
 *         page(breach.group() + " draws more than it may since " + breach.since());
 *     }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface OscpListener {
    /**
     * An event happened.
     *
     * @param event the event
     */
    void onEvent(OscpEvent event);
}
