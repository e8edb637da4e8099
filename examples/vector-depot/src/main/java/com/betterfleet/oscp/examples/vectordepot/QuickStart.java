package com.betterfleet.oscp.examples.vectordepot;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.store.OscpStore;
import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ten lines of the README, as a host would write them. */
public final class QuickStart {
    private static final Logger log = LoggerFactory.getLogger(QuickStart.class);

    private QuickStart() {}

    /**
     * Makes a back end a Flexibility Provider towards Vector.
     *
     * @param store the host's database
     * @param vault the host's secrets
     * @param scheduler the host's scheduler
     * @param circuitWriter the host's circuit writer
     * @param executor where the circuit writer may block
     * @param meterSource the host's meters
     * @param httpServer the host's web server
     * @param uri Vector's base URL
     * @param tokenUrl Vector's token endpoint
     * @return the running provider
     */
    public static FlexibilityProvider start(
            OscpStore store,
            SecretVault vault,
            ScheduledExecutorService scheduler,
            CircuitWriter circuitWriter,
            Executor executor,
            MeterSource meterSource,
            HttpServer httpServer,
            URI uri,
            URI tokenUrl) {
        // spotless:off
        // ten lines: begin
        FlexibilityProvider fp = FlexibilityProvider.builder()
                .store(store).secrets(vault).tokenKeys(SecretRef.of("token-key")).scheduler(scheduler)
                .sink(CircuitEnvelopeSink.over(circuitWriter, executor)).meters(meterSource)
                .listener(event -> log.info("{}", event)).build();
        fp.configuration().connect(ConnectionSettings.of("nz", "vector").cpBaseUrl(uri)
                .presentOAuth(tokenUrl, "client", SecretRef.of("nz/out")).expectOAuth("vector-client", SecretRef.of("nz/in"))
                .header("fp-id", "F1").header("apikey", SecretRef.of("nz/apikey")), Actor.of("ops"));
        fp.configuration().bind("nz", GroupBinding.of("AKL01").scope("mg-7", "grid").asset("AKL01")
                .siteLimit(Power.kilowatts("900")).fallback(Power.kilowatts("120")), Actor.of("ops"));
        httpServer.createContext("/oscp/fp/2.0", JdkHttpAdapter.of(fp.endpoint()));
        httpServer.createContext("/oauth2/token", JdkHttpAdapter.of(fp.tokenEndpoint()));
        fp.start();
        // ten lines: end
        // spotless:on
        return fp;
    }
}
