package com.betterfleet.oscp.testkit.cp;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider's Register, and what it complains of: an FP by hand that does one thing wrong at a time. */
class RegisterWitnessTest {
    private static final String INITIAL = "the-initial-token";
    private static final URI FP = URI.create("https://depot.example/oscp/fp/2.0");
    private static final RegistrationHabits ORDERLY =
            RegistrationHabits.orderly(INITIAL, URI.create("https://derms.example/oscp/cp/2.0"));
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private Bench bench = bench(habits -> habits);
    private int tokens;

    @AfterEach
    void stop() {
        bench.close();
    }

    private static Bench bench(UnaryOperator<RegistrationHabits> habits) {
        return new Bench(settings -> settings.register(habits.apply(ORDERLY)));
    }

    private void use(UnaryOperator<RegistrationHabits> habits) {
        bench.close();
        bench = bench(habits);
    }

    private String fresh() {
        tokens++;
        return "fp-token-%040d".formatted(tokens);
    }

    private static String body(String token) {
        return "{\"token\":\"" + token + "\",\"version_url\":[{\"version\":\"2.0\",\"base_url\":\"" + FP + "\"}]}";
    }

    private int register(String presented, String body, String... correlation) {
        List<RawHeader> headers = headers(presented);
        List.of(correlation).forEach(id -> headers.add(new RawHeader("X-Correlation-ID", id)));
        return bench.call("POST", "register", headers, body);
    }

    private List<RawHeader> headers(String presented) {
        return new ArrayList<>(List.of(
                new RawHeader("Authorization", "Token " + presented),
                new RawHeader("fp-id", "F1"),
                new RawHeader("Content-Type", "application/json"),
                new RawHeader("X-Request-ID", "fp-" + new UUID(1, tokens++))));
    }

    private List<String> given() {
        return bench.arrived("register").stream()
                .map(text -> TOKEN.matcher(text)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst())
                .map(found -> found.orElseThrow())
                .toList();
    }

    private void wrong(String text) {
        assertThat(bench.cp.complaints())
                .anySatisfy(complaint -> assertThat(complaint.text()).contains(text));
    }

    @Test
    void itAnswersAnFpThatBeginsAndPresentsItsTokenFromThenOn() {
        String token = fresh();
        assertThat(register(INITIAL, body(token))).isEqualTo(204);
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(given()).hasSize(1);
        assertThat(bench.arrived.get(0).correlationId()).isPresent();
        assertThat(bench.cp.registered()).isTrue();
        assertThat(bench.wire.get(1).call().headers())
                .as("in place of the preset credential")
                .filteredOn(header -> header.isNamed("Authorization"))
                .containsExactly(new RawHeader("Authorization", "Token " + token));
        assertThat(bench.cp.complaints()).isEmpty();
    }

    @Test
    void itBeginsAndIsContentWithAReply() {
        String id = bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(register(given().get(0), body(fresh()), id)).isEqualTo(204);
        bench.time.runFor(Duration.ofSeconds(10));
        assertThat(given()).as("a reply is not answered").hasSize(1);
        assertThat(bench.cp.registered()).isTrue();
        assertThat(bench.cp.complaints()).isEmpty();
    }

    @Test
    void aTokenThatItNeverGaveIsRefused() {
        assertThat(register("guessed", body(fresh()))).isEqualTo(401);
        wrong("Authorization is missing, doubled or wrong");
    }

    @Test
    void aReplyThatPresentsAnotherTokenThanTheOneItAnswersIsRefused() {
        String id = bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(register(INITIAL, body(fresh()), id)).isEqualTo(400);
        wrong("must present the token of the register that it answers");
    }

    @Test
    void anAnswerToItsAnswerIsRefused() {
        register(INITIAL, body(fresh()));
        bench.time.runFor(Duration.ofSeconds(1));
        String answer = bench.arrived.get(0).requestId();
        assertThat(register(given().get(0), body(fresh()), answer)).isEqualTo(400);
        wrong("two registers that answer each other");
        assertThat(register(given().get(0), body(fresh()), "nobody")).isEqualTo(400);
        wrong("no register of ours");
    }

    @Test
    void aTokenThatIsTooShortOrItsOwnIsRefused() {
        assertThat(register(INITIAL, body("short"))).isEqualTo(400);
        wrong("256 bits need 43");
        bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(1));
        String own = given().get(0);
        assertThat(register(INITIAL, body(own))).isEqualTo(400);
    }

    @Test
    void anotherUrlOrMoreThanOneVersionIsRefused() {
        assertThat(register(INITIAL, body(fresh()).replace("depot.example", "elsewhere.example")))
                .isEqualTo(400);
        wrong("version_url: must be 2.0 at");
        assertThat(register(INITIAL, body(fresh()).replace("\"2.0\"", "\"2.1\"")))
                .isEqualTo(400);
        wrong("2.1 is not one of 2.0");
        String two = body(fresh());
        String entry = two.substring(two.indexOf('[') + 1, two.indexOf(']'));
        assertThat(register(INITIAL, two.replace(entry, entry + "," + entry))).isEqualTo(400);
    }

    @Test
    void anOldTokenCountsUntilTheNewOneWasUsedOrNoLongerAtOnce() {
        bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(register(INITIAL, body(fresh()))).as("old").isEqualTo(204);
        assertThat(register(given().get(0), body(fresh()))).as("new").isEqualTo(204);
        assertThat(register(INITIAL, body(fresh()))).as("old, after new").isEqualTo(401);

        use(RegistrationHabits::forgetful);
        bench.cp.startRegister();
        assertThat(register(INITIAL, body(fresh()))).isEqualTo(401);
        assertThat(bench.cp.complaints()).as("the FP could not know").isEmpty();
        bench.time.runFor(Duration.ofSeconds(30));
        assertThat(register(INITIAL, body(fresh()))).isEqualTo(401);
        wrong("Authorization");
    }

    @Test
    void theForgetfulAnswersEverythingWithoutIds() {
        use(RegistrationHabits::forgetful);
        bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(bench.arrived.get(0).requestId()).isNull();
        register(given().get(0), body(fresh()));
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(given()).hasSize(2);
        assertThat(bench.arrived.get(1).correlationId()).isEmpty();
    }

    @Test
    void theEchoingRepliesWithTheIdItWasAsked() {
        use(RegistrationHabits::echoing);
        register(INITIAL, body(fresh()));
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(bench.arrived.get(0).requestId()).startsWith("fp-");
        assertThat(bench.arrived.get(0).correlationId()).isEmpty();
    }

    @Test
    void aDeleteBringsTheInitialTokenBack() {
        register(INITIAL, body(fresh()));
        bench.time.runFor(Duration.ofSeconds(1));
        String token = given().get(0);
        assertThat(bench.call("DELETE", "register", headers(token), "")).isEqualTo(204);
        assertThat(bench.cp.registered()).isFalse();
        assertThat(register(token, body(fresh()))).isEqualTo(401);
        assertThat(register(INITIAL, body(fresh()))).isEqualTo(204);
        bench.cp.endRegistration();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(bench.wire.stream().map(exchange -> exchange.call().method()))
                .contains("DELETE");
        assertThat(bench.cp.registered()).isFalse();
    }

    @Test
    void anAnswerMayTravelForAWhile() {
        bench.line.towardsFp().answersAfter(Duration.ofSeconds(3));
        bench.cp.startRegister();
        bench.time.runFor(Duration.ofSeconds(2));
        assertThat(bench.arrived).hasSize(1);
        assertThat(bench.cp.sent()).isEmpty();
        bench.time.runFor(Duration.ofSeconds(1));
        assertThat(bench.cp.sent()).hasSize(1);
    }
}
