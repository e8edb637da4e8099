package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.connection.LinkLease;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.TokenExchange;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConditionStatus;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.RegistrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        return new ConnectionStatus(
                settings.id(),
                settings.profile(),
                link.state(),
                Optional.of(link.since()),
                link.session(),
                link.offlineAt(),
                link.heardAt(),
                link.acknowledgedPromise(),
                link.theirInterval(),
                link.ourInterval(),
                Optional.of(link.exchange())
                        .filter(one -> one.terms().isPresent())
                        .map(LinkStatus::registration),
                conditions(link, groups, leftAlone),
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
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(newerSchema(why)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private static List<ConditionStatus> conditions(LinkRecord link, List<GroupStatus> groups, List<String> leftAlone) {
        List<ConditionStatus> found = new ArrayList<>();
        link.faults().stream()
                .sorted(Comparator.comparing(Fault::condition).thenComparing(Fault::source))
                .map(LinkStatus::condition)
                .forEach(found::add);
        groups.forEach(group -> overdue(group).forEach(found::add));
        leftAlone.stream().map(LinkStatus::newerSchema).forEach(found::add);
        return found;
    }

    private static ConditionStatus condition(Fault fault) {
        return new ConditionStatus(
                fault.condition(), Optional.of(fault.source()), Optional.of(fault.since()), fault.detail());
    }

    private static Stream<ConditionStatus> overdue(GroupStatus group) {
        return group.limits().stream()
                .filter(limit -> limit.forecastOverdueSince().isPresent())
                .map(limit -> new ConditionStatus(
                        Condition.FORECAST_OVERDUE,
                        Optional.empty(),
                        limit.forecastOverdueSince(),
                        "two forecasts in a row are missing for " + limit.direction() + " of group "
                                + group.group().group().value()));
    }

    private static ConditionStatus newerSchema(String what) {
        return new ConditionStatus(Condition.NEWER_SCHEMA, Optional.empty(), Optional.empty(), what);
    }

    private static RegistrationStatus registration(TokenExchange exchange) {
        return new RegistrationStatus(
                exchange.registeredAt(),
                exchange.ours().isPresent(),
                exchange.expected().size() > 1,
                exchange.baseUrl());
    }
}
