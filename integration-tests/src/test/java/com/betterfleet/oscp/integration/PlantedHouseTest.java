package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A rule that cannot fail guards nothing, and a rule about an empty package looks like one that holds. So a second house
 * is built here in which every room knows every other and every bad habit is had once: each rule must find the wrongs
 * that are its own, and nothing that is right.
 */
class PlantedHouseTest {
    /** Who may know whom, besides the envelope: written a second time, from the drawing and not from {@link Arrows}. */
    private static final String DRAWING = """
            ENVELOPE
            MESSAGE
            JSON             MESSAGE
            CONFIGURATION    MESSAGE
            PROFILE          MESSAGE JSON CONFIGURATION
            PARTNER          MESSAGE JSON CONFIGURATION PROFILE
            EVENT            MESSAGE CONFIGURATION
            OUTBOX           MESSAGE
            CONNECTION       values
            FORECAST         values
            METERING         values
            LIMIT            values FORECAST
            ADJUSTMENT       values FORECAST
            STORE            values
            HTTP             values
            AUTH             values HTTP
            OPERATION        values pure
            RUNTIME          values pure shell
            ROOT             values pure shell RUNTIME
            SIMULATED_CP     TESTKIT
            TESTKIT          values pure shell ROOT SIMULATED_CP
            SIMULATED_VECTOR SIMULATED_CP TESTKIT
            EXAMPLE          values pure shell ROOT SIMULATED_CP TESTKIT SIMULATED_VECTOR PARTNER
            BENCHMARK        values pure shell ROOT PARTNER
            """.replace("values", "MESSAGE JSON CONFIGURATION PROFILE EVENT OUTBOX")
            .replace("pure", "CONNECTION FORECAST METERING LIMIT ADJUSTMENT")
            .replace("shell", "STORE HTTP AUTH OPERATION");

    /** A class that a rule must find, named by words of the rule; where no rule is named, none may find it. */
    record Habit(String rule, String home, String code) {
        String name() {
            return "Habit" + HABITS.indexOf(this);
        }
    }

    static final List<Habit> HABITS = List.of(
            new Habit("every class of ours is in a layer", "com.betterfleet.oscp.attic", "int x;"),
            new Habit(
                    "another's internal",
                    "com.betterfleet.oscp.testkit",
                    "com.betterfleet.oscp.json.internal.Target t;"),
            new Habit(
                    "another's internal",
                    "com.betterfleet.oscp.examples.any",
                    "com.betterfleet.envelope.internal.Target t;"),
            new Habit(
                    "another's internal",
                    "com.betterfleet.oscp.benchmarks",
                    "com.betterfleet.oscp.json.internal.Target t;"),
            new Habit(
                    "another's internal",
                    "com.betterfleet.oscp.profile.any",
                    "com.betterfleet.oscp.json.internal.Target t;"),
            new Habit("the envelope uses nothing", "com.betterfleet.envelope", "java.net.http.HttpClient c;"),
            new Habit("the envelope uses nothing", "com.betterfleet.envelope", "com.fasterxml.jackson.Target c;"),
            new Habit("the envelope uses nothing", "com.betterfleet.envelope", "org.slf4j.Target c;"),
            new Habit("core uses nothing", "com.betterfleet.oscp.store", "java.sql.Connection c;"),
            new Habit("core uses nothing", "com.betterfleet.oscp", "org.springframework.Target c;"),
            new Habit("a public signature", "com.betterfleet.oscp.json", "public com.fasterxml.jackson.Target n;"),
            new Habit(
                    "a public signature",
                    "com.betterfleet.oscp.json",
                    "public java.util.List<com.fasterxml.jackson.Target> n() { return null; }"),
            new Habit(
                    "a public signature",
                    "com.betterfleet.oscp.json",
                    "public static class N extends com.fasterxml.jackson.Target {}"),
            new Habit(
                    "a public signature",
                    "com.betterfleet.oscp.json",
                    "public static class N<T extends com.fasterxml.jackson.Target> {}"),
            new Habit("a public signature", "com.betterfleet.oscp.auth", "protected void n(com.nimbusds.Target t) {}"),
            new Habit(
                    "a public signature", "com.betterfleet.oscp.auth", "public void n() throws com.nimbusds.Target {}"),
            new Habit("pure packages use nothing", "com.betterfleet.oscp.limit", "org.slf4j.Target l;"),
            new Habit("pure packages use nothing", "com.betterfleet.oscp.forecast", "java.net.Socket s;"),
            new Habit("pure packages use nothing", "com.betterfleet.oscp.metering", "java.io.InputStream i;"),
            new Habit(
                    "pure packages use nothing", "com.betterfleet.oscp.connection", "java.util.concurrent.Executor e;"),
            new Habit(
                    "pure packages use nothing", "com.betterfleet.oscp.adjustment", "com.fasterxml.jackson.Target e;"),
            new Habit("reads a clock", "com.betterfleet.oscp.message", "Object o = java.time.Instant.now();"),
            new Habit(
                    "reads a clock",
                    "com.betterfleet.oscp.http",
                    "java.util.function.Supplier<Object> o = java.time.Instant::now;"),
            new Habit(
                    "reads a clock",
                    "com.betterfleet.oscp.operation",
                    "Object o = java.time.LocalDate.now(java.time.ZoneOffset.UTC);"),
            new Habit("reads a clock", "com.betterfleet.envelope", "Object o = java.time.Clock.systemUTC();"),
            new Habit("reads a clock", "com.betterfleet.oscp.internal.runtime", "long o = System.nanoTime();"),
            new Habit("reads a clock", "com.betterfleet.oscp.testkit", "long o = System.currentTimeMillis();"),
            new Habit("reads a clock", "com.betterfleet.oscp.store", "Object o = new java.util.Date();"),
            new Habit("draws ids", "com.betterfleet.oscp.http", "Object o = java.util.UUID.randomUUID();"),
            new Habit("draws ids", "com.betterfleet.oscp.connection", "double o = Math.random();"),
            new Habit("draws ids", "com.betterfleet.oscp.connection", "Object o = new java.util.Random();"),
            new Habit("draws ids", "com.betterfleet.oscp.auth", "Object o = new java.security.SecureRandom();"),
            // text of a class that is planted to see the rule against sleeping go red: nothing sleeps here
            new Habit("sleeps", "com.betterfleet.oscp.testkit", "void f() throws Exception { Thread.sleep(1); }"),
            new Habit("the console", "com.betterfleet.oscp.http", "void f() { System.out.println(); }"),
            new Habit("the console", "com.betterfleet.oscp.http", "void f() { System.err.println(); }"),
            new Habit("the console", "com.betterfleet.oscp.http", "void f() { new Exception().printStackTrace(); }"),
            new Habit("properties of the process", "com.betterfleet.oscp", "Object o = System.getProperty(\"a\");"),
            new Habit("properties of the process", "com.betterfleet.oscp", "Object o = System.getenv(\"a\");"),
            new Habit("starts threads", "com.betterfleet.oscp.http", "Object o = new Thread();"),
            new Habit("starts threads", "com.betterfleet.envelope", "static class Own extends Thread {}"),
            new Habit(
                    "starts threads",
                    "com.betterfleet.oscp",
                    "Object o = java.util.concurrent.Executors.newCachedThreadPool();"),
            new Habit(
                    "starts threads",
                    "com.betterfleet.oscp",
                    "Object o = java.util.concurrent.ForkJoinPool.commonPool();"),
            new Habit("no cycles", "com.betterfleet.oscp.json.left", "com.betterfleet.oscp.json.right.Target t;"),
            new Habit("", "com.betterfleet.oscp.metering", "java.util.concurrent.CompletionStage<String> later;"),
            new Habit("", "com.betterfleet.oscp.json", "private com.fasterxml.jackson.Target n;"),
            new Habit(
                    "",
                    "com.betterfleet.oscp.http",
                    "Object o(java.time.Clock clock) { return java.time.Instant.now(clock); }"),
            new Habit("", "com.betterfleet.oscp.connection", "Object o = new java.util.Random(1);"),
            new Habit(
                    "",
                    "com.betterfleet.oscp.testkit",
                    "Object o = java.util.concurrent.Executors.newCachedThreadPool();"),
            new Habit(
                    "",
                    "com.betterfleet.oscp.examples.any",
                    "void f() { System.out.println(java.time.Instant.now()); }"),
            new Habit("", "com.betterfleet.oscp", "Object o = java.util.UUID.randomUUID();"));

    private static final List<String> LIBRARIES =
            List.of("com.fasterxml.jackson", "com.nimbusds", "org.slf4j", "org.springframework");
    private static final Map<ArchRule, String> FINDINGS = new LinkedHashMap<>();

    @BeforeAll
    static void build(@TempDir Path directory) throws IOException {
        PlantedHouse house = new PlantedHouse(directory);
        plantTargets(house);
        for (Layer from : Layer.values()) {
            house.plant(from.home(), "Arrows", arrowsToAll());
        }
        for (Habit habit : HABITS) {
            house.plant(habit.home(), habit.name(), habit.code());
        }
        JavaClasses classes = house.built();
        Stream.concat(Arrows.ALL.stream(), Habits.ALL.stream())
                .forEach(rule -> FINDINGS.put(rule, findings(rule, classes)));
    }

    @ParameterizedTest
    @EnumSource
    void aRoomMayKnowExactlyWhatTheDrawingSays(Layer from) {
        ArchRule rule = ruleNamed(from + " may know");
        Set<Layer> passed = Arrays.stream(Layer.values())
                .filter(to -> !found(rule, from.home() + ".Arrows." + to + ">"))
                .collect(Collectors.toSet());
        assertThat(passed).isEqualTo(drawn(from));
    }

    @ParameterizedTest
    @FieldSource("HABITS")
    void aHabitIsFoundByTheRuleThatForbidsItAndByNoOther(Habit habit) {
        assertThat(FINDINGS.keySet().stream()
                        .filter(rule -> found(rule, habit.home() + "." + habit.name()))
                        .map(ArchRule::getDescription))
                .allSatisfy(rule -> assertThat(rule).contains(habit.rule()).contains(", because "))
                .hasSize(habit.rule().isEmpty() ? 0 : 1);
    }

    private static void plantTargets(PlantedHouse house) throws IOException {
        for (String library : LIBRARIES) {
            house.plant(library, "Target extends Exception", "");
        }
        for (Layer layer : Layer.values()) {
            house.plant(layer.home(), "Target", "");
        }
        house.plant("com.betterfleet.envelope.internal", "Target", "");
        house.plant("com.betterfleet.oscp.json.internal", "Target", "");
        house.plant("com.betterfleet.oscp.json.left", "Target", "");
        house.plant("com.betterfleet.oscp.json.right", "Target", "com.betterfleet.oscp.json.left.Target t;");
    }

    private static String arrowsToAll() {
        return Arrays.stream(Layer.values())
                .map(to -> to.home() + ".Target " + to + ";")
                .collect(Collectors.joining(" "));
    }

    private static Set<Layer> drawn(Layer from) {
        return DRAWING.lines()
                .map(line -> List.of(line.split(" +")))
                .filter(words -> words.get(0).equals(from.name()))
                .flatMap(List::stream)
                .map(Layer::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.of(Layer.ENVELOPE)));
    }

    private static ArchRule ruleNamed(String words) {
        return FINDINGS.keySet().stream()
                .filter(rule -> rule.getDescription().startsWith(words))
                .findFirst()
                .orElseThrow();
    }

    private static boolean found(ArchRule rule, String what) {
        return FINDINGS.getOrDefault(rule, "").contains(what);
    }

    /** With every arrow drawn all is one cycle; the planted one is in a corner where nothing else is. */
    private static String findings(ArchRule rule, JavaClasses classes) {
        JavaClasses judged = rule == Arrows.NO_CYCLES
                ? classes.that(JavaClass.Predicates.resideInAnyPackage("..json.left", "..json.right"))
                : classes;
        return String.join("\n", rule.evaluate(judged).getFailureReport().getDetails());
    }
}
