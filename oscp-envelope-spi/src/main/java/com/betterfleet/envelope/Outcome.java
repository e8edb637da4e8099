package com.betterfleet.envelope;

/** What became of an order or a release. A sink that could not find out completes exceptionally instead. */
public sealed interface Outcome {
    /**
     * It was written and then read back.
     *
     * @param readBack the limit that the circuit shows afterwards, whatever it is: whether it is the one that was
     *     ordered is judged by whoever ordered. After a release it is what the host lets rule now, {@link Limit.Unlimited}
     *     where it shows no limit
     */
    record Confirmed(Limit readBack) implements Outcome {}

    /**
     * It was not written, or is no longer in force: a revision at least as high rules already.
     *
     * @param accepted the highest revision accepted so far
     */
    record Stale(long accepted) implements Outcome {}

    /**
     * There is nothing to limit here: the scope is no grid connection, or the direction is not managed. Trying again
     * is of no use.
     *
     * @param why in words an operator can read aloud
     */
    record NotApplicable(String why) implements Outcome {}

    /**
     * It was not carried out, or the read-back contradicts it. Trying again may help.
     *
     * @param why in words an operator can read aloud
     */
    record Refused(String why) implements Outcome {}
}
