package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The token endpoint of a {@link SimulatedCapacityProvider}: it gives opaque access tokens to the one client of its {@link
 * TokenIssue}, judges every request for one, and can revoke what it gave. It is the handler to mount at its own path.
 *
 * <p>A request must be a POST of {@code grant_type=client_credentials} as a form, with the client's id and secret by Basic, each encoded as
 * RFC 6749 has it, and with the headers that the provider demands of messages. Anything else is refused with a {@link Complaint}.
 *
 * <p>Thread-safe.
 */
public final class SimulatedTokenEndpoint implements HttpHandler {

    private static final int MOST_BYTES = 100_000;
    private static final Pattern FORM =
            Pattern.compile("(?i)application/x-www-form-urlencoded\\s*(;\\s*charset=\"?utf-8\"?)?");

    private final CapacityProviderSettings settings;
    private final TokenIssue issue;
    private final Agenda agenda;
    private final Ledger ledger;
    private final Supplier<String> ids;
    private final Map<String, Instant> given = new TreeMap<>();
    private final Set<String> revoked = new HashSet<>();
    private OptionalInt scripted = OptionalInt.empty();
    private int requests;

    SimulatedTokenEndpoint(
            CapacityProviderSettings settings, TokenIssue issue, Agenda agenda, Ledger ledger, Supplier<String> ids) {
        this.settings = settings;
        this.issue = issue;
        this.agenda = agenda;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** What becomes of a message that presents a token. */
    enum Standing {
        GOOD,
        /** Revoked: the FP could not know. */
        REVOKED,
        /** Expired, or never given. */
        WRONG
    }

    /**
     * How many tokens were asked for, refused requests included.
     *
     * @return the number
     */
    public int requests() {
        synchronized (agenda) {
            return requests;
        }
    }

    /**
     * How many tokens were given.
     *
     * @return the number
     */
    public int given() {
        synchronized (agenda) {
            return given.size();
        }
    }

    /** Revokes every token given so far: messages that present one are answered 401. */
    public void revokeAll() {
        agenda.locked(() -> revoked.addAll(given.keySet()));
    }

    /**
     * Answers with a status, unread, until {@link #answerNormally()}: 503 for an endpoint that is down, 401 for a client that is locked out.
     *
     * @param status the HTTP status
     */
    public void answer(int status) {
        agenda.locked(() -> scripted = OptionalInt.of(status));
    }

    /** Gives tokens again. */
    public void answerNormally() {
        agenda.locked(() -> scripted = OptionalInt.empty());
    }

    Standing standing(List<RawHeader> headers) {
        List<String> values = RawHeader.values(headers, "Authorization");
        if (values.size() != 1 || !values.get(0).regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Standing.WRONG;
        }
        String token = values.get(0).substring(7);
        Instant until = given.get(token);
        if (until == null || !agenda.now().isBefore(until)) {
            return Standing.WRONG;
        }
        return revoked.contains(token) ? Standing.REVOKED : Standing.GOOD;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            List<RawHeader> headers = Exchanges.headers(exchange);
            String method = exchange.getRequestMethod();
            Reply reply;
            synchronized (agenda) {
                reply = receive(method, headers, body);
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply receive(String method, List<RawHeader> headers, String body) {
        requests++;
        if (scripted.isPresent()) {
            return new Reply(
                    scripted.getAsInt(), "{\"error\":\"invalid_client\",\"error_description\":\"as scripted\"}");
        }
        List<String> findings = findings(method, headers, body);
        findings.forEach(this::complain);
        if (!findings.isEmpty()) {
            return new Reply(400, "{\"error\":\"invalid_request\"}");
        }
        if (!knows(headers)) {
            complain("the client's id or secret is wrong");
            return new Reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"unknown client\"}");
        }
        String token = "opaque-" + ids.get();
        given.put(token, agenda.now().plus(issue.life()));
        return new Reply(
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":"
                        + issue.life().toSeconds() + "}");
    }

    private List<String> findings(String method, List<RawHeader> headers, String body) {
        List<String> findings = new ArrayList<>();
        if (!method.equals("POST")) {
            findings.add(method + " is not POST");
        }
        List<String> types = RawHeader.values(headers, "Content-Type");
        if (types.size() != 1 || !FORM.matcher(types.get(0)).matches()) {
            findings.add("Content-Type must be that of a form, was " + types);
        }
        if (!body.equals("grant_type=client_credentials")) {
            findings.add("the form must be grant_type=client_credentials and nothing else");
        }
        new HeaderJudge(settings, new Tokens(Optional.empty()), Optional.empty()).demanded(headers, findings);
        return findings;
    }

    private boolean knows(List<RawHeader> headers) {
        List<String> values = RawHeader.values(headers, "Authorization");
        if (values.size() != 1 || !values.get(0).startsWith("Basic ")) {
            return false;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(values.get(0).substring(6));
            String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", -1);
            return parts.length == 2
                    && decoded(parts[0]).equals(issue.clientId())
                    && decoded(parts[1]).equals(issue.clientSecret());
        } catch (IllegalArgumentException notEncoded) {
            return false;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void complain(String text) {
        ledger.complain(new Complaint(agenda.now(), "token", "", Complaint.Rule.TOKEN, text));
    }

    private record Reply(int status, String body) {}
}
