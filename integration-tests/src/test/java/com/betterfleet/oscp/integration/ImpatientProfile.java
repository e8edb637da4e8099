package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.WindowRules;
import com.betterfleet.oscp.profile.vector.VectorProfile;
import java.time.Duration;

/** Vector's profile, but for a utility that soon has no use for old measurements. */
record ImpatientProfile(Duration backlog) implements PartnerProfileProvider {
    @Override
    public String id() {
        return "impatient";
    }

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        PartnerProfile base = new VectorProfile().create(settings);
        return new PartnerProfile(
                id(),
                base.groupIds(),
                base.registration(),
                base.adjust(),
                base.compliance(),
                base.wire(),
                base.handshake(),
                base.heartbeat(),
                base.forecast(),
                base.limit(),
                impatient(base.metering()),
                base.retry());
    }

    private MeteringRules impatient(MeteringRules rules) {
        WindowRules windows = rules.windows();
        return new MeteringRules(
                new WindowRules(
                        windows.length(),
                        windows.settling(),
                        windows.settleMax(),
                        windows.interpolateMax(),
                        backlog,
                        windows.mostWaiting()),
                rules.report());
    }
}
