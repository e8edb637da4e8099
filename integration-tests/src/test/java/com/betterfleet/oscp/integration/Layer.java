package com.betterfleet.oscp.integration;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The rooms of the house: a package of ours belongs to exactly one, the first in this order that claims it. */
enum Layer {
    ENVELOPE("com.betterfleet.envelope.."),
    MESSAGE("com.betterfleet.oscp.message.."),
    JSON("com.betterfleet.oscp.json.."),
    CONFIGURATION("com.betterfleet.oscp.configuration.."),
    PROFILE("com.betterfleet.oscp.profile"),
    PARTNER("com.betterfleet.oscp.profile.*.."),
    EVENT("com.betterfleet.oscp.event.."),
    OUTBOX("com.betterfleet.oscp.outbox.."),
    CONNECTION("com.betterfleet.oscp.connection.."),
    FORECAST("com.betterfleet.oscp.forecast.."),
    METERING("com.betterfleet.oscp.metering.."),
    LIMIT("com.betterfleet.oscp.limit.."),
    ADJUSTMENT("com.betterfleet.oscp.adjustment.."),
    STORE("com.betterfleet.oscp.store.."),
    HTTP("com.betterfleet.oscp.http.."),
    AUTH("com.betterfleet.oscp.auth.."),
    OPERATION("com.betterfleet.oscp.operation.."),
    RUNTIME("com.betterfleet.oscp.internal.."),
    ROOT("com.betterfleet.oscp"),
    SIMULATED_CP("com.betterfleet.oscp.testkit.cp.."),
    TESTKIT("com.betterfleet.oscp.testkit.."),
    SIMULATED_VECTOR("com.betterfleet.oscp.examples.vectordepot.simulation.."),
    EXAMPLE("com.betterfleet.oscp.examples.."),
    BENCHMARK("com.betterfleet.oscp.benchmarks..");

    static final Set<Layer> VALUES = EnumSet.range(MESSAGE, OUTBOX);
    static final Set<Layer> PURE = EnumSet.range(CONNECTION, ADJUSTMENT);
    static final Set<Layer> SHELL = EnumSet.range(STORE, AUTH);
    static final Set<Layer> CORE = EnumSet.range(MESSAGE, ROOT);
    static final Set<Layer> CORE_FOR_OTHERS;
    static final Set<Layer> LIBRARY = EnumSet.range(ENVELOPE, TESTKIT);

    static {
        VALUES.remove(PARTNER);
        CORE.remove(PARTNER);
        CORE_FOR_OTHERS = EnumSet.copyOf(CORE);
        CORE_FOR_OTHERS.remove(RUNTIME);
    }

    private final String packages;

    Layer(String packages) {
        this.packages = packages;
    }

    /** The package of this layer, for a class to be planted there. */
    String home() {
        return packages.replace(".*", ".anypartner").replace("..", "");
    }

    DescribedPredicate<JavaClass> classes() {
        return anyOf(EnumSet.of(this));
    }

    static DescribedPredicate<JavaClass> anyOf(Collection<Layer> layers) {
        return DescribedPredicate.describe(
                "in " + layers, type -> layers.stream().anyMatch(layer -> layer.owns(type)));
    }

    static DescribedPredicate<JavaClass> ours() {
        return JavaClass.Predicates.resideInAPackage("com.betterfleet..").as("ours");
    }

    private boolean owns(JavaClass type) {
        return Arrays.stream(values()).filter(layer -> layer.claims(type)).findFirst().stream()
                .anyMatch(this::equals);
    }

    private boolean claims(JavaClass type) {
        return JavaClass.Predicates.resideInAPackage(packages).test(type.getBaseComponentType());
    }
}
