package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.FlexibilityProviderBuilder;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.operation.ConditionStatus;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettingsBuilder;
import com.betterfleet.oscp.testkit.cp.RawBlock;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A depot and its utility in virtual time, over real HTTP on loopback; the depot's host can crash and be started again.
 * Every body that leaves it is held to our JSON Schemas.
 */
final class Depot implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Actor OPS = Actor.of("ops");
    static final ConnectionId NZ = ConnectionId.of("nz");
    static final GroupRef GROUP = GroupRef.of("nz", "AKL01");
    static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    static final Power SITE_LIMIT = Power.kilowatts("900");
    static final Power FALLBACK = Power.kilowatts("120");
    static final Duration QUARTER = Duration.ofMinutes(15);
    /** Every secret of the vault, and nothing else in these tests looks like one. */
    static final List<String> SECRETS = List.of("fpToCp-5ecre7-a", "cpToFp-5ecre7-b", "apikey-5ecre7-c");

    private static final String DEPOT_AUTHORITY = "depot.example";
    static final URI FP_URL = URI.create("https://" + DEPOT_AUTHORITY + "/oscp/fp/2.0/nz");
    static final URI CP_URL = URI.create("https://derms.example/oscp/cp/2.0");

    final VirtualTime time = VirtualTime.startingAt(START);
    final LoopbackNetwork network = new LoopbackNetwork(time);
    final Line line = new Line();
    final SchemaWitness witness = new SchemaWitness();
    final FaultyStore store = new FaultyStore();
    final SecretVault vault = SecretVault.inMemory();
    final FieldCircuit circuit = new FieldCircuit(time::now);
    final FieldMeter meter = new FieldMeter(time::now);
    final List<OscpEvent> events = new ArrayList<>();
    final SimulatedCapacityProvider cp;
    Consumer<FlexibilityProvider> configuration = Depot::tenLines;
    Consumer<FlexibilityProviderBuilder> more = builder -> {};
    /** What happens to each call before it goes to the network. */
    UnaryOperator<HttpSender> carrying = UnaryOperator.identity();

    private final SplittableRandom random = new SplittableRandom(7);
    private Node node;
    private VirtualProcess latest;

    Depot() {
        this(Depot::vector);
    }

    /** A depot of another utility; its {@link #configuration} is for the test to set. */
    Depot(UnaryOperator<CapacityProviderSettingsBuilder> utility) {
        network.listen(witness);
        vault.put(SecretRef.of("nz/out"), Secret.of(SECRETS.get(0)));
        vault.put(SecretRef.of("nz/in"), Secret.of(SECRETS.get(1)));
        vault.put(SecretRef.of("nz/apikey"), Secret.of(SECRETS.get(2)));
        VirtualProcess process = time.process("cp");
        CapacityProviderSettings settings = utility.apply(CapacityProviderSettings.builder(FP_URL)
                        .heartbeatInterval(Duration.ofSeconds(60))
                        .beat(Duration.ofSeconds(60), 3)
                        .group("AKL01", "AKL01"))
                .build();
        cp = SimulatedCapacityProvider.of(
                settings, process, time, network.caller("cp", process, line.towardsFp()), SeededIds.of(11));
        HttpServer derms = network.serve("derms.example", "/oscp/cp/2.0", cp);
        settings.tokenIssue()
                .ifPresent(any -> derms.createContext("/oauth2/token", network.tracked(cp.tokenEndpoint())));
    }

    static CapacityProviderSettingsBuilder vector(CapacityProviderSettingsBuilder utility) {
        return vectorsRules(utility)
                .present("Authorization", "Bearer " + SECRETS.get(1))
                .demand("Authorization", "Bearer " + SECRETS.get(0));
    }

    /** All that Vector demands but a credential. */
    static CapacityProviderSettingsBuilder vectorsRules(CapacityProviderSettingsBuilder utility) {
        return utility.demand("fp-id", "F1")
                .demand("apikey", SECRETS.get(2))
                .measurementConfiguration("INTERMITTENT")
                .accept("update_asset_measurements")
                .accept("adjust_group_capacity_forecast")
                .accept("group_capacity_compliance_error");
    }

    static ConnectionSettingsBuilder connection() {
        return connection("vector");
    }

    static ConnectionSettingsBuilder connection(String profile) {
        return ConnectionSettings.of("nz", profile)
                .cpBaseUrl(CP_URL)
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"));
    }

    static GroupBinding.Builder binding() {
        return GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .asset("AKL01")
                .siteLimit(SITE_LIMIT)
                .fallback(FALLBACK);
    }

    /** What the host does at every boot. */
    static void tenLines(FlexibilityProvider fp) {
        fp.configuration().connect(connection(), OPS);
        fp.configuration().bind("nz", binding(), OPS);
    }

    /** Its utility is read with these dialects and no others. */
    void readingDialects(Set<Tolerance> tolerances) {
        more = builder -> builder.profile(new DialectProfile(tolerances));
        configuration = fp -> {
            fp.configuration().connect(connection("dialect"), OPS);
            fp.configuration().bind("nz", binding(), OPS);
        };
    }

    /** Starts the host; its provider is new, everything it knows is in the store. */
    Depot boot() {
        node = another("fp", DEPOT_AUTHORITY);
        return this;
    }

    /** Starts one more host over the same store. */
    Node another(String name, String authority) {
        VirtualProcess process = time.process(name);
        latest = process;
        FlexibilityProvider fp = builder(process).build();
        configuration.accept(fp);
        HttpServer server = network.serve(authority, "/oscp/fp/2.0", JdkHttpAdapter.of(fp.endpoint()));
        server.createContext("/oauth2/token", network.tracked(JdkHttpAdapter.of(fp.tokenEndpoint())));
        fp.start();
        return new Node(process, fp, server);
    }

    FlexibilityProviderBuilder builder(VirtualProcess process) {
        FlexibilityProviderBuilder builder = FlexibilityProvider.builder()
                .node(process.name())
                .store(store)
                .secrets(vault)
                .scheduler(process)
                .time(clock())
                .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                .jitter(random::nextDouble)
                .sender(carrying.apply(sender(network.caller(process.name(), process, line.towardsCp()))))
                .sink(CircuitEnvelopeSink.over(
                        circuit, circuit.over(task -> process.after(Duration.ofMillis(700), task))))
                .meters(meter)
                .listener(events::add);
        more.accept(builder);
        return builder;
    }

    /** Ends the host as a crash does: nothing is closed, nothing is said. */
    void crash() {
        killed();
        network.unroute(DEPOT_AUTHORITY);
        node.server().stop(0);
    }

    /** A boot that is over once the first tick is done. */
    void restart() {
        boot();
        run(Duration.ofSeconds(2));
    }

    /** From now on nothing that the host does runs; its web server is gone with {@link #crash}. */
    void killed() {
        latest.kill();
    }

    FlexibilityProvider fp() {
        return node.fp();
    }

    Node node() {
        return node;
    }

    void run(Duration duration) {
        time.runFor(duration);
    }

    void runUntil(BooleanSupplier condition, Duration atMost) {
        if (!time.run(condition, time.now().plus(atMost))) {
            throw new AssertionError(
                    "did not come about within " + atMost + ": " + fp().status().toJson());
        }
    }

    /** Boots, and lets the handshake that we start come to its end. */
    Depot online() {
        boot();
        runUntil(() -> link().state() == LinkState.ONLINE, Duration.ofMinutes(1));
        return this;
    }

    /** Boots, shakes hands, and lets one flat forecast of a day be obeyed. */
    Depot live(String kilowatts) {
        online();
        forecast(kilowatts);
        runUntil(() -> obeys(kilowatts), Duration.ofMinutes(2));
        return this;
    }

    /** The utility sends a day of quarter hours from the present one on; the last capacity given holds to the end. */
    String forecast(String... kilowatts) {
        return cp.forecast("AKL01", "CONSUMPTION", blocks(quarter(time.now()), kilowatts));
    }

    static List<RawBlock> blocks(Instant first, String... kilowatts) {
        return IntStream.range(0, 96)
                .mapToObj(i -> RawBlock.kilowatts(
                        kilowatts[Math.min(i, kilowatts.length - 1)],
                        first.plus(QUARTER.multipliedBy(i)),
                        first.plus(QUARTER.multipliedBy(i + 1L))))
                .toList();
    }

    static Instant quarter(Instant t) {
        return Instant.ofEpochSecond(Math.floorDiv(t.getEpochSecond(), QUARTER.toSeconds()) * QUARTER.toSeconds());
    }

    static String forecastBody(String group, Instant first, String... kilowatts) {
        String list = blocks(first, kilowatts).stream()
                .map(b -> "{\"capacity\":" + b.capacity() + ",\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\""
                        + b.start() + "\",\"end_time\":\"" + b.end() + "\"}")
                .collect(Collectors.joining(","));
        return "{\"group_id\":\"" + group + "\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[" + list + "]}";
    }

    /** Hands the endpoint a well-formed request of the utility, without the network. */
    InboundAnswer post(String action, String requestId, String body) {
        return post("/nz/" + action, SECRETS.get(1), requestId, body);
    }

    InboundAnswer post(String path, String token, String requestId, String body) {
        return post(node, path, token, requestId, body);
    }

    static InboundAnswer post(Node at, String path, String token, String requestId, String body) {
        List<Header> headers = List.of(
                new Header("Authorization", "Bearer " + token),
                new Header("Content-Type", "application/json"),
                new Header("X-Request-ID", requestId));
        return at.fp()
                .endpoint()
                .handle(new InboundRequest("POST", path, headers, body.getBytes(StandardCharsets.UTF_8), false));
    }

    ConnectionStatus link() {
        return fp().status().connections().get(0);
    }

    /** The conditions of the link, each once. */
    Set<Condition> conditions() {
        return link().conditions().stream().map(ConditionStatus::condition).collect(Collectors.toSet());
    }

    /** What the status says of a condition that was seen in one place. */
    String detail(Condition condition) {
        List<String> found = link().conditions().stream()
                .filter(one -> one.condition() == condition)
                .map(ConditionStatus::detail)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(condition + " is told " + found.size() + " times: " + found);
        }
        return found.get(0);
    }

    GroupStatus group() {
        return link().groups().get(0);
    }

    LimitStatus limit() {
        return group().limits().get(0);
    }

    Mode mode() {
        return limit().mode();
    }

    /** Whether so much is in force in the field and confirmed to us. */
    boolean obeys(String kilowatts) {
        Limit wanted = kw(kilowatts);
        return circuit.inForce().filter(wanted::equals).isPresent()
                && limit().confirmed().filter(wanted::equals).isPresent()
                && limit().planned().filter(wanted::equals).isPresent();
    }

    static Limit kw(String kilowatts) {
        return Limit.of(Power.kilowatts(kilowatts));
    }

    <E extends OscpEvent> Stream<E> heard(Class<E> type) {
        return List.copyOf(events).stream().filter(type::isInstance).map(type::cast);
    }

    @Override
    public void close() {
        network.close();
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

    private static HttpSender sender(RawSender sender) {
        return call -> sender.send(new RawCall(
                        call.method(),
                        call.uri(),
                        call.headers().stream()
                                .map(header -> new RawHeader(header.name(), header.value()))
                                .toList(),
                        RawBytes.of(call.body()),
                        call.timeout()))
                .thenApply(Depot::reply);
    }

    private static HttpReply reply(RawReply reply) {
        List<Header> headers = reply.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
        return new HttpReply(reply.status(), headers, reply.body().toArray());
    }
}
