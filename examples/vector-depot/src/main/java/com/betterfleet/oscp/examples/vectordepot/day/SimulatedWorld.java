package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.oscp.examples.vectordepot.BusFleet;
import com.betterfleet.oscp.examples.vectordepot.DepotCircuit;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The world of a day: a circuit, a fleet, a line, and chance that follows from a seed.
 *
 * @param circuit the circuit in the field
 * @param fleet the meters in the field
 * @param senders the way out of one life's process
 * @param random the seeded randomness of ids, back-off and slowness
 */
record SimulatedWorld(
        DepotCircuit circuit, BusFleet fleet, Function<VirtualProcess, HttpSender> senders, SplittableRandom random)
        implements World {
    @Override
    public HttpSender sender(VirtualProcess process) {
        return senders.apply(process);
    }

    @Override
    public EnvelopeSink sink(VirtualProcess process) {
        return CircuitEnvelopeSink.over(circuit, slow(process));
    }

    @Override
    public MeterSource meters() {
        return fleet;
    }

    @Override
    public UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Override
    public double jitter() {
        return random.nextDouble();
    }

    /** The field bus is slow: each piece of work takes one to twenty seconds. */
    private Executor slow(VirtualProcess process) {
        return task -> process.after(Duration.ofMillis(1_000 + random.nextInt(19_001)), task);
    }
}
