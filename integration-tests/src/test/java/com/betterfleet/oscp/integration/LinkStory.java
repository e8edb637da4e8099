package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.integration.LinkStoryTrouble.Side;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link without groups between our provider and the simulated one, and what a story does to it; the same acts tell the same story. */
final class LinkStory {
    static final int INTERVAL = 20;
    /** Always odd, and ours even: an acknowledgement with our own interval is an echo to the standard profile. */
    static final int ASKED = 15;

    private static final long SEED = 7;

    /**
     * An event of the provider.
     *
     * @param at when, in elapsed time
     * @param event what
     */
    record Heard(Duration at, OscpEvent event) {}

    final LinkStoryDialect dialect;
    final VirtualTime time = VirtualTime.startingAt(Depot.START);
    final LinkStoryNetwork network = new LinkStoryNetwork(time);
    final List<Heard> events = new ArrayList<>();
    final List<Duration> starts = new ArrayList<>();
    /** When the wall clock was set. */
    final List<Duration> steps = new ArrayList<>();

    final SimulatedCapacityProvider cp;
    private final OscpStore store = new InMemoryOscpStore();
    private final SecretVault vault = SecretVault.inMemory();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private SplittableRandom jitter = new SplittableRandom(SEED);
    private int interval = INTERVAL;
    private boolean forgotten;
    private boolean otherUrl;
    private boolean otherCredential;
    private int tokens;
    private VirtualProcess process;
    private FlexibilityProvider fp;

    LinkStory(LinkStoryDialect dialect) {
        this.dialect = dialect;
        vault.put(SecretRef.of("nz/out"), Secret.of(Depot.SECRETS.get(0)));
        vault.put(SecretRef.of("nz/out2"), Secret.of(Depot.SECRETS.get(0)));
        vault.put(SecretRef.of("nz/in"), Secret.of(Depot.SECRETS.get(1)));
        vault.put(SecretRef.of("nz/apikey"), Secret.of(Depot.SECRETS.get(2)));
        vault.put(Newcomers.INITIAL_REF, Secret.of(Newcomers.INITIAL));
        VirtualProcess utility = time.process("cp");
        CapacityProviderSettings settings = dialect.utility(CapacityProviderSettings.builder(Depot.FP_URL)
                        .heartbeatInterval(Duration.ofSeconds(ASKED))
                        .beat(Duration.ofSeconds(INTERVAL), 3)
                        .timeout(Duration.ofSeconds(5)))
                .build();
        cp = SimulatedCapacityProvider.of(settings, utility, time, network.towards(Side.FP), SeededIds.of(SEED));
        network.cp(this::utilityHandles, cp::complaints);
        process = time.process("fp");
        fp = boot();
    }

    ConnectionStatus link() {
        return fp.status().connections().get(0);
    }

    LinkState state() {
        return link().state();
    }

    FlexibilityProvider fp() {
        return fp;
    }

    void run(Duration duration) {
        time.runFor(duration);
    }

    /** What was committed is told before the end, so that the laws know of it. */
    void crashAndRestart() {
        run(Duration.ZERO);
        process.kill();
        network.fp(Optional.empty());
        run(Duration.ofSeconds(3));
        process = time.process("fp");
        fp = boot();
    }

    void stepWall(Duration by) {
        steps.add(elapsed());
        time.stepWall(by);
    }

    void dice(int seed) {
        jitter = new SplittableRandom(seed);
    }

    void forget() {
        forgotten = true;
        cp.endRegistration();
    }

    void editInterval(int seconds) {
        interval = seconds;
        edit();
    }

    void editUrl() {
        otherUrl = !otherUrl;
        edit();
    }

    void editCredential() {
        otherCredential = !otherCredential;
        edit();
    }

    /** All faults end. */
    void heal() {
        network.heal();
        cp.ask(Duration.ofSeconds(ASKED));
    }

    /** What the two operators do where the utility has ended the registration, or has locked us out. */
    void registerByHand() {
        if (!dialect.registers() || state().released() || state() == LinkState.ONLINE) {
            return;
        }
        if (forgotten || dialect.locksOut()) {
            fp.operations().endRegistration(Depot.NZ, Depot.OPS);
            run(Duration.ofSeconds(10));
            forget();
            run(Duration.ofSeconds(10));
        }
        if (dialect == LinkStoryDialect.THEY_REGISTER) {
            cp.startRegister();
        } else if (state() == LinkState.UNREGISTERED) {
            fp.operations().handshakeNow(Depot.NZ, Depot.OPS);
        }
    }

    private void edit() {
        URI url = otherUrl ? URI.create("https://derms2.example/oscp/cp/2.0") : Depot.CP_URL;
        boolean enabled = state() != LinkState.DISABLED;
        fp.configuration()
                .connect(
                        dialect.connection(url, otherCredential ? "nz/out2" : "nz/out", interval)
                                .enabled(enabled),
                        Depot.OPS);
    }

    private FlexibilityProvider boot() {
        starts.add(elapsed());
        FlexibilityProvider next = FlexibilityProvider.builder()
                .store(store)
                .secrets(vault)
                .scheduler(process)
                .time(clock())
                .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                .jitter(() -> jitter.nextDouble())
                .tokens(() -> Secret.of("fp-5ecre7-%040d".formatted(++tokens)))
                .sender(sender(network.towards(Side.CP), process))
                .sink(new NoSink())
                .meters(query -> new CompletableFuture<>())
                .approveBaseUrl((connection, url) -> true)
                .listener(event -> events.add(new Heard(elapsed(), event)))
                .build();
        if (next.configuration().connections().isEmpty()) {
            next.configuration().connect(dialect.connection(Depot.CP_URL, "nz/out", interval), Depot.OPS);
        }
        next.start();
        network.fp(Optional.of(call -> weHandle(next, call)));
        return next;
    }

    Duration elapsed() {
        return Duration.ofNanos(time.elapsedNanos());
    }

    private TimeSource clock() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return time.now();
            }

            @Override
            public long elapsedNanos() {
                return time.elapsedNanos();
            }
        };
    }

    private RawReply utilityHandles(RawCall call) {
        try {
            LinkStoryExchange exchange = new LinkStoryExchange(call);
            cp.handle(exchange);
            return exchange.reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawReply weHandle(FlexibilityProvider to, RawCall call) {
        List<Header> headers = call.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
        String path = call.uri().getPath().substring("/oscp/fp/2.0".length());
        InboundAnswer answer = to.endpoint()
                .handle(new InboundRequest(
                        call.method(), path, headers, call.body().toArray(), false));
        return new RawReply(answer.status(), List.of(), RawBytes.of(answer.body()));
    }

    private static HttpSender sender(RawSender sender, VirtualProcess owner) {
        return call -> {
            CompletableFuture<HttpReply> answer = new CompletableFuture<>();
            List<RawHeader> headers = call.headers().stream()
                    .map(header -> new RawHeader(header.name(), header.value()))
                    .toList();
            RawCall raw = new RawCall(call.method(), call.uri(), headers, RawBytes.of(call.body()), call.timeout());
            sender.send(raw).whenComplete((reply, thrown) -> {
                if (owner.isKilled()) {
                    return;
                }
                if (thrown == null) {
                    answer.complete(new HttpReply(
                            reply.status(), List.of(), reply.body().toArray()));
                } else {
                    answer.completeExceptionally(thrown);
                }
            });
            return answer;
        };
    }

    private static final class NoSink implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            throw new IllegalStateException("no group is bound");
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            throw new IllegalStateException("no group is bound");
        }
    }
}
