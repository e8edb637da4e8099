package com.betterfleet.oscp.message;

/** How energy is measured: the words of {@code measurement_configuration}. */
public enum MeasurementConfiguration {
    /** A register that never resets; each value is a reading at {@code measure_time}. */
    CONTINUOUS,
    /** A register that restarts; each value is the energy since {@code initial_measure_time}. */
    INTERMITTENT
}
