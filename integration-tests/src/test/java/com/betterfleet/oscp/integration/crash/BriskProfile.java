package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.WindowRules;
import java.time.Duration;

/** Another profile, but with metering windows of a minute, so that a short history has some. */
record BriskProfile(String id, PartnerProfileProvider base) implements PartnerProfileProvider {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final Duration SETTLING = Duration.ofSeconds(5);

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        PartnerProfile other = base.create(settings);
        return new PartnerProfile(
                id,
                other.groupIds(),
                other.registration(),
                other.adjust(),
                other.compliance(),
                other.wire(),
                other.handshake(),
                other.heartbeat(),
                other.forecast(),
                other.limit(),
                brisk(other.metering()),
                other.retry());
    }

    private static MeteringRules brisk(MeteringRules rules) {
        WindowRules windows = rules.windows();
        return new MeteringRules(
                new WindowRules(
                        WINDOW,
                        SETTLING,
                        windows.settleMax(),
                        windows.interpolateMax(),
                        windows.backlog(),
                        windows.mostWaiting()),
                rules.report());
    }
}
