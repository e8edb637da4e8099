package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import com.betterfleet.oscp.testkit.cp.RegistrationHabits;
import com.betterfleet.oscp.testkit.cp.SentMessage;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A depot and a utility of the plain standard, whose tokens are exchanged by Register. Every token holds {@code 5ecre7}. */
final class Newcomers {
    static final String INITIAL = "initial-5ecre7-d";
    static final SecretRef INITIAL_REF = SecretRef.of("nz/initial");
    static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private Newcomers() {}

    /** The depot begins. */
    static Depot initiating(UnaryOperator<RegistrationHabits> habits) {
        return depot("initiate", habits);
    }

    /** The utility begins. */
    static Depot awaiting(UnaryOperator<RegistrationHabits> habits) {
        return depot("await", habits);
    }

    private static Depot depot(String register, UnaryOperator<RegistrationHabits> habits) {
        Depot depot = new Depot(utility -> utility.measurementConfiguration("CONTINUOUS")
                .accept("update_group_measurements")
                .register(habits.apply(RegistrationHabits.orderly(INITIAL, Depot.CP_URL))));
        depot.vault.put(INITIAL_REF, Secret.of(INITIAL));
        depot.configuration = fp -> {
            fp.configuration().connect(connection(register), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
        int[] issued = {0};
        depot.more = builder -> builder.tokens(() -> Secret.of("fp-5ecre7-%040d".formatted(++issued[0])));
        return depot;
    }

    static ConnectionSettingsBuilder connection(String register) {
        return ConnectionSettings.of("nz", "oscp-2.0")
                .cpBaseUrl(Depot.CP_URL)
                .register(INITIAL_REF, Depot.FP_URL)
                .setting("register", register);
    }

    static void untilOnline(Depot depot) {
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(3));
    }

    /** Registered on the utility's initiative, and online. */
    static Depot onlineByUtility() {
        Depot depot = awaiting(UnaryOperator.identity()).boot();
        depot.cp.startRegister();
        untilOnline(depot);
        return depot;
    }

    /** The Registers that reached the utility, repetitions under the same id left out. */
    static List<ReceivedMessage> ours(Depot depot) {
        Set<String> ids = new TreeSet<>();
        return depot.cp.received().stream()
                .filter(message -> message.action().equals("register"))
                .filter(message -> message.body().size() > 0 && ids.add(message.requestId()))
                .toList();
    }

    /** The Registers that the utility sent and we took. */
    static List<SentMessage> theirs(Depot depot) {
        return depot.cp.sent().stream()
                .filter(message -> message.action().equals("register") && message.succeeded())
                .toList();
    }

    static String tokenIn(String body) {
        return TOKEN.matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    static String presented(ReceivedMessage message) {
        return RawHeader.values(message.headers(), "Authorization").get(0);
    }

    /** The names under which the vault keeps what was exchanged. */
    static List<SecretRef> kept(Depot depot) {
        return depot.vault.list("oscp/");
    }

    static String register(String token, String version, String url) {
        return "{\"token\":\"" + token + "\",\"version_url\":[{\"version\":\"" + version + "\",\"base_url\":\"" + url
                + "\"}]}";
    }

    static String register(String token) {
        return register(token, "2.0", Depot.CP_URL.toString());
    }

    static InboundAnswer request(Depot depot, String method, String token, Optional<String> id, String body) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Authorization", "Token " + token)));
        id.ifPresent(value -> headers.add(new Header("X-Request-ID", value)));
        return depot.fp()
                .endpoint()
                .handle(new InboundRequest(
                        method, "/nz/register", headers, body.getBytes(StandardCharsets.UTF_8), false));
    }

    static InboundAnswer post(Depot depot, String token, String id, String body) {
        return request(depot, "POST", token, Optional.of(id), body);
    }

    /** All that may be read by others: events, journal, store, status, explanation. */
    static Stream<String> spoken(Depot depot) {
        return Stream.of(
                        depot.events.stream().map(Object::toString),
                        depot.store.journal().stream().map(Object::toString),
                        Stream.of(
                                depot.store.text(),
                                depot.fp().status().toJson(),
                                depot.fp().status().toString(),
                                depot.fp().configuration().connections().toString(),
                                depot.fp().explain("AKL01", depot.time.now()).toText()))
                .flatMap(texts -> texts);
    }
}
