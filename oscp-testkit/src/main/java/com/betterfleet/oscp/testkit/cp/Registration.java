package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The provider's side of Register. Guarded by the agenda's lock. */
final class Registration {

    private final CapacityProviderSettings settings;
    private final Agenda agenda;
    private final Courier courier;
    private final Tokens tokens;
    private final Supplier<String> ids;
    private final Map<String, String> begun = new HashMap<>();
    private final Set<String> replies = new HashSet<>();
    private boolean registered;
    private int ended;

    Registration(
            CapacityProviderSettings settings, Agenda agenda, Courier courier, Tokens tokens, Supplier<String> ids) {
        this.settings = settings;
        this.agenda = agenda;
        this.courier = courier;
        this.tokens = tokens;
        this.ids = ids;
    }

    boolean registered() {
        return registered;
    }

    String start() {
        String id = habits().withIds() ? ids.get() : "";
        String token = tokens.issue();
        begun.put(id, token);
        send(id, Optional.empty(), token, false);
        return id;
    }

    void end() {
        courier.send(Parcel.delete(Actions.REGISTER, ids.get()));
        ended();
    }

    void ended() {
        tokens.reset();
        registered = false;
        ended++;
    }

    /** What is wrong with a Register, as far as its fields alone do not tell. */
    List<String> objections(List<RawHeader> headers, Reading.Register register) {
        List<String> found = new ArrayList<>();
        Optional<String> correlation = correlation(headers);
        correlation
                .filter(replies::contains)
                .ifPresent(id -> found.add("X-Correlation-ID names " + id
                        + ", which was an answer itself: two registers that answer each other"));
        correlation
                .filter(id -> !replies.contains(id) && !begun.containsKey(id))
                .ifPresent(id -> found.add("X-Correlation-ID names " + id + ", which is no register of ours"));
        correlation
                .map(begun::get)
                .filter(token -> !tokens.presented(headers).equals(Optional.of(token)))
                .ifPresent(token -> found.add("a reply must present the token of the register that it answers"));
        if (tokens.ours(register.token())) {
            found.add("token: is one of ours, not a new one");
        }
        if (!register.baseUrls().equals(List.of(settings.fpBaseUrl().toString()))) {
            found.add("version_url: must be 2.0 at " + settings.fpBaseUrl() + " alone, was " + register.baseUrls());
        }
        return found;
    }

    void arrived(String requestId, List<RawHeader> headers, Reading.Register register) {
        boolean reply = isReply(headers);
        tokens.give(register.token());
        registered = registered || reply;
        if (!reply || habits().answersReplies()) {
            int now = ended;
            later(habits().replyDelay(), () -> replyUnlessEnded(requestId, now));
        }
    }

    /** A provider without ids cannot be correlated to: the first Register after its own is the reply. */
    private boolean isReply(List<RawHeader> headers) {
        return correlation(headers).filter(begun::containsKey).isPresent() || begun.remove("") != null;
    }

    private void replyUnlessEnded(String requestId, int since) {
        if (since == ended) {
            reply(requestId);
        }
    }

    private void reply(String requestId) {
        String fresh = habits().withIds() ? ids.get() : "";
        String id = habits().echoesId() ? requestId : fresh;
        replies.add(id);
        Optional<String> correlation = Optional.of(requestId).filter(any -> habits().correlates());
        send(id, correlation, tokens.issue(), true);
    }

    private void send(String id, Optional<String> correlation, String token, boolean reply) {
        courier.send(new Parcel(
                Actions.REGISTER,
                id,
                correlation,
                Bodies.register(token, habits().baseUrl()),
                settings.tries(),
                result -> ended(result, reply)));
    }

    private void ended(SentMessage result, boolean reply) {
        if (result.succeeded()) {
            agenda.after(settings.timeout(), tokens::delivered);
            registered = registered || reply;
        }
    }

    private void later(Duration delay, Runnable work) {
        if (delay.isZero()) {
            work.run();
        } else {
            agenda.after(delay, work);
        }
    }

    private RegistrationHabits habits() {
        return settings.registration().orElseThrow(() -> new IllegalStateException("no tokens are exchanged here"));
    }

    private static Optional<String> correlation(List<RawHeader> headers) {
        return RawHeader.values(headers, "X-Correlation-ID").stream().findFirst();
    }
}
