package com.betterfleet.oscp.profile;

import java.time.Duration;

/**
 * The rhythm and the deadlines of applying limits.
 *
 * @param applyDeadline within this of its cause a lowering must be confirmed; its breach is an event
 * @param orderGrace what a lease allows beyond the instant that ends it, for loop and write; 5 s by default
 * @param leaseMax the longest lease; 5 min by default
 * @param sinkTimeout a sink call not complete after this counts as failed; 10 s by default
 * @param retryMax the longest wait between two tries of an order; 30 s by default
 * @param readEvery how often a confirmed limit is read back; 1 min by default
 * @param zeroRepeat the order of a protective zero and the first after it are sent again this long after confirmation;
 *     30 s by default
 */
public record LimitRules(
        Duration applyDeadline,
        Duration orderGrace,
        Duration leaseMax,
        Duration sinkTimeout,
        Duration retryMax,
        Duration readEvery,
        Duration zeroRepeat) {
    /** The defaults, with a deadline of two minutes. */
    public static final LimitRules STANDARD = new LimitRules(
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30));

    /**
     * Checks the bounds.
     *
     * @param applyDeadline within this of its cause a lowering must be confirmed; its breach is an event
     * @param orderGrace what a lease allows beyond the instant that ends it, for loop and write; 5 s by default
     * @param leaseMax the longest lease; 5 min by default
     * @param sinkTimeout a sink call not complete after this counts as failed; 10 s by default
     * @param retryMax the longest wait between two tries of an order; 30 s by default
     * @param readEvery how often a confirmed limit is read back; 1 min by default
     * @param zeroRepeat the order of a protective zero and the first after it are sent again this long after confirmation
     */
    public LimitRules {
        Rules.positive(applyDeadline, "applyDeadline");
        Rules.notNegative(orderGrace, "orderGrace");
        Rules.positive(leaseMax, "leaseMax");
        Rules.positive(sinkTimeout, "sinkTimeout");
        Rules.positive(retryMax, "retryMax");
        Rules.positive(readEvery, "readEvery");
        Rules.positive(zeroRepeat, "zeroRepeat");
    }
}
