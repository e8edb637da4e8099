package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.WireRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that remembers what reached it. */
final class RecordingHandler implements InboundHandler {
    final List<InboundMessage> accepted = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    ConnectionSettings settings = Fixtures.settings().build();
    PartnerProfile profile = Fixtures.profile(WireRules.STANDARD);
    Optional<String> unavailable = Optional.empty();
    Optional<ConnectionId> bare = Optional.empty();
    Optional<RuntimeException> broken = Optional.empty();
    Optional<Reception.Refused> refusal = Optional.empty();
    boolean reportsBreak;

    @Override
    public Optional<InboundConnection> connection(ConnectionId id) {
        return Optional.of(new InboundConnection(settings, profile, List.of(Fixtures.EXPECTED), unavailable))
                .filter(connection -> connection.settings().id().equals(id));
    }

    @Override
    public Optional<ConnectionId> bare() {
        return bare;
    }

    @Override
    public Reception accept(InboundMessage message) {
        if (broken.isPresent()) {
            throw broken.get();
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        accepted.add(message);
        return new Reception.Accepted();
    }

    @Override
    public void refused(ConnectionId connection, String action, int status, String why) {
        refused.add(connection + " " + action + " " + status + " " + why);
        if (reportsBreak) {
            throw new IllegalStateException("listener broke");
        }
    }

    void refuses(int status, String field, String rule) {
        refusal = Optional.of(new Reception.Refused(status, List.of(new Violation(field, rule))));
    }
}
