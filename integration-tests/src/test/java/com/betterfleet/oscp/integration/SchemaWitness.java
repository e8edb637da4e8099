package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import com.betterfleet.oscp.testkit.wire.WireListener;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stands at the wire: whatever leaves the provider must be valid by our JSON Schemas, or the run ends. */
final class SchemaWitness implements WireListener {
    /** What passes there is OAuth 2, not OSCP. */
    private static final String TOKEN_PATH = "/oauth2/token";

    private final Set<Action> seen = EnumSet.noneOf(Action.class);
    private int errors;

    /** The kinds of message that have left the provider. */
    Set<Action> seen() {
        return seen;
    }

    /** How many answers with an error body have left the provider. */
    int errors() {
        return errors;
    }

    @Override
    public void exchanged(WireExchange exchange) {
        if (exchange.call().uri().getPath().endsWith(TOKEN_PATH)) {
            return;
        }
        if (!exchange.from().startsWith("cp")) {
            sent(exchange.call());
        } else {
            answer(exchange.outcome()).ifPresent(this::answered);
        }
    }

    private void sent(RawCall call) {
        if (call.method().equals("DELETE")) {
            check(call.body().size() == 0, "a DELETE has a body");
            return;
        }
        String path = call.uri().getPath();
        Action action = Action.ofPath(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
        judge(OscpSchemas.idOf(action), call.body().toArray());
        seen.add(action);
    }

    private void answered(RawReply reply) {
        if (reply.status() == 204) {
            check(reply.body().toArray().length == 0, "a 204 has a body");
        } else {
            judge(OscpSchemas.idOfError(), reply.body().toArray());
            errors++;
        }
    }

    private static Optional<RawReply> answer(WireExchange.Outcome outcome) {
        return outcome instanceof WireExchange.Outcome.Answered answered
                ? Optional.of(answered.reply())
                : ((WireExchange.Outcome.Failed) outcome).lost();
    }

    private static void judge(String schema, byte[] body) {
        String document = new String(body, StandardCharsets.UTF_8);
        List<String> complaints = Schemas.complaints(schema, document);
        check(complaints.isEmpty(), schema + " " + complaints + " in " + document);
    }

    private static void check(boolean sound, String otherwise) {
        if (!sound) {
            throw new AssertionError(otherwise);
        }
    }
}
