package com.betterfleet.oscp.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.runner.RunnerException;

/** The entry of {@code benchmarks.jar}: {@code ratios NAME} measures and prints one line of JSON at the end. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs what the arguments name.
     *
     * @param arguments {@code ratios} and the name of one of {@link Ratios}
     * @throws RunnerException if JMH could not run
     * @throws IOException if a JVM of its own cannot be started for a measurement that wants one
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        if (arguments.length != 2 || !arguments[0].equals("ratios")) {
            throw new IllegalArgumentException(
                    "usage: ratios NAME, NAME one of " + Ratios.names() + ", was " + Arrays.toString(arguments));
        }
        Ratios ratios = Ratios.named(arguments[1]);
        if (ratios.heapMegabytes().isPresent()
                && !SmallJvm.isThis(ratios.heapMegabytes().getAsInt())) {
            SmallJvm.run(ratios.heapMegabytes().getAsInt(), arguments);
        } else {
            System.out.println("RATIOS " + ratios.measure());
        }
    }
}
