package com.betterfleet.oscp;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.auth.TokenEndpoint;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.http.OscpEndpoint;
import com.betterfleet.oscp.internal.runtime.Engine;
import com.betterfleet.oscp.operation.Configuration;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.Explanation;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.operation.Status;
import java.time.Instant;

/**
 * An OSCP 2.0 Flexibility Provider inside a host application. Thread-safe.
 *
 * <pre>{@code
 * FlexibilityProvider fp = FlexibilityProvider.builder()
 *     .store(store).secrets(vault).tokenKeys(SecretRef.of("token-key")).scheduler(scheduler)
 *     .sink(CircuitEnvelopeSink.over(circuitWriter, executor)).meters(meterSource)
 *     .listener(event -> log.info("{}", event)).build();
 * fp.configuration().connect(ConnectionSettings.of("nz", "vector").cpBaseUrl(uri)
 *     .presentOAuth(tokenUrl, "client", SecretRef.of("nz/out")).expectOAuth("vector-client", SecretRef.of("nz/in"))
 *     .header("fp-id", "F1").header("apikey", SecretRef.of("nz/apikey")), Actor.of("ops"));
 * fp.configuration().bind("nz", GroupBinding.of("AKL01").scope("mg-7", "grid").asset("AKL01")
 *     .siteLimit(Power.kilowatts("900")).fallback(Power.kilowatts("120")), Actor.of("ops"));
 * httpServer.createContext("/oscp/fp/2.0", JdkHttpAdapter.of(fp.endpoint()));
 * httpServer.createContext("/oauth2/token", JdkHttpAdapter.of(fp.tokenEndpoint()));
 * fp.start();
 * }</pre>
 *
 * <p>Everything it knows is in the host's store: a provider that was stopped or killed is replaced by building a new one
 * over the same store.
 */
public final class FlexibilityProvider implements AutoCloseable {
    private final Engine engine;

    FlexibilityProvider(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts building a provider.
     *
     * @return a builder; {@link FlexibilityProviderBuilder#build()} names what is missing
     */
    public static FlexibilityProviderBuilder builder() {
        return new FlexibilityProviderBuilder();
    }

    /**
     * Starts the work: the limit in force is ordered again, the link goes on where it stood. It never fails because the
     * peer or the store is down. Calling it twice is harmless.
     *
     * @throws IllegalStateException if this provider was closed
     */
    public void start() {
        engine.start();
    }

    /**
     * Where inbound requests go, to be mounted through an adapter; its requests are under {@code /{connectionId}/{action}}.
     *
     * @return the endpoint
     */
    public OscpEndpoint endpoint() {
        return engine.endpoint();
    }

    /**
     * Where peers of connections that {@code expectOAuth} ask for an access token, to be mounted through an adapter on a URL of
     * its own. Without {@link FlexibilityProviderBuilder#tokenKeys(com.betterfleet.oscp.configuration.SecretRef) token keys} it
     * answers 503.
     *
     * @return the endpoint
     */
    public TokenEndpoint tokenEndpoint() {
        return engine.tokenEndpoint();
    }

    /**
     * Changes what is connected and bound, at any time.
     *
     * @return the interface
     */
    public Configuration configuration() {
        return engine.configuration();
    }

    /**
     * What operators do by hand.
     *
     * @return the interface
     */
    public Operations operations() {
        return engine.operations();
    }

    /**
     * The state of everything. It reads the store once for each record of each connection; nothing is cached.
     *
     * @return the status
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     */
    public Status status() {
        return engine.status();
    }

    /**
     * The state of one connection; no other is read.
     *
     * @param connection which
     * @return its status
     * @throws IllegalArgumentException if there is no connection of that id
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     */
    public ConnectionStatus status(ConnectionId connection) {
        return engine.status(connection);
    }

    /**
     * The state of one connection; no other is read.
     *
     * @param connection its id
     * @return its status
     * @throws IllegalArgumentException if there is no connection of that id
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     */
    public ConnectionStatus status(String connection) {
        return status(ConnectionId.of(connection));
    }

    /**
     * Why the import limit of a group is what it is, now or ahead.
     *
     * @param group the group
     * @param at the instant
     * @return the explanation
     * @throws IllegalArgumentException if the group is not bound
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     * @throws com.betterfleet.oscp.operation.UnreadableRecordException if a newer version wrote what is needed
     */
    public Explanation explain(GroupRef group, Instant at) {
        return explain(group, Direction.IMPORT, at);
    }

    /**
     * Why the import limit of a group is what it is, now or ahead.
     *
     * @param group the group id while it is unique, or {@code connection/group}
     * @param at the instant
     * @return the explanation
     * @throws IllegalArgumentException if no group, or more than one, has that id
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     * @throws com.betterfleet.oscp.operation.UnreadableRecordException if a newer version wrote what is needed
     */
    public Explanation explain(String group, Instant at) {
        return explain(engine.group(group), Direction.IMPORT, at);
    }

    /**
     * Why a limit of a group is what it is, now or ahead.
     *
     * @param group the group
     * @param direction import or export
     * @param at the instant
     * @return the explanation
     * @throws IllegalArgumentException if the group is not bound
     * @throws com.betterfleet.oscp.operation.StoreUnavailableException if the store cannot be read just now
     * @throws com.betterfleet.oscp.operation.UnreadableRecordException if a newer version wrote what is needed
     */
    public Explanation explain(GroupRef group, Direction direction, Instant at) {
        return engine.explain(group, direction, at);
    }

    /** Closes with {@link CloseMode#ORDER_SAFE_LIMITS}. */
    @Override
    public void close() {
        close(CloseMode.ORDER_SAFE_LIMITS);
    }

    /**
     * Stops the work; inbound requests are answered 503 from now on. Orders are handed to the sink before this returns, and
     * completed by it afterwards: shut the sink's executor down only when it is idle, the scheduler last.
     *
     * @param mode what becomes of the limits
     */
    public void close(CloseMode mode) {
        engine.close(mode == CloseMode.ORDER_SAFE_LIMITS);
    }
}
