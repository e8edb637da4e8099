/**
 * How fast the library is, measured against a floor: the least that the same work can cost on the same machine in the
 * same run. Ratios travel between machines, microseconds do not.
 *
 * <pre>{@code
 * mvn -B -ntp -DskipTests package
 * java -jar benchmarks/target/benchmarks.jar ratios limit
 * java -jar benchmarks/target/benchmarks.jar ratios intake
 * java -jar benchmarks/target/benchmarks.jar ratios metering
 * java -jar benchmarks/target/benchmarks.jar ratios codec
 * java -jar benchmarks/target/benchmarks.jar ratios link
 * }</pre>
 *
 * The last line of the output is {@code RATIOS} and a JSON object. A new measurement is an entry in {@link
 * com.betterfleet.oscp.benchmarks.Ratios}: a class of JMH benchmarks, or candidates in a {@link
 * com.betterfleet.oscp.benchmarks.Race} where it is the ratio that must be right on a noisy machine. {@code link} starts a JVM of its own with {@code -Xmx512m}.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.benchmarks;

import javax.annotation.ParametersAreNonnullByDefault;
