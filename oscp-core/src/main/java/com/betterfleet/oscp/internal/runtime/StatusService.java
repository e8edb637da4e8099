package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.internal.runtime.LimitService.Situation;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.limit.Explainer;
import com.betterfleet.oscp.limit.Reasoning;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.MeteringStatus;
import com.betterfleet.oscp.operation.ParkedMessage;
import com.betterfleet.oscp.operation.Status;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads the state of everything, without changing any of it but deadlines that have passed. */
final class StatusService {
    private static final int MOST = 1000;

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final AdjustmentService adjustments;
    private final InboundService inbound;
    private final Outboxes outboxes;
    private final BooleanSupplier running;

    StatusService(
            Parts parts,
            LinkService links,
            LimitService limits,
            AdjustmentService adjustments,
            InboundService inbound,
            Outboxes outboxes,
            BooleanSupplier running) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.adjustments = adjustments;
        this.inbound = inbound;
        this.outboxes = outboxes;
        this.running = running;
    }

    Status status() {
        List<ConnectionStatus> connections =
                parts.records().connections().stream().map(this::status).toList();
        return new Status(parts.now(), running.getAsBoolean(), parts.store().durable(), connections);
    }

    Reasoning explain(GroupRef group, Direction direction, Instant at) {
        parts.requireBound(group);
        Situation situation = limits.situation(group);
        return Explainer.explain(situation.limit().value(), situation.context(), direction, at);
    }

    ConnectionStatus status(ConnectionId id) {
        try {
            return connection(id, parts.settings(id), links.settled(id).value());
        } catch (PayloadCodec.Unreadable left) {
            return LinkStatus.leftAlone(id, left.what());
        }
    }

    private ConnectionStatus connection(ConnectionId id, ConnectionSettings settings, LinkRecord link) {
        List<String> leftAlone = new ArrayList<>();
        List<GroupStatus> groups = new ArrayList<>();
        for (GroupRef group : parts.records().groups(id)) {
            try {
                group(group).ifPresent(groups::add);
            } catch (PayloadCodec.Unreadable left) {
                leftAlone.add(group + ": " + left.what());
            }
        }
        return LinkStatus.of(settings, link, parts.now(), inbound.tolerancesUsed(id), groups, leftAlone);
    }

    private Optional<GroupStatus> group(GroupRef group) {
        Optional<BoundGroup> bound = parts.records().bound(group).map(Loaded::value);
        if (bound.filter(BoundGroup::active).isEmpty()) {
            return Optional.empty();
        }
        Situation situation = limits.situation(group);
        List<OutboxItem> items = outboxes.items(Keys.of(Kind.OUTBOX, group), MOST);
        List<ParkedMessage> parked = items.stream()
                .filter(item -> item.parked().isPresent())
                .map(StatusService::parked)
                .toList();
        return Optional.of(new GroupStatus(
                group,
                bound.get().binding().scope(),
                situation.limit().value().zeroSince(),
                LimitStatuses.of(situation),
                parts.records().metering(group).map(Loaded::value).map(StatusService::metering),
                items.size() - parked.size(),
                parked.size(),
                parked.subList(0, Math.min(GroupStatus.MOST_PARKED, parked.size())),
                adjustments.of(group).all(),
                situation.limit().value().reported()));
    }

    private static ParkedMessage parked(OutboxItem item) {
        return new ParkedMessage(
                item.requestId(), item.action(), item.subject(), item.parked().orElse(""));
    }

    private static MeteringStatus metering(MeteringRecord record) {
        return new MeteringStatus(
                record.closedThrough(),
                record.boundary().map(MeteringRecord.Boundary::at),
                record.acknowledgedThrough(),
                record.waiting().size(),
                record.counters().parked(),
                record.counters().dropped(),
                record.counters().skipped(),
                record.counters().late());
    }
}
