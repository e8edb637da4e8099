package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawSender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A Capacity Provider that answers and calls over HTTP, judges every message that it gets and keeps a ledger. It is the handler to mount at
 * {@link CapacityProviderSettings#basePath()}.
 *
 * <p>It answers a message that breaks a rule with 400 (401, 404, 405 or 409 where that fits) and a {@link Complaint}; such a message has no
 * effect and its request id may be used again. Everything else is answered 204. Handshakes are acknowledged later, heartbeats begin with the
 * first handshake that either side acknowledges and go on from then on, whatever happens to the FP.
 *
 * <p>Thread-safe; all that it does by itself is done on the executor it was given, and it calls out only through its sender.
 */
public final class SimulatedCapacityProvider implements HttpHandler {

    private static final int MOST_BYTES = 5_000_000;

    private final Agenda agenda;
    private final Ledger ledger = new Ledger();
    private final Answers answers = new Answers();
    private final Courier courier;
    private final Link link;
    private final Registration registration;
    private final Forecasts forecasts;
    private final Claims claims;
    private final Reception reception;
    private final Optional<SimulatedTokenEndpoint> tokenEndpoint;

    private SimulatedCapacityProvider(
            CapacityProviderSettings settings,
            ScheduledExecutorService executor,
            InstantSource clock,
            RawSender sender,
            Supplier<String> ids) {
        agenda = new Agenda(executor, clock);
        tokenEndpoint =
                settings.tokenIssue().map(issue -> new SimulatedTokenEndpoint(settings, issue, agenda, ledger, ids));
        Tokens tokens = new Tokens(settings.registration());
        courier = new Courier(settings, sender, agenda, ledger, tokens);
        registration = new Registration(settings, agenda, courier, tokens, ids);
        link = new Link(settings, agenda, courier, ids);
        forecasts = new Forecasts(settings, agenda, courier, ledger, ids);
        claims = new Claims(agenda, ledger);
        reception = new Reception(settings, agenda, ledger, link, registration, tokens, claims, answers, tokenEndpoint);
    }

    /**
     * A provider that waits to be called.
     *
     * @param settings how it behaves
     * @param executor where its own work runs
     * @param clock the wall clock
     * @param sender how it calls the FP
     * @param ids its request ids, such as {@link SeededIds}
     * @return the provider
     */
    public static SimulatedCapacityProvider of(
            CapacityProviderSettings settings,
            ScheduledExecutorService executor,
            InstantSource clock,
            RawSender sender,
            Supplier<String> ids) {
        return new SimulatedCapacityProvider(settings, executor, clock, sender, ids);
    }

    /**
     * Its token endpoint, to be mounted at a path of its own.
     *
     * @return the handler
     * @throws IllegalStateException when the settings do not say that it issues tokens
     */
    public SimulatedTokenEndpoint tokenEndpoint() {
        return tokenEndpoint.orElseThrow(() -> new IllegalStateException("this provider issues no tokens"));
    }

    /**
     * Asks for another heartbeat interval from its next handshake or acknowledgement on; {@link #startHandshake()} then renegotiates.
     *
     * @param interval the interval it asks of the FP
     */
    public void ask(Duration interval) {
        agenda.locked(() -> link.ask(interval));
    }

    /**
     * Starts a handshake now.
     *
     * @return its X-Request-ID
     */
    public String startHandshake() {
        return locked(link::startHandshake);
    }

    /**
     * Starts an exchange of tokens now, presenting the token it has.
     *
     * @return its X-Request-ID, an empty text when its habit is to have none
     * @throws IllegalStateException where no tokens are exchanged
     */
    public String startRegister() {
        return locked(registration::start);
    }

    /** Ends the registration: tells the FP once and expects the initial token from now on. */
    public void endRegistration() {
        agenda.locked(registration::end);
    }

    /**
     * Whether a Register went each way since the registration was last ended.
     *
     * @return whether it is registered
     */
    public boolean registered() {
        return locked(registration::registered);
    }

    /**
     * Sends a forecast now, whatever the state of the link, or holds it back if {@link #reorderNext} was called.
     *
     * @param groupId the {@code group_id}
     * @param type the type word, such as {@code CONSUMPTION}
     * @param blocks the blocks in the order in which they are written
     * @return its X-Request-ID
     */
    public String forecast(String groupId, String type, List<RawBlock> blocks) {
        return locked(() -> forecasts.send(new RawForecast(groupId, type, blocks)));
    }

    /**
     * Answers an adjustment with a forecast for its group and of its type.
     *
     * @param adjustment what was asked
     * @param blocks what is allowed
     * @return the forecast's X-Request-ID; its X-Correlation-ID is the adjustment's id
     */
    public String answer(AcceptedAdjustment adjustment, List<RawBlock> blocks) {
        RawForecast forecast = new RawForecast(adjustment.groupId(), adjustment.type(), blocks);
        return locked(() -> forecasts.send(forecast, Optional.of(adjustment.requestId())));
    }

    /**
     * Calls back on the executor whenever an adjustment was taken.
     *
     * @param listener told the adjustment
     */
    public void onAdjustment(Consumer<AcceptedAdjustment> listener) {
        agenda.locked(() -> claims.onAdjustment(listener));
    }

    /**
     * Sends forecasts on a cadence, as long as the link is online; a tick at which it is not passes unused.
     *
     * @param cadence from tick to tick; ticks are whole multiples of it since 1970
     * @param offset how long after the tick the forecasts are sent, shorter than the cadence
     * @param source the forecasts of a tick
     */
    public void every(Duration cadence, Duration offset, Function<Instant, List<RawForecast>> source) {
        agenda.locked(() -> forecasts.every(cadence, offset, link::online, source));
    }

    /**
     * Calls back on the executor whenever a handshake was acknowledged by either side, renegotiations included.
     *
     * @param listener told the instant
     */
    public void onOnline(Consumer<Instant> listener) {
        agenda.locked(() -> link.onOnline(listener));
    }

    /**
     * Holds the next forecast back, so that the one after it overtakes it.
     *
     * @param hold how long
     */
    public void reorderNext(Duration hold) {
        agenda.locked(() -> forecasts.holdNext(hold));
    }

    /**
     * Sends the latest message of an id once more, with the same id and the same bytes.
     *
     * @param requestId the X-Request-ID of a message in {@link #sent()}
     * @throws IllegalArgumentException when no message with that id was sent
     */
    public void repeat(String requestId) {
        agenda.locked(() -> {
            SentMessage sent = ledger.sent().stream()
                    .filter(message -> message.requestId().equals(requestId))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new IllegalArgumentException("nothing was sent with the id " + requestId));
            courier.send(new Parcel(sent.action(), requestId, sent.correlationId(), sent.body(), 1, result -> {}));
        });
    }

    /**
     * Sends any body once, as a script likes it.
     *
     * @param action the last part of the path
     * @param requestId the X-Request-ID
     * @param correlationId the X-Correlation-ID, empty for none
     * @param body the bytes
     */
    public void send(String action, String requestId, Optional<String> correlationId, RawBytes body) {
        agenda.locked(() -> courier.send(new Parcel(action, requestId, correlationId, body, 1, result -> {})));
    }

    /**
     * Answers the FP's heartbeats with 503, while its own go on.
     *
     * @param refuse whether to; false returns to normal
     */
    public void refuseHeartbeats(boolean refuse) {
        if (refuse) {
            answer(Actions.HEARTBEAT, 503);
        } else {
            answerNormally(Actions.HEARTBEAT);
        }
    }

    /**
     * Answers an action with a status, unread and without effect, until {@link #answerNormally}.
     *
     * @param action the action
     * @param status the HTTP status
     */
    public void answer(String action, int status) {
        answer(action, status, Answers.UNTIL_TOLD);
    }

    /**
     * Answers the next messages of an action with a status, unread and without effect.
     *
     * @param action the action
     * @param status the HTTP status
     * @param times for how many messages, at least 1
     */
    public void answer(String action, int status, int times) {
        agenda.locked(() -> answers.lay(action, status, times, false));
    }

    /**
     * Judges and processes the next messages of an action as usual, but answers a status of its own.
     *
     * @param action the action
     * @param status the HTTP status
     * @param times for how many messages, at least 1
     */
    public void processButAnswer(String action, int status, int times) {
        agenda.locked(() -> answers.lay(action, status, times, true));
    }

    /**
     * Ends the script of an action.
     *
     * @param action the action
     */
    public void answerNormally(String action) {
        agenda.locked(() -> answers.clear(action));
    }

    /**
     * Everything that the FP did wrong.
     *
     * @return the complaints, oldest first; none when all is well
     */
    public List<Complaint> complaints() {
        return locked(ledger::complaints);
    }

    /**
     * Everything that arrived, whatever it was answered.
     *
     * @return the messages, oldest first
     */
    public List<ReceivedMessage> received() {
        return locked(ledger::received);
    }

    /**
     * Every try to send something that has ended.
     *
     * @return the tries in the order in which they ended
     */
    public List<SentMessage> sent() {
        return locked(ledger::sent);
    }

    /**
     * The forecasts that bind the FP.
     *
     * @return the forecasts in the order in which they were acknowledged
     */
    public List<AcknowledgedForecast> acknowledgedForecasts() {
        return locked(ledger::acknowledgedForecasts);
    }

    /**
     * The metering windows that were answered with success.
     *
     * @return the windows in the order of arrival
     */
    public List<AcceptedWindow> windows() {
        return locked(ledger::windows);
    }

    /**
     * The metering windows of one group that were answered with success.
     *
     * @param groupId the group
     * @return the windows in the order of arrival
     */
    public List<AcceptedWindow> windows(String groupId) {
        return windows().stream()
                .filter(accepted -> accepted.window().groupId().equals(groupId))
                .toList();
    }

    /**
     * The adjustments that were answered with success.
     *
     * @return the adjustments in the order of arrival
     */
    public List<AcceptedAdjustment> adjustments() {
        return locked(ledger::adjustments);
    }

    /**
     * The compliance errors that were answered with success.
     *
     * @return the errors in the order of arrival
     */
    public List<AcceptedCompliance> complianceErrors() {
        return locked(ledger::compliance);
    }

    /**
     * The link as this side sees it.
     *
     * @return the present view, with its history
     */
    public LinkView link() {
        return locked(link::view);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reception.Request request = new Reception.Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Exchanges.headers(exchange),
                    RawBytes.of(exchange.getRequestBody().readNBytes(MOST_BYTES)));
            answer(exchange, locked(() -> reception.receive(request)));
        }
    }

    private static void answer(HttpExchange exchange, Reception.Verdict verdict) throws IOException {
        if (verdict.findings().isEmpty()) {
            exchange.sendResponseHeaders(verdict.status(), -1);
        } else {
            byte[] body = Bodies.error(verdict.findings()).toArray();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(verdict.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (agenda) {
            return work.get();
        }
    }
}
