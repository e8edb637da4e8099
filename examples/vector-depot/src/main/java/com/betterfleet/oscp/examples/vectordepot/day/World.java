package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.util.UUID;

/** All that the host asks of what is around it: the simulated world of a day, or one that a journal remembers. */
public interface World {
    /**
     * The way out.
     *
     * @param process the life of the host that calls
     * @return what carries its requests
     */
    HttpSender sender(VirtualProcess process);

    /**
     * The circuit in the field.
     *
     * @param process the life of the host that orders
     * @return what takes its orders
     */
    EnvelopeSink sink(VirtualProcess process);

    /**
     * The meters in the field.
     *
     * @return what reads them
     */
    MeterSource meters();

    /**
     * An id that nobody has drawn before.
     *
     * @return the id
     */
    UUID id();

    /**
     * Chance, for waits that shall differ.
     *
     * @return a number from 0 up to and without 1
     */
    double jitter();
}
