package com.betterfleet.oscp.examples.micrometer;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.operation.Status;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A status as numbers: for each measure its rows by their tags. All tags are of the configuration (connection, group) or of
 * closed families (direction, state, mode, condition), so their number is bounded by what is configured.
 */
final class Samples {
    /** No status could be read. */
    static final Samples NONE = new Samples();

    private final Map<Measure, Map<Tags, Double>> rows = new EnumMap<>(Measure.class);

    private Samples() {}

    static Samples of(Status status) {
        Samples samples = new Samples();
        samples.put(Measure.RUNNING, Tags.empty(), flag(status.running()));
        status.connections().forEach(connection -> samples.connection(connection, status.at()));
        return samples;
    }

    /** The rows of a measure, by their tags. */
    Map<Tags, Double> rows(Measure measure) {
        return rows.getOrDefault(measure, Map.of());
    }

    private void connection(ConnectionStatus link, Instant now) {
        Tags tags = Tags.of("connection", link.connection().value());
        for (LinkState state : LinkState.values()) {
            put(Measure.LINK_STATE, tags.and("state", state.name()), flag(link.state() == state));
        }
        for (Condition condition : Condition.values()) {
            boolean raised = link.conditions().stream().anyMatch(one -> one.condition() == condition);
            put(Measure.CONDITION, tags.and("condition", condition.name()), flag(raised));
        }
        put(Measure.LINK_IN_STATE, tags, seconds(link.since(), Optional.of(now)));
        put(Measure.LINK_HEARD, tags, seconds(link.heardAt(), Optional.of(now)));
        put(Measure.LINK_OFFLINE_IN, tags, seconds(Optional.of(now), link.offlineAt()));
        put(Measure.LINK_SESSION, tags, (double) link.session());
        put(
                Measure.LINK_FAILURES,
                tags,
                link.lastFailure().map(LinkFailure::inARow).orElse(0));
        link.groups().forEach(group -> group(group, tags, now));
    }

    private void group(GroupStatus group, Tags connection, Instant now) {
        Tags tags = connection.and("group", group.group().group().value());
        put(Measure.OUTBOX_WAITING, tags, group.waiting());
        put(Measure.OUTBOX_PARKED, tags, group.parked());
        put(Measure.PROTECTIVE_ZERO, tags, flag(group.protectiveZeroSince().isPresent()));
        group.limits().forEach(limit -> limit(limit, tags, now));
    }

    private void limit(LimitStatus limit, Tags group, Instant now) {
        Tags tags = group.and("direction", limit.direction().name());
        for (Mode mode : Mode.values()) {
            put(Measure.LIMIT_MODE, tags.and("mode", mode.name()), flag(limit.mode() == mode));
        }
        put(Measure.LIMIT_PLANNED, tags, watts(limit.planned()));
        put(Measure.LIMIT_CONFIRMED, tags, watts(limit.confirmed()));
        put(
                Measure.LIMIT_BREACH,
                tags,
                limit.breachSince().isEmpty() ? 0 : seconds(limit.breachSince(), Optional.of(now)));
        put(Measure.LIMIT_HORIZON, tags, seconds(Optional.of(now), limit.horizonEnd()));
    }

    private void put(Measure measure, Tags tags, double value) {
        rows.computeIfAbsent(measure, any -> new LinkedHashMap<>()).put(tags, value);
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }

    private static double seconds(Optional<Instant> from, Optional<Instant> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Double.NaN;
        }
        return Duration.between(from.get(), to.get()).toMillis() / 1000.0;
    }

    /** Zero, unlimited and absent are three things (rule I2). */
    private static double watts(Optional<Limit> limit) {
        if (limit.isEmpty()) {
            return Double.NaN;
        }
        return limit.get() instanceof Limit.Limited limited
                ? limited.most().watts().doubleValue()
                : Double.POSITIVE_INFINITY;
    }
}
