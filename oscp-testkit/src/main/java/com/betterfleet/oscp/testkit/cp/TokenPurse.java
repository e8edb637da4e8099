package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.annotation.Nullable;

/**
 * Fetches, keeps and renews the token that the provider presents to the FP. A token is renewed half a minute before its end.
 * Guarded by the agenda's lock.
 */
final class TokenPurse {

    private static final Duration EARLY = Duration.ofSeconds(30);

    private final TokenSource source;
    private final Duration timeout;
    private final RawSender sender;
    private final Agenda agenda;
    private final Ledger ledger;
    private final List<BiConsumer<Optional<String>, Throwable>> waiting = new ArrayList<>();
    private Optional<String> token = Optional.empty();
    private Instant renewAt = Instant.MIN;

    TokenPurse(TokenSource source, Duration timeout, RawSender sender, Agenda agenda, Ledger ledger) {
        this.source = source;
        this.timeout = timeout;
        this.sender = sender;
        this.agenda = agenda;
        this.ledger = ledger;
    }

    /** Hands over the token, or nothing and the reason. */
    void token(BiConsumer<Optional<String>, Throwable> then) {
        if (token.isPresent() && agenda.now().isBefore(renewAt)) {
            then.accept(token, new IOException("none"));
            return;
        }
        waiting.add(then);
        if (waiting.size() == 1) {
            Instant asked = agenda.now();
            sender.send(call()).whenComplete((reply, thrown) -> agenda.guarded(() -> ended(asked, reply, thrown)));
        }
    }

    /** The FP did not take it. */
    void forget() {
        token = Optional.empty();
    }

    private void ended(Instant asked, @Nullable RawReply reply, @Nullable Throwable thrown) {
        token = Optional.empty();
        if (reply != null && reply.status() == 200) {
            keep(asked, reply);
        }
        Throwable why = thrown == null ? new IOException("no token was given") : thrown;
        List<BiConsumer<Optional<String>, Throwable>> told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(then -> then.accept(token, why));
    }

    private void keep(Instant asked, RawReply reply) {
        if (!RawHeader.values(reply.headers(), "Cache-Control").equals(List.of("no-store"))) {
            complain("a token was given without Cache-Control: no-store");
        }
        try {
            read(asked, JsonReader.read(reply.body()));
        } catch (JsonRefusedException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    private void read(Instant asked, JsonValue document) {
        if (document instanceof JsonValue.Members object
                && object.members().get("access_token") instanceof JsonValue.Text text
                && object.members().get("token_type") instanceof JsonValue.Text type
                && type.text().toLowerCase(Locale.ROOT).equals("bearer")
                && object.members().get("expires_in") instanceof JsonValue.Digits seconds) {
            token = Optional.of(text.text());
            renewAt = asked.plusSeconds(Long.parseLong(seconds.text())).minus(EARLY);
        } else {
            complain("the answer must have access_token, token_type Bearer and expires_in");
        }
    }

    private RawCall call() {
        String pair = encoded(source.clientId()) + ":" + encoded(source.clientSecret());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new RawCall(
                "POST",
                source.url(),
                List.of(
                        new RawHeader("Authorization", "Basic " + basic),
                        new RawHeader("Content-Type", "application/x-www-form-urlencoded")),
                RawBytes.utf8("grant_type=client_credentials"),
                timeout);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void complain(String text) {
        ledger.complain(new Complaint(agenda.now(), "token", "", Complaint.Rule.TOKEN, text));
    }
}
