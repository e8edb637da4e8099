package com.betterfleet.oscp.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConditionStatus;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.operation.Status;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A status as numbers. */
class SamplesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Tags IMPORT = Tags.of("connection", "nz", "group", "G1", "direction", "IMPORT");

    private static Samples samples(Optional<Limit> planned) {
        LimitStatus limit = new LimitStatus(
                Direction.IMPORT,
                Mode.LIVE,
                planned,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                planned,
                0,
                Optional.of(NOW.minusSeconds(30)),
                Optional.of("late"),
                Optional.of(NOW.plusMillis(1500)),
                Optional.empty());
        GroupStatus group = new GroupStatus(
                GroupRef.of("nz", "G1"),
                new ManagedScope("mg-7", "grid"),
                Optional.of(NOW),
                List.of(limit),
                Optional.empty(),
                3,
                2,
                List.of(),
                List.of(),
                Optional.empty());
        ConnectionStatus link = new ConnectionStatus(
                ConnectionId.of("nz"),
                "oscp-2.0",
                LinkState.ONLINE,
                Optional.empty(),
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new ConditionStatus(
                        Condition.CLOCK_SKEW, Optional.of(Fault.Source.PEER), Optional.of(NOW), "an hour")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(group));
        return Samples.of(new Status(NOW, true, true, List.of(link)));
    }

    private static double planned(Optional<Limit> limit) {
        return samples(limit).rows(Measure.LIMIT_PLANNED).get(IMPORT);
    }

    @Test
    void zeroUnlimitedAndNoneAreThreeThingsRuleI2() {
        assertThat(planned(Optional.of(Limit.ZERO))).isZero();
        assertThat(planned(Optional.of(Limit.unlimited()))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(planned(Optional.empty())).isNaN();
    }

    @Test
    void whatIsAbsentIsNoNumberButABreachThatIsNotIsZero() {
        Samples samples = samples(Optional.empty());
        Tags link = Tags.of("connection", "nz");
        assertThat(samples.rows(Measure.LINK_HEARD)).containsEntry(link, Double.NaN);
        assertThat(samples.rows(Measure.LINK_OFFLINE_IN)).containsEntry(link, Double.NaN);
        assertThat(samples.rows(Measure.LINK_IN_STATE)).containsEntry(link, Double.NaN);
        assertThat(samples.rows(Measure.LINK_FAILURES)).containsEntry(link, 0.0);
        assertThat(samples.rows(Measure.LIMIT_BREACH)).containsEntry(IMPORT, 30.0);
        assertThat(samples.rows(Measure.LIMIT_HORIZON)).containsEntry(IMPORT, 1.5);
    }

    @Test
    void eachConditionHasARowAndThoseThatAreRaisedAreOne() {
        Map<Tags, Double> rows = samples(Optional.empty()).rows(Measure.CONDITION);
        assertThat(rows).hasSize(Condition.values().length);
        assertThat(rows).containsEntry(Tags.of("connection", "nz", "condition", "CLOCK_SKEW"), 1.0);
        assertThat(rows.values().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(1);
    }

    @Test
    void waitingAndParkedAreCountedApart() {
        Tags group = Tags.of("connection", "nz", "group", "G1");
        assertThat(samples(Optional.empty()).rows(Measure.OUTBOX_WAITING)).containsEntry(group, 3.0);
        assertThat(samples(Optional.empty()).rows(Measure.OUTBOX_PARKED)).containsEntry(group, 2.0);
        assertThat(samples(Optional.empty()).rows(Measure.PROTECTIVE_ZERO)).containsEntry(group, 1.0);
    }
}
