package com.betterfleet.oscp.adjustment;

/** Decides what becomes of a group's adjustments: a pure function, without clock, chance or I/O. Thread-safe. */
public final class AdjustmentMachine {
    private AdjustmentMachine() {}

    /**
     * Takes one input. Total: every input is legal at any time, and one that is out of date changes nothing.
     *
     * @param record the group's record
     * @param input what happened
     * @param context what else is known
     * @return the record from now on and what to do
     */
    public static AdjustmentStep step(AdjustmentRecord record, AdjustmentInput input, AdjustmentContext context) {
        AdjustmentTurn turn = new AdjustmentTurn(record, context);
        turn.expire();
        if (input instanceof AdjustmentInput.Requested requested) {
            turn.requested(requested);
        } else if (input instanceof AdjustmentInput.Delivered delivered) {
            turn.delivered(delivered.id());
        } else if (input instanceof AdjustmentInput.ForecastAccepted forecast) {
            turn.forecast(forecast);
        } else if (input instanceof AdjustmentInput.GivenUp givenUp) {
            turn.givenUp(givenUp);
        }
        return turn.end();
    }
}
