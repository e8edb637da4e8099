package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.store.OscpStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Many links of one provider, each with a utility of its own, which asks for a heartbeat each 60 s (so that we send one at
 * least each 30 s) and sends one itself each 30 s. The utilities answer 204 to everything, at once; their requests go straight
 * to the endpoint.
 */
final class LinkPark {
    private static final int ASKED_SECONDS = 60;
    private static final int BEAT_SECONDS = 30;
    private static final String HANDSHAKE = "{\"required_behaviour\":{\"heartbeat_interval\":" + ASKED_SECONDS
            + ",\"measurement_configuration\":[\"CONTINUOUS\"]}}";
    private static final SecretRef OUT = SecretRef.of("out");
    private static final SecretRef IN = SecretRef.of("in");
    private static final String TOKEN = "a-token-of-usual-length-0123456789";
    private static final HttpReply NO_CONTENT = new HttpReply(204, List.of(), new byte[0]);
    private static final Header AUTHORIZATION = new Header("Authorization", "Token " + TOKEN);
    private static final Header JSON = new Header("Content-Type", "application/json");

    private final SplittableRandom random = new SplittableRandom(7);
    private final SecretVault vault = SecretVault.inMemory();
    private final OscpStore store;
    private final int links;
    private TickingHost host = new TickingHost();
    private FlexibilityProvider provider;
    private long sent;
    private long received;

    /** A park over a store, which may have the links already. */
    LinkPark(OscpStore store, int links) {
        this.store = store;
        this.links = links;
        vault.put(OUT, Secret.of(TOKEN));
        vault.put(IN, Secret.of(TOKEN));
        this.provider = build();
    }

    /** Connects every link and brings it ONLINE. */
    void open() {
        for (int i = 0; i < links; i++) {
            provider.configuration().connect(settings(i), Actor.of("benchmark"));
        }
        provider.start();
        host.tick();
        for (int i = 0; i < links; i++) {
            post(i, "handshake", HANDSHAKE);
        }
        host.tick();
        host.tick();
        requireOnline();
    }

    /** The process ends without a word; a new one starts over the same store. It is up when every link was brought back. */
    void restart() {
        TickingHost next = new TickingHost();
        host.tick();
        while (next.wall().isBefore(host.wall())) {
            next.tick();
        }
        host = next;
        provider = build();
        provider.start();
        host.tick();
    }

    /** So many seconds of everyday life. */
    void live(int seconds) {
        for (int second = 0; second < seconds; second++) {
            host.tick();
            for (int i = second % BEAT_SECONDS; i < links; i += BEAT_SECONDS) {
                post(i, "heartbeat", "{\"offline_mode_at\":\"" + host.wall().plusSeconds(3 * ASKED_SECONDS) + "\"}");
            }
        }
    }

    /** Heartbeats so far, sent and received. */
    long heartbeats() {
        return sent + received;
    }

    /** Makes sure that what was measured was the life of links that are ONLINE. */
    void requireOnline() {
        boolean online = provider.status().connections().stream()
                .allMatch(link -> link.state().name().equals("ONLINE"));
        if (!online) {
            throw new IllegalStateException("not every link is ONLINE");
        }
    }

    OscpStore store() {
        return store;
    }

    private FlexibilityProvider build() {
        return FlexibilityProvider.builder()
                .store(store)
                .secrets(vault)
                .scheduler(host)
                .time(host)
                .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                .jitter(random::nextDouble)
                .sender(new Utilities())
                .sink(new NoSink())
                .meters(noMeters())
                .build();
    }

    private static ConnectionSettings settings(int link) {
        return ConnectionSettings.of("link-" + link, "oscp-2.0")
                .cpBaseUrl(URI.create("https://utility-" + link + ".example/oscp/cp/2.0"))
                .presentToken(OUT)
                .expectToken(IN)
                .setting("handshake", "await")
                .build();
    }

    private void post(int link, String action, String body) {
        InboundAnswer answer = provider.endpoint()
                .handle(new InboundRequest(
                        "POST",
                        "/link-" + link + "/" + action,
                        List.of(AUTHORIZATION, JSON, new Header("X-Request-ID", action + "-" + received)),
                        body.getBytes(StandardCharsets.UTF_8),
                        false));
        if (answer.status() != 204) {
            throw new IllegalStateException(
                    action + " was answered " + answer.status() + new String(answer.body(), StandardCharsets.UTF_8));
        }
        received++;
    }

    /** They take everything. */
    private final class Utilities implements HttpSender {
        @Override
        public CompletionStage<HttpReply> send(HttpCall call) {
            sent++;
            return CompletableFuture.completedFuture(NO_CONTENT);
        }
    }

    /** No group is bound: nothing is ordered. */
    private static final class NoSink implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            return CompletableFuture.completedFuture(new Outcome.NotApplicable("no circuit"));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.NotApplicable("no circuit"));
        }
    }

    private static MeterSource noMeters() {
        return query -> CompletableFuture.failedFuture(new IllegalStateException("no group is bound"));
    }
}
