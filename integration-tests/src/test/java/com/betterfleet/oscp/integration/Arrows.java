package com.betterfleet.oscp.integration;

import static com.betterfleet.oscp.integration.Layer.ADJUSTMENT;
import static com.betterfleet.oscp.integration.Layer.AUTH;
import static com.betterfleet.oscp.integration.Layer.BENCHMARK;
import static com.betterfleet.oscp.integration.Layer.CONFIGURATION;
import static com.betterfleet.oscp.integration.Layer.CONNECTION;
import static com.betterfleet.oscp.integration.Layer.ENVELOPE;
import static com.betterfleet.oscp.integration.Layer.EVENT;
import static com.betterfleet.oscp.integration.Layer.EXAMPLE;
import static com.betterfleet.oscp.integration.Layer.FORECAST;
import static com.betterfleet.oscp.integration.Layer.HTTP;
import static com.betterfleet.oscp.integration.Layer.JSON;
import static com.betterfleet.oscp.integration.Layer.LIMIT;
import static com.betterfleet.oscp.integration.Layer.MESSAGE;
import static com.betterfleet.oscp.integration.Layer.METERING;
import static com.betterfleet.oscp.integration.Layer.OPERATION;
import static com.betterfleet.oscp.integration.Layer.OUTBOX;
import static com.betterfleet.oscp.integration.Layer.PARTNER;
import static com.betterfleet.oscp.integration.Layer.PROFILE;
import static com.betterfleet.oscp.integration.Layer.ROOT;
import static com.betterfleet.oscp.integration.Layer.RUNTIME;
import static com.betterfleet.oscp.integration.Layer.SIMULATED_CP;
import static com.betterfleet.oscp.integration.Layer.SIMULATED_VECTOR;
import static com.betterfleet.oscp.integration.Layer.STORE;
import static com.betterfleet.oscp.integration.Layer.TESTKIT;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may know whom: one rule for each room, and the reason that a reader of a red build needs. */
final class Arrows {
    private static final Set<Layer> NOBODY = EnumSet.noneOf(Layer.class);

    static final ArchRule A_ROOM_FOR_EVERY_CLASS = classes()
            .that(Layer.ours())
            .should(ArchCondition.from(inSomeLayer()))
            .as("every class of ours is in a layer")
            .because("a package without a place in the drawing would escape every rule: give it a Layer first");

    static final ArchRule NO_CYCLES = slices().matching("com.betterfleet.(**)")
            .should()
            .beFreeOfCycles()
            .as("no cycles between packages")
            .because("packages in a cycle can only be read, tested and changed together");

    static final ArchRule INTERNAL_IS_INTERNAL = noClasses()
            .that(Layer.anyOf(EnumSet.of(PARTNER, SIMULATED_CP, TESTKIT, SIMULATED_VECTOR, EXAMPLE, BENCHMARK)))
            .should()
            .dependOnClassesThat(resideInAPackage("com.betterfleet..internal.."))
            .as("no module uses another's internal packages")
            .because("packages named internal change without notice: other modules live on the public API, as users do")
            .allowEmptyShould(true);

    static final List<ArchRule> ALL = Stream.concat(
                    Stream.of(A_ROOM_FOR_EVERY_CLASS, NO_CYCLES, INTERNAL_IS_INTERNAL), rooms())
            .toList();

    private Arrows() {}

    private static Stream<ArchRule> rooms() {
        return Stream.of(modules(), values(), pure(), shell(), top()).flatMap(stream -> stream);
    }

    private static Stream<ArchRule> modules() {
        return Stream.of(
                only(ENVELOPE, NOBODY, "a limit over time serves any protocol: the envelope knows nothing of OSCP"),
                only(
                        PARTNER,
                        EnumSet.of(PROFILE, MESSAGE, JSON, CONFIGURATION),
                        "a partner is data over core's values, so that core can change its workings beneath it"),
                only(
                        SIMULATED_CP,
                        EnumSet.of(TESTKIT),
                        "the simulated Capacity Provider is an independent witness: it shares no state machine,"
                                + " codec or limit code with what it judges"),
                only(
                        TESTKIT,
                        plus(Layer.CORE_FOR_OTHERS, SIMULATED_CP),
                        "the test kit serves every host and partner, so it names none and uses the public API only"),
                only(
                        SIMULATED_VECTOR,
                        EnumSet.of(SIMULATED_CP, TESTKIT),
                        "the simulated Vector is set up from what Vector says, never from our profile of it:"
                                + " a mistake in the profile must not be repeated by its judge"),
                only(
                        EXAMPLE,
                        plus(Layer.CORE_FOR_OTHERS, PARTNER, SIMULATED_CP, TESTKIT, SIMULATED_VECTOR),
                        "an example shows what a user can write, so it uses the public API only"),
                only(
                        BENCHMARK,
                        plus(Layer.CORE_FOR_OTHERS, PARTNER),
                        "a benchmark measures what a user gets, so it uses the public API only"));
    }

    private static Stream<ArchRule> values() {
        return Stream.of(
                only(MESSAGE, NOBODY, "a message is what the wire says, before anyone makes anything of it"),
                only(JSON, EnumSet.of(MESSAGE), "the codec turns bytes into messages and judges nothing else"),
                only(CONFIGURATION, EnumSet.of(MESSAGE), "settings are what a host says, whatever becomes of them"),
                only(
                        PROFILE,
                        EnumSet.of(MESSAGE, JSON, CONFIGURATION),
                        "a partner profile is an immutable value: rules about messages, the codec and settings"),
                only(EVENT, EnumSet.of(MESSAGE, CONFIGURATION), "an event is told in words that a host already knows"),
                only(OUTBOX, EnumSet.of(MESSAGE), "an item to send is a message and what became of it"));
    }

    private static Stream<ArchRule> pure() {
        String why = "a pure function over values never sees the shell that runs it, nor another function's state";
        Set<Layer> forecastToo = plus(Layer.VALUES, FORECAST);
        return Stream.of(
                only(CONNECTION, Layer.VALUES, why),
                only(FORECAST, Layer.VALUES, why),
                only(METERING, Layer.VALUES, why),
                only(LIMIT, forecastToo, why + "; link state and session reach it as values"),
                only(ADJUSTMENT, forecastToo, why));
    }

    private static Stream<ArchRule> shell() {
        String why = "the shell carries bytes and opaque payloads and decides nothing, so it never sees the pure rules";
        return Stream.of(
                only(STORE, Layer.VALUES, why),
                only(HTTP, Layer.VALUES, why),
                only(AUTH, plus(Layer.VALUES, HTTP), why));
    }

    private static Stream<ArchRule> top() {
        Set<Layer> functions = plus(Layer.VALUES, Layer.PURE.toArray(Layer[]::new));
        Set<Layer> allButRoot = EnumSet.copyOf(Layer.CORE);
        allButRoot.remove(ROOT);
        return Stream.of(
                only(OPERATION, functions, "what an operator reads and does is told in values and pure functions"),
                only(RUNTIME, allButRoot, "the root package is the facade over everything: nothing in core uses it"),
                only(ROOT, Layer.CORE, "core knows neither a partner nor the modules that are built upon it"));
    }

    /** Classes of {@code from} use their own room, the envelope and {@code allowed}; other people's code is not judged. */
    private static ArchRule only(Layer from, Set<Layer> allowed, String why) {
        Set<Layer> known = plus(allowed, from, ENVELOPE);
        return classes()
                .that(from.classes())
                .should()
                .onlyDependOnClassesThat(not(Layer.ours()).or(Layer.anyOf(known)))
                .as(from + " may know nothing of ours but itself, ENVELOPE and " + names(allowed))
                .because(why)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> inSomeLayer() {
        return Layer.anyOf(EnumSet.allOf(Layer.class)).as("in a layer");
    }

    private static String names(Set<Layer> layers) {
        return layers.isEmpty()
                ? "nothing else"
                : layers.stream()
                        .map(Layer::name)
                        .collect(Collectors.joining(", "))
                        .toUpperCase(Locale.ROOT);
    }

    private static Set<Layer> plus(Set<Layer> layers, Layer... more) {
        Set<Layer> all = EnumSet.noneOf(Layer.class);
        all.addAll(layers);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
