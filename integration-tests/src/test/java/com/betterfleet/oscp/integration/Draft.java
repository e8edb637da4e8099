package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A request while it is made; at first it is one that an honest peer might send. */
final class Draft {
    private static final int MOST = EndpointBounds.STANDARD.maxBody();
    private static final List<Gate> GATES =
            List.of(Gate.VECTOR, Gate.VECTOR, Gate.VECTOR, Gate.PLAIN, Gate.PLAIN, Gate.BARE, Gate.BARE, Gate.REGISTER);
    private static final List<String> NEVER_OURS = List.of(
            "adjust_group_capacity_forecast",
            "group_capacity_compliance_error",
            "update_group_measurements",
            "update_asset_measurements");

    final Gate gate;
    final List<Header> headers;
    String method = "POST";
    String path;
    byte[] body;
    boolean authentic = true;
    String flaw = "";

    Draft(int number, SplittableRandom random) {
        Corpus.Document document = BodyMutations.pick(Corpus.DOCUMENTS, random);
        gate = document.action().equals("register") && random.nextBoolean()
                ? Gate.REGISTER
                : BodyMutations.pick(GATES, random);
        path = gate.path + "/" + document.action();
        body = document.body();
        headers = gate.honest("r-" + number);
    }

    /** Another method than POST; DELETE ends a registration. */
    void proceedBy(String other) {
        method = other;
        if (!other.equals("DELETE") || !path.endsWith("/register")) {
            flaw = "its method is not POST";
        }
    }

    /** Adds to the body what makes it no JSON. */
    void spoilBody() {
        body = text(new String(body, StandardCharsets.UTF_8) + "\u0001");
        flaw = "its body is no JSON";
    }

    /** A message that no Flexibility Provider gets. */
    void misdirect(SplittableRandom random) {
        send(BodyMutations.pick(NEVER_OURS, random), "{}");
        flaw = "it is not for us";
    }

    /** A handshake that asks for less than is demanded, or for too much. */
    void demandTooMuch() {
        String wish = gate.isVectors() ? "" : "\"heartbeat_interval\":2,";
        send("handshake", "{\"required_behaviour\":{" + wish + "\"measurement_configuration\":[\"CONTINUOUS\"]}}");
        flaw = "we do not agree to what it asks for";
    }

    /** A sound forecast for a group that is not bound, or in a unit that is not taken. */
    void forecastWrongly(boolean unknownGroup) {
        String body = Depot.forecastBody(unknownGroup ? "AKL99" : "AKL01", Depot.START, "400", "0", "77.5");
        send("update_group_capacity_forecast", unknownGroup ? body : body.replaceFirst("KW", "KWH"));
        flaw = unknownGroup ? "its group is not bound" : "its unit is not taken";
    }

    Sent sent(String origin) {
        boolean tooLarge = body.length > MOST;
        byte[] read = tooLarge ? Arrays.copyOf(body, MOST + 1) : body;
        return new Sent(new InboundRequest(method, path, headers, read, tooLarge), authentic, flaw, origin);
    }

    private void send(String action, String text) {
        path = gate.path + "/" + action;
        body = text(text);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
