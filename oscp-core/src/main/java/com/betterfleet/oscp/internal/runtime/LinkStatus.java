package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.connection.LinkLease;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.TokenExchange;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.RegistrationStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator sees of a link. */
final class LinkStatus {
    private LinkStatus() {}

    static ConnectionStatus of(
            ConnectionSettings settings,
            LinkRecord link,
            Instant now,
            Map<String, Long> tolerancesUsed,
            List<GroupStatus> groups,
            List<String> leftAlone) {
        Optional<LinkLease> lease = link.lease().filter(one -> one.heldAt(now));
        Map<Condition, String> conditions = new EnumMap<>(Condition.class);
        for (Fault fault : link.faults()) {
            conditions.merge(
                    fault.condition(), "since " + fault.since() + ": " + fault.detail(), (a, b) -> a + "; " + b);
        }
        if (!leftAlone.isEmpty()) {
            conditions.put(Condition.NEWER_SCHEMA, String.join("; ", leftAlone));
        }
        return new ConnectionStatus(
                settings.id(),
                settings.profile(),
                link.state(),
                link.session(),
                link.offlineAt(),
                link.heardAt(),
                link.acknowledgedPromise(),
                link.theirInterval(),
                link.ourInterval(),
                Optional.of(link.exchange())
                        .filter(one -> one.terms().isPresent())
                        .map(LinkStatus::registration),
                conditions,
                link.lastFailure(),
                lease.map(LinkLease::node),
                lease.map(LinkLease::until),
                tolerancesUsed,
                groups);
    }

    /** A connection that this node cannot read does nothing here. */
    static ConnectionStatus leftAlone(ConnectionId id, String why) {
        return new ConnectionStatus(
                id,
                "",
                LinkState.DISABLED,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(Condition.NEWER_SCHEMA, why),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private static RegistrationStatus registration(TokenExchange exchange) {
        return new RegistrationStatus(
                exchange.registeredAt(),
                exchange.ours().isPresent(),
                exchange.expected().size() > 1,
                exchange.baseUrl());
    }
}
