package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.annotation.Nullable;

/** Sends parcels: the same bytes and the same request id on every try, a bounded number of tries. */
final class Courier {

    private static final Set<Integer> TRY_AGAIN = Set.of(408, 429);
    private static final int UNAUTHORIZED = 401;

    private final CapacityProviderSettings settings;
    private final RawSender sender;
    private final Agenda agenda;
    private final Ledger ledger;
    private final Optional<TokenPurse> purse;
    private final Tokens tokens;

    Courier(CapacityProviderSettings settings, RawSender sender, Agenda agenda, Ledger ledger, Tokens tokens) {
        this.settings = settings;
        this.sender = sender;
        this.agenda = agenda;
        this.ledger = ledger;
        this.purse = settings.tokenSource()
                .map(source -> new TokenPurse(source, settings.timeout(), sender, agenda, ledger));
        this.tokens = tokens;
    }

    void send(Parcel parcel) {
        send(parcel, 1);
    }

    private void send(Parcel parcel, int attempt) {
        if (purse.isEmpty()) {
            carry(parcel, attempt, Optional.empty());
            return;
        }
        purse.get().token((token, why) -> {
            if (token.isPresent()) {
                carry(parcel, attempt, token);
            } else {
                ended(parcel, attempt, agenda.now(), null, why);
            }
        });
    }

    private void carry(Parcel parcel, int attempt, Optional<String> token) {
        Instant at = agenda.now();
        sender.send(call(parcel, token))
                .whenComplete((reply, thrown) -> agenda.guarded(() -> ended(parcel, attempt, at, reply, thrown)));
    }

    private void ended(Parcel parcel, int attempt, Instant at, @Nullable RawReply reply, @Nullable Throwable thrown) {
        SentMessage result = result(parcel, attempt, at, reply, thrown);
        ledger.sent(result);
        if (reply != null) {
            judge(parcel, reply);
            forgetRefusedToken(reply);
        }
        if (worthAnotherTry(result) && attempt < parcel.tries()) {
            agenda.after(settings.retryDelay(), () -> send(parcel, attempt + 1));
        } else {
            parcel.ended().accept(result);
        }
    }

    private void forgetRefusedToken(RawReply reply) {
        if (reply.status() == UNAUTHORIZED) {
            purse.ifPresent(TokenPurse::forget);
        }
    }

    private void judge(Parcel parcel, RawReply reply) {
        boolean success = reply.status() / 100 == 2;
        if (success && reply.status() != 204) {
            complain(parcel, "answered " + reply.status() + ", not 204");
        } else if (success && reply.body().size() > 0) {
            complain(parcel, "answered 204 with a body");
        }
    }

    private void complain(Parcel parcel, String text) {
        ledger.complain(new Complaint(agenda.now(), parcel.action(), parcel.requestId(), Complaint.Rule.ANSWER, text));
    }

    private boolean worthAnotherTry(SentMessage result) {
        return result.status().isEmpty()
                || (purse.isPresent() && result.status().getAsInt() == UNAUTHORIZED)
                || result.status().getAsInt() >= 500
                || TRY_AGAIN.contains(result.status().getAsInt());
    }

    private static SentMessage result(
            Parcel parcel, int attempt, Instant at, @Nullable RawReply reply, @Nullable Throwable thrown) {
        return new SentMessage(
                parcel.action(),
                parcel.requestId(),
                parcel.correlationId(),
                parcel.body(),
                attempt,
                at,
                reply == null ? OptionalInt.empty() : OptionalInt.of(reply.status()),
                Optional.ofNullable(thrown).map(cause -> cause.getClass().getSimpleName()));
    }

    private RawCall call(Parcel parcel, Optional<String> token) {
        List<RawHeader> headers = new ArrayList<>(settings.outboundHeaders());
        token.ifPresent(bearer -> headers.add(new RawHeader("Authorization", "Bearer " + bearer)));
        tokens.authorization().ifPresent(exchanged -> {
            headers.removeIf(header -> header.isNamed(exchanged.name()));
            headers.add(exchanged);
        });
        if (parcel.body().size() > 0) {
            headers.add(new RawHeader("Content-Type", "application/json; charset=UTF-8"));
        }
        if (!parcel.requestId().isEmpty()) {
            headers.add(new RawHeader("X-Request-ID", parcel.requestId()));
        }
        parcel.correlationId().ifPresent(id -> headers.add(new RawHeader("X-Correlation-ID", id)));
        return new RawCall(parcel.method(), url(parcel.action()), headers, parcel.body(), settings.timeout());
    }

    private URI url(String action) {
        String base = settings.fpBaseUrl().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + action);
    }
}
