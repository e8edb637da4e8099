package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.SecretRef;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing that somebody wants of the configuration; many of them are refused.
 *
 * @param what what it is
 * @param who who asks
 * @param connection 0 or 1
 * @param group 0 to 2
 * @param variant chooses among settings, bindings and operations
 */
record Edit(What what, String who, int connection, int group, int variant) {
    enum What {
        CONNECT,
        ENABLE,
        DISABLE,
        BIND,
        UNBIND,
        OPERATE
    }

    private static final List<String> GROUPS = List.of("AKL01", "AKL02", "AKL-3");

    static Arbitrary<Edit> any() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.of("kim", "sam", "boot"),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 7))
                .as(Edit::new);
    }

    ConnectionId id() {
        return ConnectionId.of("c" + connection);
    }

    void on(FlexibilityProvider fp) {
        Actor actor = Actor.of(who);
        switch (what) {
            case CONNECT -> fp.configuration().connect(settings(), actor);
            case ENABLE -> fp.configuration().enable(id(), actor);
            case DISABLE -> fp.configuration().disable(id(), actor);
            case BIND -> fp.configuration().bind(id(), binding(), actor);
            case UNBIND -> fp.configuration().unbind(GroupRef.of(id().value(), GROUPS.get(group)), actor);
            case OPERATE -> operate(fp, actor);
        }
    }

    private void operate(FlexibilityProvider fp, Actor actor) {
        switch (variant % 4) {
            case 0 -> fp.operations().suspend(id(), actor);
            case 1 -> fp.operations().resume(id(), actor);
            case 2 -> fp.operations().handshakeNow(id(), actor);
            default -> fp.operations().resendLimit(GroupRef.of(id().value(), GROUPS.get(group)), actor);
        }
    }

    /** Variant 7 lacks a header that the profile demands; those from 4 on want the bare path, which only one can have. */
    private ConnectionSettings settings() {
        ConnectionSettingsBuilder settings = ConnectionSettings.of(id().value(), "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp/cp/" + variant % 2))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F" + variant % 3)
                .barePath(variant >= 4);
        return (variant == 7 ? settings : settings.header("apikey", SecretRef.of("nz/apikey"))).build();
    }

    /** Group 2 has an id that the profile refuses; scopes and assets are fewer than groups. */
    private GroupBinding binding() {
        return GroupBinding.of(GROUPS.get(group))
                .scope("mg", "n" + variant % 3)
                .asset("A" + (group + variant / 4) % 3)
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts(Integer.toString(100 + variant / 3)))
                .build();
    }
}
