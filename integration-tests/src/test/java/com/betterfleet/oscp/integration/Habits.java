package com.betterfleet.oscp.integration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Which code of others ours may use, and what ours never does. */
final class Habits {
    private static final String NULLNESS = "javax.annotation..";
    private static final Set<Layer> WITHOUT_TEST_KIT = EnumSet.range(Layer.ENVELOPE, Layer.ROOT);
    private static final Set<Layer> WITHOUT_DEFAULTS =
            EnumSet.complementOf(EnumSet.of(Layer.RUNTIME, Layer.ROOT, Layer.EXAMPLE, Layer.BENCHMARK));

    static final ArchRule THE_ENVELOPE_NEEDS_NOTHING = classes()
            .that(Layer.ENVELOPE.classes())
            .should()
            .onlyDependOnClassesThat(Layer.ours()
                    .or(resideInAnyPackage("java.lang..", "java.math", "java.time..", "java.util..", NULLNESS)))
            .as("the envelope uses nothing but the JDK's values and nullness annotations")
            .because("it knows no JSON and no HTTP, so that any host and any protocol can stand on it")
            .allowEmptyShould(true);

    static final ArchRule CORE_KNOWS_FEW_LIBRARIES = classes()
            .that(Layer.anyOf(Layer.CORE))
            .should()
            .onlyDependOnClassesThat(Layer.ours().or(theLibrariesOfCore()))
            .as("core uses nothing but the JDK without java.sql, Jackson, Nimbus and SLF4J")
            .because("it is embedded in any host: no Spring, no database, nothing that a host would have to share")
            .allowEmptyShould(true);

    static final ArchRule NO_LIBRARY_IN_A_SIGNATURE = classes()
            .that(Layer.anyOf(Layer.CORE_FOR_OTHERS))
            .should(new ShowNoTypeOf("com.fasterxml.jackson..", "com.nimbusds.."))
            .as("no type of Jackson or Nimbus is in a public signature of core")
            .because("it would tie every host to our version of that library")
            .allowEmptyShould(true);

    static final ArchRule PURE_IS_PURE = classes()
            .that(Layer.anyOf(Layer.PURE))
            .should()
            .onlyDependOnClassesThat(Layer.ours()
                    .or(resideInAnyPackage(
                            "java.lang..",
                            "java.math",
                            "java.nio.charset",
                            "java.time..",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            NULLNESS))
                    .or(thePromiseOfASpi())
                    .or(anAddressAsAValue()))
            .as("pure packages use nothing but the JDK's values and collections")
            .because("they are functions over immutable values: no logging, no I/O, no network, no executors")
            .allowEmptyShould(true);

    static final ArchRule TIME_IS_INJECTED = noClasses()
            .that(Layer.anyOf(Layer.LIBRARY).and(not(theSystemsClock())))
            .should()
            .accessTargetWhere(aClock())
            .as("no library code reads a clock, but SystemTimeSource")
            .because("time comes in by TimeSource, so that a day can be played in seconds, and twice the same")
            .allowEmptyShould(true);

    static final ArchRule CHANCE_IS_INJECTED = noClasses()
            .that(Layer.anyOf(WITHOUT_DEFAULTS))
            .should()
            .accessTargetWhere(callOf("java.util.UUID", "randomUUID")
                    .or(callOf("java.lang.Math", "random"))
                    .or(callOf("java.util.concurrent.ThreadLocalRandom", "current"))
                    .or(seedless("java.util.Random"))
                    .or(seedless("java.security.SecureRandom")))
            .as("no library code draws ids or chance of its own")
            .because("both come in from the builder, so that a seed decides a whole run")
            .allowEmptyShould(true);

    static final ArchRule NO_SLEEP = libraryNever(callOf("java.lang.Thread", "sleep"))
            .as("no library code sleeps")
            .because("a deadline is an instant that a scheduler reaches, or a test; never a nap")
            .allowEmptyShould(true);

    static final ArchRule NO_CONSOLE = libraryNever(callOf("java.lang.System", "out", "err")
                    .or(describe("a stack trace printed", to -> to.getName().equals("printStackTrace"))))
            .as("no library code writes to the console")
            .because("the host owns its output: SLF4J and events tell what happened")
            .allowEmptyShould(true);

    static final ArchRule NO_SYSTEM_PROPERTIES = libraryNever(
                    callOf("java.lang.System", "getProperty", "getProperties", "getenv")
                            .or(callOf("java.lang.Integer", "getInteger"))
                            .or(callOf("java.lang.Boolean", "getBoolean")))
            .as("no library code reads properties of the process")
            .because("configuration is handed in, journalled and audited; a property of the process is none of that")
            .allowEmptyShould(true);

    static final ArchRule NO_OWN_THREADS = noClasses()
            .that(Layer.anyOf(WITHOUT_TEST_KIT))
            .should()
            .accessTargetWhere(callOf("java.util.concurrent.Executors")
                    .or(callOf("java.util.concurrent.ForkJoinPool"))
                    .or(callOf("java.util.Timer", "<init>"))
                    .or(callOf("java.lang.Thread", "<init>")))
            .orShould()
            .beAssignableTo(Thread.class)
            .as("no library code starts threads")
            .because("executors are the host's: it knows how many threads it has, and how they end")
            .allowEmptyShould(true);

    static final List<ArchRule> ALL = List.of(
            THE_ENVELOPE_NEEDS_NOTHING,
            CORE_KNOWS_FEW_LIBRARIES,
            NO_LIBRARY_IN_A_SIGNATURE,
            PURE_IS_PURE,
            TIME_IS_INJECTED,
            CHANCE_IS_INJECTED,
            NO_SLEEP,
            NO_CONSOLE,
            NO_SYSTEM_PROPERTIES,
            NO_OWN_THREADS);

    private Habits() {}

    private static ArchRule libraryNever(DescribedPredicate<JavaAccess<?>> access) {
        return noClasses().that(Layer.anyOf(Layer.LIBRARY)).should().accessTargetWhere(access);
    }

    private static DescribedPredicate<JavaClass> theLibrariesOfCore() {
        return not(resideInAPackage("java.sql.."))
                .and(resideInAnyPackage(
                        "java..",
                        NULLNESS,
                        "javax.crypto..",
                        "javax.net..",
                        "com.sun.net.httpserver..",
                        "com.fasterxml.jackson..",
                        "com.nimbusds..",
                        "org.slf4j.."));
    }

    /** A host's interface may stand beside the values it answers with, and answer later. */
    private static DescribedPredicate<JavaClass> thePromiseOfASpi() {
        return JavaClass.Predicates.equivalentTo(CompletionStage.class);
    }

    /** Text with parts, that nobody calls here; a {@code java.net.URL} would be another thing. */
    private static DescribedPredicate<JavaClass> anAddressAsAValue() {
        return JavaClass.Predicates.equivalentTo(URI.class);
    }

    private static DescribedPredicate<JavaClass> theSystemsClock() {
        return DescribedPredicate.describe(
                "the system's clock", type -> type.getName().equals("com.betterfleet.oscp.operation.SystemTimeSource"));
    }

    private static DescribedPredicate<JavaAccess<?>> aClock() {
        return callOf("java.lang.System", "nanoTime", "currentTimeMillis")
                .or(callOf("java.time.Clock", "systemUTC", "systemDefaultZone", "system"))
                .or(callOf("java.time.InstantSource", "system"))
                .or(seedless("java.util.Date"))
                .or(describe(
                        "now()",
                        to -> to.getName().equals("now")
                                && to.getTargetOwner().getPackageName().equals("java.time")
                                && !to.getTarget().getFullName().contains("java.time.Clock")));
    }

    /** Any use of a member of the class with one of these names, or of any member if none is given. */
    private static DescribedPredicate<JavaAccess<?>> callOf(String owner, String... names) {
        return describe(
                owner,
                to -> to.getTargetOwner().getName().equals(owner)
                        && (names.length == 0 || List.of(names).contains(to.getName())));
    }

    private static DescribedPredicate<JavaAccess<?>> seedless(String owner) {
        return describe(
                "new " + owner + "()", to -> to.getTarget().getFullName().equals(owner + ".<init>()"));
    }

    private static DescribedPredicate<JavaAccess<?>> describe(
            String what, java.util.function.Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
