package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.json.DecodeResult;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.profile.WireRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the messages of Capacity Providers arrive, whatever the web server: an adapter makes an {@link InboundRequest}
 * and writes the {@link InboundAnswer}. The JDK's HttpServer has {@link JdkHttpAdapter}.
 *
 * <p>Each request is checked in this order, and the first check that fails answers: path and connection (404), method
 * (405), credential and header checks (401), the peer's role (403), whether the connection serves (503), size (413),
 * content type (415; none given is read as JSON), headers (400), body (400); the last two name every violation. Only then
 * is the message handed to the {@link InboundHandler}, which answers for the profile's rules and the state. {@code DELETE
 * register}, which ends the registration, needs no body and no content type; any other method but POST is answered 405.
 *
 * <p>{@link #handle} never throws, and never answers 5xx because of what a peer sent, but for 501 (no common version).
 * Thread-safe.
 */
public final class OscpEndpoint implements HttpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(OscpEndpoint.class);
    private static final Refusal UNKNOWN_PATH = Refusal.of(404, "there is nothing at this path");

    private final InboundHandler handler;
    private final Authenticator authenticator;
    private final EndpointBounds bounds;

    private OscpEndpoint(InboundHandler handler, Authenticator authenticator, EndpointBounds bounds) {
        this.handler = handler;
        this.authenticator = authenticator;
        this.bounds = bounds;
    }

    /**
     * An endpoint with {@link EndpointBounds#STANDARD}.
     *
     * @param handler takes the messages
     * @param authenticator judges credentials
     * @return the endpoint
     */
    public static OscpEndpoint of(InboundHandler handler, Authenticator authenticator) {
        return of(handler, authenticator, EndpointBounds.STANDARD);
    }

    /**
     * An endpoint.
     *
     * @param handler takes the messages
     * @param authenticator judges credentials
     * @param bounds how much of a request is taken
     * @return the endpoint
     */
    public static OscpEndpoint of(InboundHandler handler, Authenticator authenticator, EndpointBounds bounds) {
        return new OscpEndpoint(handler, authenticator, bounds);
    }

    /**
     * How much of a request is taken; an adapter stops reading a body one byte beyond.
     *
     * @return the bounds
     */
    @Override
    public EndpointBounds bounds() {
        return bounds;
    }

    /**
     * Answers one request. Returns when what the message changed is committed, and blocks for as long as that takes.
     *
     * @param request the request
     * @return the answer
     */
    @Override
    public InboundAnswer handle(InboundRequest request) {
        return Route.of(request.path())
                .map(route -> judge(request, route))
                .orElse(Optional.of(UNKNOWN_PATH))
                .map(InboundAnswer::of)
                .orElseGet(InboundAnswer::noContent);
    }

    private Optional<Refusal> judge(InboundRequest request, Route route) {
        return guarded(
                route,
                () -> locate(route)
                        .map(connection -> judge(Arrival.of(request, route, connection)))
                        .orElse(Optional.of(UNKNOWN_PATH)));
    }

    private Optional<InboundConnection> locate(Route route) {
        return route.connection().or(handler::bare).flatMap(handler::connection);
    }

    private Optional<Refusal> judge(Arrival arrival) {
        Optional<Refusal> refusal = guarded(
                arrival.route(),
                () -> arrival.spelling()
                        .map(spelling -> take(arrival, spelling))
                        .orElse(Optional.of(UNKNOWN_PATH)));
        refusal.ifPresent(no -> report(arrival, no));
        return refusal;
    }

    private Optional<Refusal> take(Arrival arrival, Spelling spelling) {
        return RequestChecks.method(arrival.request(), spelling.action())
                .or(() -> authenticator
                        .authenticate(arrival.connection(), arrival.request().headers())
                        .map(credential -> take(arrival, spelling, credential))
                        .orElseGet(() -> Optional.of(unauthorized(arrival.connection()))));
    }

    private Optional<Refusal> take(Arrival arrival, Spelling spelling, ExpectedCredential credential) {
        InboundRequest request = arrival.request();
        MessageHeaders headers = MessageHeaders.read(request.headers(), spelling.action(), bounds);
        return firstOf(
                () -> RequestChecks.role(spelling.action()),
                () -> arrival.connection().unavailable().map(why -> Refusal.of(503, why)),
                () -> RequestChecks.size(request, bounds),
                () -> RequestChecks.isEnd(request) ? Optional.empty() : RequestChecks.content(request),
                () -> RequestChecks.headers(headers),
                () -> RequestChecks.isEnd(request)
                        ? end(arrival, headers, credential)
                        : deliver(arrival, spelling, headers, credential));
    }

    private static Optional<Refusal> firstOf(Check... checks) {
        return Stream.of(checks).map(Check::find).flatMap(Optional::stream).findFirst();
    }

    private static Refusal unauthorized(InboundConnection connection) {
        return Refusal.of(401, "credentials are missing or wrong")
                .with("WWW-Authenticate", connection.scheme().word());
    }

    private Optional<Refusal> deliver(
            Arrival arrival, Spelling spelling, MessageHeaders headers, ExpectedCredential credential) {
        byte[] body = arrival.request().body();
        DecodeResult<? extends OscpMessage> result = arrival.codec().decode(spelling.action(), body);
        if (result instanceof DecodeResult.Decoded<? extends OscpMessage> decoded) {
            return refusal(handler.accept(new InboundMessage(
                    arrival.connection().settings().id(),
                    credential,
                    decoded.value(),
                    headers.requestId(),
                    headers.correlationId(),
                    BodyHash.of(spelling.action(), body),
                    spelling.with(decoded.tolerancesUsed()))));
        }
        return Optional.of(Refusal.of(400, ((DecodeResult.Refused<?>) result).violations()));
    }

    private Optional<Refusal> end(Arrival arrival, MessageHeaders headers, ExpectedCredential credential) {
        return refusal(handler.end(new RegistrationEnd(
                arrival.connection().settings().id(), credential, headers.requestId(), BodyHash.ofEnd())));
    }

    private static Optional<Refusal> refusal(Reception reception) {
        return reception instanceof Reception.Refused no
                ? Optional.of(Refusal.of(no.status(), no.violations()))
                : Optional.empty();
    }

    private static Optional<Refusal> guarded(Route route, Check work) {
        try {
            return work.find();
        } catch (Exception broken) {
            LOG.warn("oscp.inbound.broken path={} failure={}", route.shown(), Failures.describe(broken));
            return Optional.of(Refusal.of(503, "temporarily unable to take messages"));
        }
    }

    private void report(Arrival arrival, Refusal refusal) {
        String action = arrival.route().shown();
        try {
            handler.refused(arrival.connection().settings().id(), action, refusal.status(), refusal.why());
        } catch (Exception broken) {
            LOG.warn("oscp.inbound.report-failed path={} failure={}", action, Failures.describe(broken));
        }
    }

    /** A request at the connection that it is for, and the codec that reads that connection's partner. */
    private record Arrival(InboundRequest request, Route route, InboundConnection connection, OscpCodec codec) {
        static Arrival of(InboundRequest request, Route route, InboundConnection connection) {
            WireRules wire = connection.profile().wire();
            return new Arrival(request, route, connection, OscpCodec.of(wire.tolerances(), wire.naiveZone()));
        }

        Optional<Spelling> spelling() {
            return Spelling.of(route.segment(), connection.profile().wire(), codec);
        }
    }

    /** One step of the way in: finds a refusal or lets the request pass. */
    @FunctionalInterface
    private interface Check {
        Optional<Refusal> find();
    }
}
