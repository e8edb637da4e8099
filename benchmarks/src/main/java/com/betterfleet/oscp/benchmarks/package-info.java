/**
 * How fast the library is, measured against a floor: the least that the same work can cost on the same machine in the
 * same run. Ratios travel between machines, microseconds do not.
 *
 * <pre>{@code
 * mvn -B -ntp -DskipTests package
 * java -jar benchmarks/target/benchmarks.jar ratios limit
 * }</pre>
 *
 * The last line of the output is {@code RATIOS} and a JSON object. A new measurement is a class of JMH benchmarks and an
 * entry in {@link com.betterfleet.oscp.benchmarks.Ratios}.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.benchmarks;

import javax.annotation.ParametersAreNonnullByDefault;
