package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.integration.crash.History.Dealing;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettingsBuilder;
import com.betterfleet.oscp.testkit.cp.Expectations;
import com.betterfleet.oscp.testkit.cp.RegistrationHabits;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** How the utility behaves, and how the depot is set up towards it. */
final class Utility {
    /** What either side asks of the other. */
    static final Duration INTERVAL = Duration.ofSeconds(20);

    private static final int PROMISES = 3;
    private static final URI FP_URL = URI.create("https://depot.example/oscp/fp/2.0/nz");
    private static final URI CP_URL = URI.create("https://derms.example/oscp/cp/2.0");
    private static final String OUT = "depot-to-utility";
    private static final String IN = "utility-to-depot";
    private static final String INITIAL = "for-the-first-time";

    private Utility() {}

    static CapacityProviderSettings settings(History history) {
        CapacityProviderSettingsBuilder settings = CapacityProviderSettings.builder(FP_URL)
                .heartbeatInterval(INTERVAL)
                .beat(INTERVAL, PROMISES)
                .retries(4, Duration.ofSeconds(6));
        for (int group = 0; group < history.groups(); group++) {
            settings.group(Site.groupId(group), Site.groupId(group));
        }
        return (history.dealing() == Dealing.AGREED ? agreed(settings) : exchanging(settings)).build();
    }

    private static CapacityProviderSettingsBuilder agreed(CapacityProviderSettingsBuilder settings) {
        return settings.present("Authorization", "Bearer " + IN)
                .demand("Authorization", "Bearer " + OUT)
                .demand("fp-id", "F1")
                .measurementConfiguration("INTERMITTENT")
                .expect(expectations(true))
                .accept("update_asset_measurements");
    }

    private static CapacityProviderSettingsBuilder exchanging(CapacityProviderSettingsBuilder settings) {
        return settings.measurementConfiguration("CONTINUOUS")
                .accept("update_group_measurements")
                .expect(expectations(false))
                .register(RegistrationHabits.orderly(INITIAL, CP_URL));
    }

    private static Expectations expectations(boolean intermittent) {
        return new Expectations(
                BriskProfile.WINDOW,
                intermittent,
                intermittent,
                Set.of("WH", "KWH"),
                Set.of("W", "KW"),
                Set.of("NET", "IMPORT", "EXPORT"),
                Set.of("CHARGING", "CONSUMPTION"));
    }

    static void secrets(SecretVault vault) {
        vault.put(SecretRef.of("nz/out"), Secret.of(OUT));
        vault.put(SecretRef.of("nz/in"), Secret.of(IN));
        vault.put(SecretRef.of("nz/initial"), Secret.of(INITIAL));
        vault.put(SecretRef.of("nz/apikey"), Secret.of("key"));
    }

    static ConnectionSettings connection(Dealing dealing) {
        ConnectionSettingsBuilder settings = dealing == Dealing.AGREED
                ? ConnectionSettings.of("nz", "brisk-vector")
                        .presentToken(SecretRef.of("nz/out"))
                        .expectToken(SecretRef.of("nz/in"))
                        .header("fp-id", "F1")
                        .header("apikey", SecretRef.of("nz/apikey"))
                : ConnectionSettings.of("nz", "brisk-standard")
                        .register(SecretRef.of("nz/initial"), FP_URL)
                        .setting("register", dealing == Dealing.WE_REGISTER ? "initiate" : "await");
        return settings.cpBaseUrl(CP_URL)
                .setting("heartbeat-interval", Long.toString(INTERVAL.toSeconds()))
                .build();
    }
}
