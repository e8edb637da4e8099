package com.betterfleet.oscp.metering;

/** Decides what becomes of a group's metering windows: a pure function, without clock, chance or I/O. Thread-safe. */
public final class MeteringMachine {
    private MeteringMachine() {}

    /**
     * Takes one input. Total: every input is legal at any time, and one that is out of date changes nothing but a counter.
     *
     * @param record the group's record
     * @param input what happened
     * @param context what else is known
     * @return the record from now on and what to do
     */
    public static MeteringStep step(MeteringRecord record, MeteringInput input, MeteringContext context) {
        MeteringTurn turn = new MeteringTurn(record, context);
        if (input instanceof MeteringInput.ReadingsArrived arrived) {
            turn.arrived(arrived.window(), arrived.readings());
        } else if (input instanceof MeteringInput.ReadFailed failed) {
            turn.failed(failed.window(), failed.why());
        } else if (input instanceof MeteringInput.Acknowledged acknowledged) {
            turn.acknowledged(acknowledged.id());
        } else if (input instanceof MeteringInput.Discarded discarded) {
            turn.discarded(discarded.id(), discarded.why());
        } else if (input instanceof MeteringInput.Restarted) {
            turn.restarted();
        } else if (input instanceof MeteringInput.ClockStepped stepped) {
            turn.clockStepped(stepped.by());
        }
        return turn.end();
    }
}
