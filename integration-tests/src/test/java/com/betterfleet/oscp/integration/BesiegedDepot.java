package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A depot with two honest utilities while somebody else attacks it: {@code nz} speaks as the profile of its partner says, and
 * {@code plain} OSCP 2.0, on the bare path, with a header check. A third, {@code reg}, never answers, but anybody who holds
 * its first token may Register. Every secret holds {@link #MARK}.
 */
final class BesiegedDepot implements Fortress, AutoCloseable {
    static final String MARK = "5ecre7";

    private static final ManagedScope PLAIN_SCOPE = new ManagedScope("mg-8", "grid");
    private static final String PLAIN_OUT = "plain-out-5ecre7-f";

    final Depot depot = new Depot();
    final WatchedStore store = new WatchedStore();
    final SimulatedCapacityProvider plain;
    private final Queue<CapturedLog.Line> log = new ConcurrentLinkedQueue<>();

    BesiegedDepot() {
        depot.vault.put(SecretRef.of("plain/out"), Secret.of(PLAIN_OUT));
        depot.vault.put(SecretRef.of("plain/in"), Secret.of(Gate.PLAIN.token));
        depot.vault.put(SecretRef.of("reg/first"), Secret.of(Gate.REGISTER.token));
        depot.vault.put(SecretRef.of("plain/gate"), Secret.of(Gate.CHECKED_VALUE));
        VirtualProcess process = depot.time.process("plain cp");
        plain = SimulatedCapacityProvider.of(
                utility(),
                process,
                depot.time,
                depot.network.caller("plain cp", process, depot.line.towardsFp()),
                SeededIds.of(13));
        depot.network.serve("grid.example", "/oscp/cp/2.0", plain);
        depot.more = builder -> builder.store(store).jitter(() -> 0.5);
        depot.configuration = BesiegedDepot::configure;
    }

    private static CapacityProviderSettings utility() {
        return CapacityProviderSettings.builder(URI.create("https://depot.example/oscp/fp/2.0"))
                .present("Authorization", "Token " + Gate.PLAIN.token)
                .present(Gate.CHECKED_HEADER, Gate.CHECKED_VALUE)
                .demand("Authorization", "Token " + PLAIN_OUT)
                .beat(Duration.ofSeconds(60), 3)
                .accept("update_group_measurements")
                .group("AKL01", "AKL01")
                .build();
    }

    static ConnectionSettingsBuilder plainConnection() {
        return ConnectionSettings.of("plain", "oscp-2.0")
                .cpBaseUrl(URI.create("https://grid.example/oscp/cp/2.0"))
                .presentToken(SecretRef.of("plain/out"))
                .expectToken(SecretRef.of("plain/in"))
                .headerCheck(Gate.CHECKED_HEADER, SecretRef.of("plain/gate"))
                .barePath(true);
    }

    private static void configure(FlexibilityProvider fp) {
        Depot.tenLines(fp);
        fp.configuration().connect(plainConnection(), Depot.OPS);
        fp.configuration()
                .connect(
                        ConnectionSettings.of("reg", "oscp-2.0")
                                .cpBaseUrl(URI.create("https://cp.example/oscp/2.0"))
                                .register(
                                        SecretRef.of("reg/first"), URI.create("https://depot.example/oscp/fp/2.0/reg")),
                        Depot.OPS);
        fp.configuration()
                .bind(
                        "plain",
                        GroupBinding.of("AKL01")
                                .scope("mg-8", "grid")
                                .asset("AKL01")
                                .siteLimit(Depot.SITE_LIMIT)
                                .fallback(Depot.FALLBACK)
                                .exportSiteLimit(Depot.SITE_LIMIT)
                                .exportFallback(Depot.FALLBACK)
                                .supply(BigDecimal.valueOf(230), 3),
                        Depot.OPS);
    }

    /** Both lines stand and both utilities' forecasts of a day are obeyed; from now on every log line is kept. */
    BesiegedDepot besieged() {
        CapturedLog.tell(log::add);
        depot.boot();
        depot.runUntil(this::online, Duration.ofMinutes(1));
        depot.forecast("500");
        plain.forecast("AKL01", "CONSUMPTION", Depot.blocks(Depot.quarter(depot.time.now()), "400"));
        depot.runUntil(this::obeys, Duration.ofMinutes(2));
        depot.run(Duration.ofSeconds(3));
        log.clear();
        depot.events.clear();
        return this;
    }

    boolean online() {
        return depot.fp().status().connections().stream()
                        .filter(connection -> connection.state() == LinkState.ONLINE)
                        .count()
                == 2;
    }

    /** Whether both circuits follow the forecasts that were sent before the siege. */
    boolean obeys() {
        return depot.circuit.inForce().filter(Depot.kw("500")::equals).isPresent()
                && depot.circuit
                        .inForce(PLAIN_SCOPE)
                        .filter(Depot.kw("400")::equals)
                        .isPresent();
    }

    /** Everything that was ordered, without the texts that may name a request. */
    List<String> orders() {
        return depot.circuit.orders().stream().map(BesiegedDepot::words).toList();
    }

    private static String words(LimitOrder order) {
        return order.scope() + " " + order.direction() + " " + order.revision() + " " + order.limit() + " until "
                + order.validUntil() + " then " + order.afterwards() + " " + order.mode();
    }

    @Override
    public InboundAnswer handle(InboundRequest request) {
        return depot.fp().endpoint().handle(request);
    }

    @Override
    public String state() {
        return store.digest() + " " + tokens() + " " + depot.circuit.revision() + " " + depot.circuit.inForce()
                + depot.circuit.inForce(PLAIN_SCOPE);
    }

    /** The names of all secrets: a token that was exchanged has a fresh one. */
    private List<String> tokens() {
        return depot.vault.list("").stream().map(SecretRef::toString).sorted().toList();
    }

    @Override
    public List<String> events() {
        List<String> told = depot.events.stream().map(Object::toString).toList();
        depot.events.clear();
        return told;
    }

    @Override
    public List<CapturedLog.Line> log() {
        List<CapturedLog.Line> lines = new ArrayList<>();
        for (CapturedLog.Line line = log.poll(); line != null; line = log.poll()) {
            lines.add(line);
        }
        return lines;
    }

    @Override
    public void letTimePass(Duration duration) {
        depot.run(duration);
    }

    @Override
    public void close() {
        CapturedLog.silence();
        depot.close();
    }
}
