package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges what arrives and lets it take effect. Guarded by the agenda's lock. */
final class Reception {

    private final CapacityProviderSettings settings;
    private final Agenda agenda;
    private final Ledger ledger;
    private final Link link;
    private final Registration registration;
    private final Answers answers;
    private final HeaderJudge headerJudge;
    private final Claims claims;
    private final Windows windows = new Windows();
    private final Map<String, Seen> seen = new HashMap<>();

    Reception(
            CapacityProviderSettings settings,
            Agenda agenda,
            Ledger ledger,
            Link link,
            Registration registration,
            Tokens tokens,
            Claims claims,
            Answers answers,
            Optional<SimulatedTokenEndpoint> issued) {
        this.settings = settings;
        this.agenda = agenda;
        this.ledger = ledger;
        this.link = link;
        this.registration = registration;
        this.claims = claims;
        this.answers = answers;
        this.headerJudge = new HeaderJudge(settings, tokens, issued);
    }

    Verdict receive(Request request) {
        Verdict verdict = scripted(request);
        ledger.received(new ReceivedMessage(
                action(request), agenda.now(), request.headers(), request.body(), verdict.status()));
        verdict.rule().ifPresent(rule -> verdict.findings().forEach(text -> complain(request, rule, text)));
        return verdict;
    }

    private Verdict scripted(Request request) {
        Optional<Answers.Script> script = answers.next(action(request));
        if (script.isEmpty()) {
            return judge(request);
        }
        Verdict verdict = script.get().processed() ? judge(request) : Verdict.fine();
        return verdict.answeredWith(script.get().status());
    }

    private Verdict judge(Request request) {
        if (!known(request)) {
            return Verdict.wrong(404, Complaint.Rule.ROUTE, request.path() + " is no path of ours");
        }
        if (!request.method().equals("POST") && !ends(request)) {
            return Verdict.wrong(405, Complaint.Rule.ROUTE, request.method() + " is not POST");
        }
        return switch (headerJudge.standing(request.headers())) {
            case GOOD -> authorized(request);
            case REVOKED -> Verdict.fine().answeredWith(401);
            case WRONG -> Verdict.wrong(401, Complaint.Rule.HEADERS, "Authorization is missing, doubled or wrong");
        };
    }

    private Verdict authorized(Request request) {
        List<String> findings = headerJudge.findings(request.headers());
        if (findings.isEmpty() && ends(request)) {
            registration.ended();
            link.ended();
            return Verdict.fine();
        }
        return findings.isEmpty() ? identified(request) : Verdict.wrong(400, Complaint.Rule.HEADERS, findings);
    }

    private Verdict identified(Request request) {
        Seen before = seen.get(requestId(request));
        if (before == null) {
            return read(request);
        }
        if (!before.action().equals(action(request)) || !before.body().equals(request.body())) {
            return Verdict.wrong(409, Complaint.Rule.REQUEST_ID, "X-Request-ID was used for another message already");
        }
        if (action(request).equals(Actions.HANDSHAKE)) {
            link.handshakeRepeated(requestId(request));
        }
        return Verdict.fine();
    }

    private Verdict read(Request request) {
        List<String> type = headerJudge.contentType(request.headers());
        if (!type.isEmpty()) {
            return Verdict.wrong(400, Complaint.Rule.JSON, type);
        }
        try {
            return body(request, JsonReader.read(request.body()));
        } catch (JsonRefusedException e) {
            return Verdict.wrong(400, Complaint.Rule.JSON, String.valueOf(e.getMessage()));
        }
    }

    private Verdict body(Request request, JsonValue document) {
        Inspection inspection = new Inspection();
        Optional<Reading> reading = inspection
                .object(document, "")
                .flatMap(object -> new BodyJudge(settings, inspection, agenda.now()).read(action(request), object));
        if (!inspection.findings().isEmpty() || reading.isEmpty()) {
            return Verdict.wrong(400, Complaint.Rule.BODY, inspection.findings());
        }
        return state(request, reading.get());
    }

    private Verdict state(Request request, Reading reading) {
        Optional<String> objection = linkObjection(request).or(() -> claims.objection(reading, correlations(request)));
        if (objection.isPresent()) {
            return Verdict.wrong(400, Complaint.Rule.LINK, objection.get());
        }
        List<String> wrong = reading instanceof Reading.Register register
                ? registration.objections(request.headers(), register)
                : List.of();
        if (!wrong.isEmpty()) {
            return Verdict.wrong(400, Complaint.Rule.REGISTER, wrong);
        }
        List<String> objections = reading instanceof Reading.Measurements measurements
                ? windows.objections(measurements.windows())
                : List.of();
        if (!objections.isEmpty()) {
            return Verdict.wrong(400, Complaint.Rule.WINDOW, objections);
        }
        seen.put(requestId(request), new Seen(action(request), request.body()));
        effect(request, reading);
        return Verdict.fine();
    }

    private Optional<String> linkObjection(Request request) {
        if (!Actions.opensTheLink(action(request)) && !link.open()) {
            return Optional.of("sent before a handshake was acknowledged");
        }
        return action(request).equals(Actions.HANDSHAKE_ACKNOWLEDGE)
                ? link.objection(correlations(request))
                : Optional.empty();
    }

    private static List<String> correlations(Request request) {
        return RawHeader.values(request.headers(), "X-Correlation-ID");
    }

    private void effect(Request request, Reading reading) {
        if (reading instanceof Reading.Heartbeat heartbeat) {
            link.heartbeatArrived(heartbeat.offlineModeAt());
        } else if (reading instanceof Reading.Measurements measurements) {
            measurements.windows().forEach(window -> accept(request, window));
        } else if (reading instanceof Reading.Handshake handshake) {
            handshake(request, handshake);
        } else if (reading instanceof Reading.Register register) {
            registration.arrived(requestId(request), request.headers(), register);
        } else {
            claims.accept(requestId(request), reading, correlations(request));
        }
    }

    private void handshake(Request request, Reading.Handshake handshake) {
        if (action(request).equals(Actions.HANDSHAKE)) {
            link.handshakeArrived(requestId(request), handshake);
        } else {
            correlations(request).forEach(id -> link.acknowledgementArrived(id, handshake));
        }
    }

    private void accept(Request request, MeteredWindow window) {
        windows.accept(window);
        ledger.accepted(new AcceptedWindow(requestId(request), agenda.now(), window));
    }

    private boolean known(Request request) {
        String action = action(request);
        return request.path().equals(settings.basePath() + "/" + action)
                && (opensTheLink(action) || settings.actions().contains(action));
    }

    private boolean opensTheLink(String action) {
        boolean registers = settings.registration().isPresent() || !action.equals(Actions.REGISTER);
        return registers && Actions.opensTheLink(action);
    }

    private static boolean ends(Request request) {
        return request.method().equals("DELETE") && action(request).equals(Actions.REGISTER);
    }

    private void complain(Request request, Complaint.Rule rule, String text) {
        ledger.complain(new Complaint(agenda.now(), action(request), requestId(request), rule, text));
    }

    private static String action(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    private static String requestId(Request request) {
        return RawHeader.values(request.headers(), "X-Request-ID").stream()
                .findFirst()
                .orElse("");
    }

    private record Seen(String action, RawBytes body) {}

    /** A request as it arrived. */
    record Request(String method, String path, List<RawHeader> headers, RawBytes body) {}

    /** What to answer, and what to complain of. */
    record Verdict(int status, Optional<Complaint.Rule> rule, List<String> findings) {

        static Verdict fine() {
            return new Verdict(204, Optional.empty(), List.of());
        }

        static Verdict wrong(int status, Complaint.Rule rule, String finding) {
            return wrong(status, rule, List.of(finding));
        }

        static Verdict wrong(int status, Complaint.Rule rule, List<String> findings) {
            return new Verdict(status, Optional.of(rule), new ArrayList<>(findings));
        }

        Verdict answeredWith(int other) {
            return new Verdict(other, rule, findings);
        }
    }
}
