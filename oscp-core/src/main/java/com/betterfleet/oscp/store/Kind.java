package com.betterfleet.oscp.store;

/**
 * What a record is about. The order of the constants is part of the order of keys and may be stored as a number; new ones are
 * only ever added at the end.
 */
public enum Kind {
    /** A connection's settings. */
    CONNECTION,
    /** A group's binding. */
    BINDING,
    /** Which group has a managed scope; its key is the scope's text. One scope, one group, whoever binds at once. One more of them counts changes of connections. */
    SCOPE,
    /** The state of a link, one per connection. */
    LINK,
    /** Forecasts and orders, one per group. */
    LIMIT,
    /** Metering marks, one per group. */
    METERING,
    /** The rhythm of a group's waiting messages, one per group; its key owns the outbox items. */
    OUTBOX,
    /** The adjustments that were requested, one per group. */
    ADJUSTMENT
}
