package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettingsBuilder;
import com.betterfleet.oscp.testkit.cp.RegistrationHabits;
import java.net.URI;

/** Who the utility of a story is. */
enum LinkStoryDialect {
    STANDARD,
    VECTOR,
    WE_REGISTER,
    THEY_REGISTER,
    /** As WE_REGISTER, and the reply has the id of the Register that it answers. */
    ECHOING_REGISTER,
    /** As WE_REGISTER, and the reply comes at once, and an old token counts no longer as soon as a new one is sent. */
    HASTY_REGISTER,
    /** As WE_REGISTER, but every Register is answered, none has an id, and an old token is void at once. */
    FORGETFUL_REGISTER;

    /** Whether a message that is lost may leave the two without a token that both know. */
    boolean locksOut() {
        return this == HASTY_REGISTER || this == FORGETFUL_REGISTER;
    }

    boolean registers() {
        return this != STANDARD && this != VECTOR;
    }

    CapacityProviderSettingsBuilder utility(CapacityProviderSettingsBuilder utility) {
        if (this == VECTOR) {
            return fixed(Depot.vectorsRules(utility), "Bearer");
        }
        CapacityProviderSettingsBuilder plain =
                utility.measurementConfiguration("CONTINUOUS").accept("update_group_measurements");
        return registers() ? plain.register(habits()) : fixed(plain, "Token");
    }

    private static CapacityProviderSettingsBuilder fixed(CapacityProviderSettingsBuilder utility, String scheme) {
        return utility.present("Authorization", scheme + " " + Depot.SECRETS.get(1))
                .demand("Authorization", scheme + " " + Depot.SECRETS.get(0));
    }

    private RegistrationHabits habits() {
        RegistrationHabits orderly = RegistrationHabits.orderly(Newcomers.INITIAL, Depot.CP_URL);
        return switch (this) {
            case ECHOING_REGISTER -> orderly.echoing();
            case HASTY_REGISTER -> orderly.hasty();
            case FORGETFUL_REGISTER -> orderly.forgetful();
            default -> orderly;
        };
    }

    ConnectionSettingsBuilder connection(URI cpUrl, String outRef, int interval) {
        ConnectionSettingsBuilder settings = ConnectionSettings.of("nz", this == VECTOR ? "vector" : "oscp-2.0")
                .cpBaseUrl(cpUrl)
                .setting("heartbeat-interval", Integer.toString(interval));
        if (registers()) {
            return settings.register(Newcomers.INITIAL_REF, Depot.FP_URL)
                    .setting("register", this == THEY_REGISTER ? "await" : "initiate");
        }
        settings.presentToken(SecretRef.of(outRef)).expectToken(SecretRef.of("nz/in"));
        return this == VECTOR ? settings.header("fp-id", "F1").header("apikey", SecretRef.of("nz/apikey")) : settings;
    }
}
