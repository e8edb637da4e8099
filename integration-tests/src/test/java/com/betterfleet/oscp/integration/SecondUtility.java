package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettingsBuilder;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Another utility that a depot has to do with, of the same kind as its first. */
final class SecondUtility {
    static final ConnectionId AU = ConnectionId.of("au");
    static final String AUTHORITY = "derms.example.au";

    private static final URI FP_URL = URI.create("https://depot.example/oscp/fp/2.0/au");
    private static final URI CP_URL = URI.create("https://" + AUTHORITY + "/oscp/cp/2.0");

    final SimulatedCapacityProvider cp;

    /** It listens before the depot boots. */
    SecondUtility(Depot depot, List<String> groups) {
        CapacityProviderSettingsBuilder settings = CapacityProviderSettings.builder(FP_URL)
                .heartbeatInterval(Duration.ofSeconds(60))
                .beat(Duration.ofSeconds(60), 3);
        groups.forEach(group -> settings.group(group, group));
        VirtualProcess process = depot.time.process("cp-2");
        cp = SimulatedCapacityProvider.of(
                Depot.vector(settings).build(),
                process,
                depot.time,
                depot.network.caller("cp-2", process, depot.line.towardsFp()),
                SeededIds.of(12));
        depot.network.serve(AUTHORITY, "/oscp/cp/2.0", cp);
    }

    /** What the host does at boot; its forecasts are so far apart that none is overdue. */
    static void configure(FlexibilityProvider fp, List<String> groups) {
        fp.configuration()
                .connect(
                        ConnectionSettings.of(AU.value(), "vector")
                                .cpBaseUrl(CP_URL)
                                .presentToken(SecretRef.of("nz/out"))
                                .expectToken(SecretRef.of("nz/in"))
                                .header("fp-id", "F1")
                                .header("apikey", SecretRef.of("nz/apikey"))
                                .setting("forecast-cadence", "604800"),
                        Depot.OPS);
        groups.forEach(group -> fp.configuration().bind(AU.value(), binding(group), Depot.OPS));
    }

    /** A group of whichever utility, with a scope of its own. */
    static GroupBinding.Builder binding(String group) {
        return GroupBinding.of(group)
                .scope("mg of " + group, "grid")
                .asset(group)
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Depot.FALLBACK);
    }

    static GroupRef group(String id) {
        return GroupRef.of(AU.value(), id);
    }
}
