package com.betterfleet.oscp;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.oscp.auth.TokenKeys;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.betterfleet.oscp.internal.runtime.Engine;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.store.OscpStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/** Collects what a provider needs of its host. Not thread-safe. */
public final class FlexibilityProviderBuilder {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int TOKEN_BYTES = 32;
    private static final int DEFAULT_WORKERS = 4;
    private static final int MOST_WORKERS = 64;
    private static final int MOST_NODE = 64;
    private static final int DELETE = 0x7f;

    private @Nullable OscpStore store;
    private @Nullable SecretVault secrets;
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable EnvelopeSink sink;
    private @Nullable MeterSource meters;
    private @Nullable HttpSender sender;
    private @Nullable DoubleSupplier jitter;
    private @Nullable Supplier<Secret> tokens;
    private BiPredicate<ConnectionId, URI> baseUrls = (connection, url) -> false;
    private Optional<TokenKeys> tokenKeys = Optional.empty();
    private Optional<String> node = Optional.empty();
    private TimeSource time = TimeSource.system();
    private Supplier<UUID> ids = UUID::randomUUID;
    private @Nullable Executor listenerExecutor;
    private int workers = DEFAULT_WORKERS;
    private final List<OscpListener> listeners = new ArrayList<>();
    private final List<PartnerProfileProvider> profiles = new ArrayList<>();

    FlexibilityProviderBuilder() {}

    /**
     * The host's persistence; required.
     *
     * @param hostStore the store
     * @return this
     */
    public FlexibilityProviderBuilder store(OscpStore hostStore) {
        this.store = hostStore;
        return this;
    }

    /**
     * The host's secrets; required.
     *
     * @param vault the vault
     * @return this
     */
    public FlexibilityProviderBuilder secrets(SecretVault vault) {
        this.secrets = vault;
        return this;
    }

    /**
     * The key with which our token endpoint signs access tokens; required where a connection {@code expectOAuth}.
     *
     * @param current its name in the vault; a text of at least 32 characters
     * @return this
     */
    public FlexibilityProviderBuilder tokenKeys(SecretRef current) {
        this.tokenKeys = Optional.of(new TokenKeys(current, Optional.empty()));
        return this;
    }

    /**
     * The keys of our token endpoint while they are rotated: tokens of both count, new ones are signed with the current.
     *
     * @param current the new key's name in the vault; a text of at least 32 characters
     * @param previous the old key's name, needed for 5 minutes more
     * @return this
     */
    public FlexibilityProviderBuilder tokenKeys(SecretRef current, SecretRef previous) {
        this.tokenKeys = Optional.of(new TokenKeys(current, Optional.of(previous)));
        return this;
    }

    /**
     * Where everything runs; required. The library starts no thread of its own and never shuts this down. Two threads
     * serve a few hundred groups.
     *
     * @param hostScheduler the scheduler
     * @return this
     */
    public FlexibilityProviderBuilder scheduler(ScheduledExecutorService hostScheduler) {
        this.scheduler = hostScheduler;
        return this;
    }

    /**
     * Where orders go; required.
     *
     * @param hostSink the sink, for circuits {@code CircuitEnvelopeSink.over(writer, executor)}
     * @return this
     */
    public FlexibilityProviderBuilder sink(EnvelopeSink hostSink) {
        this.sink = hostSink;
        return this;
    }

    /**
     * Where meter readings come from; required.
     *
     * @param source the source
     * @return this
     */
    public FlexibilityProviderBuilder meters(MeterSource source) {
        this.meters = source;
        return this;
    }

    /**
     * Someone who hears events; any number.
     *
     * @param listener the listener
     * @return this
     */
    public FlexibilityProviderBuilder listener(OscpListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Where listeners are called. By default that is the scheduler, where a listener that blocks takes a thread from the
     * engine's work; give an executor of your own for one that may.
     *
     * @param executor the executor; any number of threads, each listener hears one event at a time
     * @return this
     */
    public FlexibilityProviderBuilder listenerExecutor(Executor executor) {
        this.listenerExecutor = executor;
        return this;
    }

    /**
     * How many threads of the scheduler due work may hold at once, 4 by default. Work of one connection is done one piece after
     * the other, that of different connections side by side; a store or vault that blocks holds one of these threads.
     *
     * @param most the number, 1 to 64
     * @return this
     * @throws IllegalArgumentException if the number is out of range
     */
    public FlexibilityProviderBuilder workers(int most) {
        if (most < 1 || most > MOST_WORKERS) {
            throw new IllegalArgumentException("workers must be 1 to " + MOST_WORKERS + ", was " + most);
        }
        this.workers = most;
        return this;
    }

    /**
     * A partner profile that {@link ServiceLoader} does not find.
     *
     * @param provider the provider
     * @return this
     */
    public FlexibilityProviderBuilder profile(PartnerProfileProvider provider) {
        profiles.add(provider);
        return this;
    }

    /**
     * What sends requests. By default a JDK HttpClient is made, which brings threads of its own; give
     * {@code JdkHttpSender.of(client)} to keep them yours.
     *
     * @param httpSender the sender
     * @return this
     */
    public FlexibilityProviderBuilder sender(HttpSender httpSender) {
        this.sender = httpSender;
        return this;
    }

    /**
     * The clocks; the system's by default.
     *
     * @param source the clocks
     * @return this
     */
    public FlexibilityProviderBuilder time(TimeSource source) {
        this.time = source;
        return this;
    }

    /**
     * Fresh ids for requests; random by default.
     *
     * @param supplier never gives the same id twice, over restarts too
     * @return this
     */
    public FlexibilityProviderBuilder ids(Supplier<UUID> supplier) {
        this.ids = supplier;
        return this;
    }

    /**
     * The name of this node among those that share the store: what it had under way it takes up again at once when it comes
     * back under the same name, while another node waits until the lease of the one that died has ended (45 s at intervals
     * of a minute). Two that run at the same time must never have the same name. Without one, a fresh random id is taken:
     * always safe, but then a process that was restarted waits like any other node, unless it was closed in good order.
     *
     * @param name 1 to 64 printable characters, such as the host's name; shown in the status
     * @return this
     * @throws IllegalArgumentException if the name is not such
     */
    public FlexibilityProviderBuilder node(String name) {
        if (name.isBlank() || name.length() > MOST_NODE || !name.chars().allMatch(c -> c >= ' ' && c < DELETE)) {
            throw new IllegalArgumentException(
                    "node must be 1 to " + MOST_NODE + " printable ASCII characters, was '" + name + "'");
        }
        this.node = Optional.of(name);
        return this;
    }

    /**
     * Randomness for back-off; a {@link SecureRandom} by default.
     *
     * @param random numbers in [0, 1)
     * @return this
     */
    public FlexibilityProviderBuilder jitter(DoubleSupplier random) {
        this.jitter = random;
        return this;
    }

    /**
     * Fresh tokens, which Register gives to peers to present to us; by default 256 bits of a {@link SecureRandom} in base64url.
     *
     * @param supplier never gives the same token twice; visible ASCII without spaces
     * @return this
     */
    public FlexibilityProviderBuilder tokens(Supplier<Secret> supplier) {
        this.tokens = supplier;
        return this;
    }

    /**
     * Approves base URLs that peers name in their Register. The configured one needs no approval; any other is refused with
     * 400 unless this says true, and one that is not https (or loopback) always. Called on the web server's threads before
     * the Register is taken, perhaps more than once; messages go to an approved URL until the registration ends or the
     * connection's own URL is edited.
     *
     * @param approval told the connection and the URL; false for all by default
     * @return this
     */
    public FlexibilityProviderBuilder approveBaseUrl(BiPredicate<ConnectionId, URI> approval) {
        this.baseUrls = approval;
        return this;
    }

    /**
     * Makes the provider; it does nothing until it is started.
     *
     * @return the provider
     * @throws IllegalArgumentException naming what is missing, or two profile providers of one id
     * @throws java.util.ServiceConfigurationError if a profile provider on the class path cannot be made
     */
    public FlexibilityProvider build() {
        SecureRandom random = new SecureRandom();
        return new FlexibilityProvider(new Engine(new Engine.Host(
                node.orElseGet(() -> ids.get().toString()),
                required(store, "store", "an OscpStore, for a try-out InMemoryOscpStore"),
                required(secrets, "secrets", "a SecretVault"),
                tokenKeys,
                required(scheduler, "scheduler", "a ScheduledExecutorService"),
                time,
                ids,
                jitter == null ? random::nextDouble : jitter,
                sender == null ? JdkHttpSender.create(CONNECT_TIMEOUT) : sender,
                required(sink, "sink", "an EnvelopeSink: no limit could be applied"),
                required(meters, "meters", "a MeterSource: nothing could be reported"),
                listeners,
                allProfiles(),
                tokens == null ? () -> token(random) : tokens,
                baseUrls,
                workers,
                Optional.ofNullable(listenerExecutor))));
    }

    private static Secret token(SecureRandom random) {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    private List<PartnerProfileProvider> allProfiles() {
        List<PartnerProfileProvider> all = new ArrayList<>(profiles);
        for (PartnerProfileProvider provider : ServiceLoader.load(PartnerProfileProvider.class)) {
            boolean given = profiles.stream().anyMatch(one -> one.getClass() == provider.getClass());
            if (!given) {
                all.add(provider);
            }
        }
        return List.copyOf(all);
    }

    private static <T> T required(@Nullable T value, String name, String what) {
        if (value == null) {
            throw new IllegalArgumentException("a FlexibilityProvider needs " + name + ": " + what);
        }
        return value;
    }
}
