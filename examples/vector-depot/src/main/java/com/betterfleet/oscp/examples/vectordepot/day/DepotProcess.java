package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.host.VirtualTimeSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.net.URI;

/**
 * One life of the host application, from boot to crash: it builds a provider over the store that outlives it, configures it
 * with the same lines at every boot, and starts it.
 */
public final class DepotProcess {
    /** The door for OSCP. */
    public static final String OSCP = "oscp";
    /** The door for tokens. */
    public static final String TOKENS = "tokens";

    private static final Actor BOOT = Actor.of("boot");
    private static final Actor KIM = Actor.of("kim");
    private static final GroupRef GROUP = GroupRef.of("nz", DepotSite.GROUP);

    private final VirtualProcess process;
    private final DayRecorder recorder;
    private final Operations operations;
    private final HttpEndpoint oscp;
    private final HttpEndpoint tokens;

    /**
     * What every life of the host shares.
     *
     * @param store the database
     * @param vault the secrets, under the names that the depot knows
     * @param world what is around the host
     * @param recorder who stands at its doors
     * @param clock the clocks
     */
    public record Site(
            OscpStore store, SecretVault vault, World world, DayRecorder recorder, VirtualTimeSource clock) {}

    /**
     * A life begins.
     *
     * @param process the operating system's process
     * @param site what it shares with the lives before and after it
     */
    public DepotProcess(VirtualProcess process, Site site) {
        this.process = process;
        World world = site.recorder().world(site.world());
        FlexibilityProvider provider = FlexibilityProvider.builder()
                .node("depot")
                .store(site.store())
                .secrets(site.vault())
                .tokenKeys(DepotVault.TOKEN_KEY)
                .scheduler(process)
                .time(site.clock())
                .ids(world::id)
                .jitter(world::jitter)
                .sender(world.sender(process))
                .sink(world.sink(process))
                .meters(world.meters())
                .listener(site.recorder()::event)
                .build();
        configure(provider, site.recorder());
        recorder = site.recorder();
        operations = provider.operations();
        oscp = site.recorder().endpoint(OSCP, provider.endpoint());
        tokens = site.recorder().endpoint(TOKENS, provider.tokenEndpoint());
        provider.start();
    }

    /**
     * Where requests come in.
     *
     * @param door {@link #OSCP} or {@link #TOKENS}
     * @return what answers there
     * @throws IllegalArgumentException if there is no such door
     */
    public HttpEndpoint endpoint(String door) {
        return switch (door) {
            case OSCP -> oscp;
            case TOKENS -> tokens;
            default -> throw new IllegalArgumentException("door must be oscp or tokens, was '" + door + "'");
        };
    }

    /**
     * Does what an operator does by hand.
     *
     * @param what what it is
     */
    public void operate(ByHand what) {
        recorder.operation(what);
        if (what instanceof ByHand.RequestAdjustment asked) {
            operations.requestAdjustment(GROUP, asked.type(), asked.blocks(), asked.reason(), KIM);
        } else if (what instanceof ByHand.ReportNonCompliance told) {
            operations.reportNonCompliance(GROUP, told.direction(), told.span(), told.message(), KIM);
        }
    }

    /** Ends this life as a crash does: nothing is closed, nothing is said. */
    public void crash() {
        process.kill();
    }

    private static void configure(FlexibilityProvider provider, DayRecorder recorder) {
        ConnectionSettings connection = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create(DepotSite.VECTOR_URL))
                .presentOAuth(URI.create(DepotSite.VECTOR_TOKEN_URL), "betterfleet", DepotVault.OUT)
                .expectOAuth("vector-derms", DepotVault.IN)
                .header("fp-id", DepotSite.FP_ID)
                .header("apikey", DepotVault.API_KEY)
                .headerCheck("fp-id", DepotSite.FP_ID)
                .setting("handshake-patience", "240")
                .setting("adjust", "true")
                .setting("compliance", "true")
                .build();
        GroupBinding binding = GroupBinding.of(DepotSite.GROUP)
                .scope("mg-7", "grid")
                .asset(DepotSite.ASSET)
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .build();
        recorder.configuration("connect", connection);
        provider.configuration().connect(connection, BOOT);
        recorder.configuration("bind", binding);
        provider.configuration().bind(connection.id(), binding, BOOT);
    }
}
