package com.betterfleet.envelope;

/** On what grounds a limit stands. */
public enum Mode {
    /** The grid operator has said something for this instant and can be heard. */
    LIVE,
    /** The grid operator can be heard and has spoken, but not about this instant. */
    UNCOVERED,
    /** The grid operator cannot be heard, or has not yet spoken: what was agreed for that case holds. */
    FALLBACK,
    /** Nobody manages the scope: there is no limit, no envelope and no order, and the sink was told to release. */
    RELEASED
}
