package com.betterfleet.oscp.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with a heap of a given size, for what must be measured in one. */
final class SmallJvm {
    private static final long MEGABYTE = 1024L * 1024;

    private SmallJvm() {}

    /** Whether this very JVM has no more heap than that. */
    static boolean isThis(int megabytes) {
        return Runtime.getRuntime().maxMemory() <= megabytes * MEGABYTE;
    }

    /** Runs the same measurement in such a JVM, and shows what it prints. */
    static void run(int megabytes, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IllegalStateException("the measurement failed with status " + status);
        }
    }
}
