package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.WireRules;
import com.betterfleet.oscp.profile.vector.VectorProfile;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** The profile of the depot's utility, but for the dialects that are read. */
record DialectProfile(Set<Tolerance> tolerances) implements PartnerProfileProvider {
    static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");

    @Override
    public String id() {
        return "dialect";
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
                wire(base.wire()),
                base.handshake(),
                base.heartbeat(),
                base.forecast(),
                base.limit(),
                base.metering(),
                base.retry());
    }

    private WireRules wire(WireRules base) {
        Optional<ZoneId> zone = tolerances.contains(Tolerance.NAIVE_LOCAL_TIME) ? Optional.of(ZONE) : Optional.empty();
        return new WireRules(
                base.authScheme(), base.paths(), tolerances, zone, base.headers(), base.headersOnTokenRequest());
    }
}
