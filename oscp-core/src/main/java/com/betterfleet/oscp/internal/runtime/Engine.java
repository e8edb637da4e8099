package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.oscp.auth.CredentialAuthenticator;
import com.betterfleet.oscp.auth.CredentialAuthorizer;
import com.betterfleet.oscp.auth.TokenEndpoint;
import com.betterfleet.oscp.auth.TokenKeys;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.OscpClient;
import com.betterfleet.oscp.http.OscpEndpoint;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.operation.Configuration;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.Explanation;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.operation.Status;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.store.OscpStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's engine: it wires the services and starts and stops the loop. Thread-safe. */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");

    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<ScheduledFuture<?>> loop = new AtomicReference<>();
    private final ScheduledExecutorService scheduler;
    private final Parts parts;
    private final LimitService limits;
    private final ConfigurationService configuration;
    private final OperationService operations;
    private final StatusService status;
    private final DueLoop dueLoop;
    private final OscpEndpoint endpoint;
    private final TokenEndpoint tokenEndpoint;
    private final MeteringService metering;
    private final OutboxService outbox;
    private final boolean listenersShareOneThread;
    private final LinkService links;

    /**
     * What a host gives.
     *
     * @param node the node's name
     * @param store persistence
     * @param secrets secrets
     * @param tokenKeys the keys of our own access tokens, where a connection expects any
     * @param scheduler where everything runs
     * @param time the clocks
     * @param ids fresh ids
     * @param jitter numbers in [0, 1)
     * @param sender what sends
     * @param sink where orders go
     * @param meters where readings come from
     * @param listeners who hears events
     * @param profiles the partner profiles
     * @param tokens fresh tokens
     * @param baseUrls which base URLs of peers are taken besides the configured one
     * @param workers how many threads of the scheduler due work may hold at once
     * @param listenerExecutor where listeners are called; empty for the scheduler
     */
    public record Host(
            String node,
            OscpStore store,
            SecretVault secrets,
            Optional<TokenKeys> tokenKeys,
            ScheduledExecutorService scheduler,
            TimeSource time,
            Supplier<UUID> ids,
            DoubleSupplier jitter,
            HttpSender sender,
            EnvelopeSink sink,
            MeterSource meters,
            List<OscpListener> listeners,
            List<PartnerProfileProvider> profiles,
            Supplier<Secret> tokens,
            BiPredicate<ConnectionId, URI> baseUrls,
            int workers,
            Optional<Executor> listenerExecutor) {}

    /**
     * Wires an engine.
     *
     * @param host what the host gives
     */
    public Engine(Host host) {
        scheduler = host.scheduler();
        listenersShareOneThread = !host.listeners().isEmpty()
                && host.listenerExecutor().isEmpty()
                && scheduler instanceof ScheduledThreadPoolExecutor pool
                && pool.getCorePoolSize() < 2;
        EngineClock clock = new EngineClock(host.time());
        Events events = new Events(host.listeners(), host.listenerExecutor().orElse(scheduler));
        StoreHealth health = new StoreHealth(events, clock);
        OscpStore store = new WatchedStore(host.store(), health, host.time()::elapsedNanos);
        parts = new Parts(
                store,
                new Records(store),
                clock,
                host.ids(),
                host.jitter(),
                scheduler,
                events,
                new OscpClient(
                        host.sender(),
                        new CredentialAuthorizer(host.sender(), host.secrets(), clock::now),
                        host.secrets()),
                new Profiles(host.profiles()),
                host.sink(),
                host.meters(),
                new NodeName(host.node(), this::running));
        Transactions transactions = new Transactions(parts);
        links = new LinkService(parts, transactions, new TokenKeeper(host.secrets(), host.tokens()), this::moved);
        Outboxes outboxes = new Outboxes(parts);
        metering = new MeteringService(parts, transactions, links, outboxes);
        limits = new LimitService(parts, transactions, links, outboxes);
        AdjustmentService adjustments = new AdjustmentService(parts, transactions, outboxes);
        outbox = new OutboxService(parts, transactions, links, outboxes, metering, adjustments);
        InboundService inbound =
                new InboundService(parts, links, limits, adjustments, new PeerUrls(host.baseUrls()), closed::get);
        OAuthClients clients = new OAuthClients(parts, inbound, host.tokenKeys());
        configuration = new ConfigurationService(parts, transactions, links, limits, adjustments, outboxes, clients);
        operations = new OperationService(parts, transactions, links, limits, adjustments, metering, outboxes);
        status = new StatusService(parts, links, limits, adjustments, inbound, outboxes, this::running);
        Strays strays = new Strays(parts.records(), host.secrets());
        Lanes lanes = new Lanes(scheduler, host.workers());
        dueLoop = new DueLoop(parts, links, limits, metering, adjustments, outbox, strays, health, lanes, closed::get);
        endpoint = OscpEndpoint.of(
                inbound, new CredentialAuthenticator(host.secrets(), host.tokenKeys(), host.sender(), clock::now));
        tokenEndpoint = TokenEndpoint.of(clients, host.secrets(), host.tokenKeys(), host.ids(), clock::now);
    }

    private boolean running() {
        return started.get() && !closed.get();
    }

    private void moved(ConnectionId connection) {
        if (closed.get()) {
            return;
        }
        limits.reevaluate(connection, "the link moved");
        metering.lookAgain(connection);
        outbox.wake(connection);
    }

    /** Starts the loop; the first tick does what is due. */
    public void start() {
        if (closed.get()) {
            throw new IllegalStateException("this provider was closed; build a new one");
        }
        started.set(true);
        Guard.run(this::warn);
        ScheduledFuture<?> ticking =
                scheduler.scheduleWithFixedDelay(() -> Guard.run(dueLoop::tick), 0, 1, TimeUnit.SECONDS);
        ScheduledFuture<?> before = loop.getAndSet(ticking);
        if (before != null) {
            before.cancel(false);
        }
    }

    private void warn() {
        if (!parts.store().durable()) {
            LOG.warn("the store is in memory: nothing survives the process");
        }
        if (listenersShareOneThread) {
            LOG.warn("listeners run on the scheduler, which has one thread: one that blocks would hold up everything;"
                    + " give the builder a listenerExecutor or the scheduler a second thread");
        }
    }

    /**
     * Stops the loop, gives the leases of this node back, and refuses what comes in with 503.
     *
     * @param orderSafeLimits whether every group is first ordered the smallest limit of the next hour
     */
    public void close(boolean orderSafeLimits) {
        if (closed.getAndSet(true)) {
            return;
        }
        @Nullable ScheduledFuture<?> running = loop.getAndSet(null);
        if (running != null) {
            running.cancel(false);
        }
        if (orderSafeLimits) {
            Guard.run(this::orderSafeLimits);
        }
        Guard.run(this::giveBackLeases);
    }

    /** Nothing takes them again, for this node has ceased to work. */
    private void giveBackLeases() {
        for (ConnectionId connection : parts.records().connections()) {
            Guard.run(() ->
                    links.apply(connection, new LinkInput.Stop(parts.node().value())));
        }
    }

    private void orderSafeLimits() {
        for (ConnectionId connection : parts.records().connections()) {
            for (GroupRef group : parts.records().groups(connection)) {
                Guard.run(() -> limits.close(group));
            }
        }
    }

    /**
     * Where inbound requests go.
     *
     * @return the endpoint
     */
    public OscpEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Where peers ask for our access tokens.
     *
     * @return the endpoint
     */
    public TokenEndpoint tokenEndpoint() {
        return tokenEndpoint;
    }

    /**
     * Changes the configuration.
     *
     * @return the interface
     */
    public Configuration configuration() {
        return configuration;
    }

    /**
     * Operates.
     *
     * @return the interface
     */
    public Operations operations() {
        return operations;
    }

    /**
     * The state of everything.
     *
     * @return the status
     */
    public Status status() {
        return status.status();
    }

    /**
     * The state of one connection.
     *
     * @param connection which
     * @return its status
     * @throws IllegalArgumentException if there is none of that id
     */
    public ConnectionStatus status(ConnectionId connection) {
        return status.status(connection);
    }

    /**
     * Why a limit is what it is.
     *
     * @param group the group
     * @param direction the direction
     * @param at the instant
     * @return the explanation
     */
    public Explanation explain(GroupRef group, Direction direction, Instant at) {
        return new Explanation(group, direction, at, status.explain(group, direction, at));
    }

    /**
     * Finds a group by its bare id.
     *
     * @param groupId the group id, or {@code connection/group}
     * @return the group
     * @throws IllegalArgumentException if there is none or more than one
     */
    public GroupRef group(String groupId) {
        List<GroupRef> found = parts.records().bindings().stream()
                .map(bound -> Keys.groupOf(bound.key()))
                .filter(ref ->
                        ref.group().value().equals(groupId) || ref.toString().equals(groupId))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "no group '" + groupId + "' is bound"
                            : "'" + groupId + "' is bound more than once, name one of " + found);
        }
        return found.get(0);
    }

    /**
     * Now, by the engine's clock.
     *
     * @return the instant
     */
    public Instant now() {
        return parts.now();
    }

    @Override
    public String toString() {
        return "Engine[" + (closed.get() ? "closed" : "open") + "]";
    }
}
