package com.betterfleet.oscp.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.adjustment.Adjustment;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.limit.Reported;
import com.betterfleet.oscp.limit.Stage;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The status as JSON: its schema is stable, so it is pinned text by text. */
class StatusJsonTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    private static final Adjustment ADJUSTMENT = new Adjustment(
            new RequestId("a1"),
            ForecastType.CONSUMPTION,
            AdjustmentState.ANSWERED,
            T.plusSeconds(20),
            "forecast r8 answers it",
            List.of(
                    new AdjustedBlock(T, T.plusSeconds(900), Power.kilowatts("300"), Optional.of(Power.watts("0"))),
                    new AdjustedBlock(T.plusSeconds(900), T.plusSeconds(1800), Power.watts("0"), Optional.empty())));

    private static ConnectionStatus empty(String id) {
        return new ConnectionStatus(
                ConnectionId.of(id),
                "oscp-2.0",
                LinkState.REGISTERED,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private static LimitStatus limit(Optional<Limit> planned, Optional<LimitOrder> ordered) {
        return new LimitStatus(
                Direction.IMPORT,
                Mode.LIVE,
                planned,
                ordered,
                Optional.of(Stage.FAILED),
                Optional.of("no answer"),
                planned,
                7,
                Optional.of(T.plusSeconds(30)),
                Optional.of("late"),
                Optional.of(T.plusSeconds(86_400)),
                Optional.of(T.plusSeconds(40)));
    }

    private static ConnectionStatus full(LimitStatus limit) {
        GroupStatus group = new GroupStatus(
                GroupRef.of("nz", "AKL01"),
                SCOPE,
                Optional.of(T.plusSeconds(1)),
                List.of(limit),
                Optional.of(T),
                Optional.of(T.minusSeconds(900)),
                2,
                1,
                List.of(ADJUSTMENT),
                Optional.of(new Reported(4, T.plusSeconds(50), new RequestId("r9"), new RequestId("c4"))));
        return new ConnectionStatus(
                ConnectionId.of("nz"),
                "vector",
                LinkState.ONLINE,
                Optional.of(T.minusSeconds(3600)),
                3,
                Optional.of(T.plusSeconds(180)),
                Optional.of(T.minusSeconds(5)),
                Optional.of(T.plusSeconds(175)),
                Optional.of(Duration.ofMillis(2500)),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(new RegistrationStatus(
                        Optional.of(T.minusSeconds(60)),
                        false,
                        true,
                        Optional.of(URI.create("https://derms.example/oscp/cp/2.0")))),
                List.of(
                        new ConditionStatus(
                                Condition.AUTH_FAILED,
                                Optional.of(Fault.Source.OUTBOX),
                                Optional.of(T.minusSeconds(30)),
                                "401 \"no\""),
                        new ConditionStatus(Condition.NEWER_SCHEMA, Optional.empty(), Optional.empty(), "schema 9")),
                Optional.of(new LinkFailure(T.minusSeconds(7), "heartbeat", "401 no \"entry\"", 3)),
                Optional.of("fp-1"),
                Optional.of(T.plusSeconds(45)),
                Map.of("UNKNOWN_PROPERTIES", 4L, "ACK_EMPTY", 1L),
                List.of(group));
    }

    private static LimitOrder order(Limit afterwards) {
        return new LimitOrder(
                SCOPE,
                Direction.IMPORT,
                Limit.ZERO,
                T.plusSeconds(300),
                afterwards,
                Optional.empty(),
                Mode.LIVE,
                true,
                7,
                "protective zero");
    }

    @Test
    void nothingConnectedIsThreeFields() {
        assertThat(new Status(T, false, false, List.of()).toJson())
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"running\":false,\"durable\":false,\"connections\":[]}");
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        assertThat(new Status(T, true, true, List.of(empty("nz"))).toJson())
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"running\":true,\"durable\":true,\"connections\":[{"
                        + "\"connection\":\"nz\",\"profile\":\"oscp-2.0\",\"state\":\"REGISTERED\",\"session\":0,"
                        + "\"conditions\":[],\"tolerancesUsed\":{},\"groups\":[]}]}");
    }

    @Test
    void everythingThereIsGoldenWithZeroAsANumberAndNotAsAbsent() {
        LimitStatus limit = limit(Optional.of(Limit.ZERO), Optional.of(order(Limit.of(Power.kilowatts("120")))));
        assertThat(new Status(T, true, true, List.of(full(limit))).toJson())
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"running\":true,\"durable\":true,\"connections\":[{"
                        + "\"connection\":\"nz\",\"profile\":\"vector\",\"state\":\"ONLINE\",\"since\":\"2025-12-31T23:00:00Z\",\"session\":3,"
                        + "\"offlineAt\":\"2026-01-01T00:03:00Z\",\"heardAt\":\"2025-12-31T23:59:55Z\","
                        + "\"acknowledgedPromise\":\"2026-01-01T00:02:55Z\",\"theirIntervalSeconds\":2.5,"
                        + "\"ourIntervalSeconds\":60,"
                        + "\"registration\":{\"registeredSince\":\"2025-12-31T23:59:00Z\",\"underWay\":false,"
                        + "\"oldTokenExpected\":true,\"peerBaseUrl\":\"https://derms.example/oscp/cp/2.0\"},"
                        + "\"conditions\":[{\"condition\":\"AUTH_FAILED\",\"source\":\"OUTBOX\","
                        + "\"since\":\"2025-12-31T23:59:30Z\",\"detail\":\"401 \\\"no\\\"\"},"
                        + "{\"condition\":\"NEWER_SCHEMA\",\"detail\":\"schema 9\"}],"
                        + "\"lastFailure\":{\"at\":\"2025-12-31T23:59:53Z\",\"action\":\"heartbeat\","
                        + "\"what\":\"401 no \\\"entry\\\"\",\"inARow\":3},"
                        + "\"leasedTo\":\"fp-1\",\"leasedUntil\":\"2026-01-01T00:00:45Z\","
                        + "\"tolerancesUsed\":{\"ACK_EMPTY\":1,\"UNKNOWN_PROPERTIES\":4},"
                        + "\"groups\":[{\"group\":\"AKL01\",\"scope\":\"mg-7/grid\","
                        + "\"protectiveZeroSince\":\"2026-01-01T00:00:01Z\","
                        + "\"limits\":[{\"direction\":\"IMPORT\",\"mode\":\"LIVE\",\"plannedWatts\":0,"
                        + "\"ordered\":{\"revision\":7,\"watts\":0,\"validUntil\":\"2026-01-01T00:05:00Z\","
                        + "\"afterwardsWatts\":120000,\"mode\":\"LIVE\",\"protectiveZero\":true,"
                        + "\"reason\":\"protective zero\"},\"stage\":\"FAILED\",\"trouble\":\"no answer\","
                        + "\"confirmedWatts\":0,\"confirmedRevision\":7,"
                        + "\"breachSince\":\"2026-01-01T00:00:30Z\",\"breachReason\":\"late\","
                        + "\"horizonEnd\":\"2026-01-02T00:00:00Z\","
                        + "\"forecastOverdueSince\":\"2026-01-01T00:00:40Z\"}],"
                        + "\"windowsClosedThrough\":\"2026-01-01T00:00:00Z\","
                        + "\"windowsAcknowledgedThrough\":\"2025-12-31T23:45:00Z\",\"waiting\":2,\"parked\":1,"
                        + "\"adjustments\":[{\"id\":\"a1\",\"type\":\"CONSUMPTION\",\"state\":\"ANSWERED\","
                        + "\"since\":\"2026-01-01T00:00:20Z\",\"why\":\"forecast r8 answers it\",\"blocks\":["
                        + "{\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:15:00Z\","
                        + "\"requestedWatts\":300000,\"allowedWatts\":0},"
                        + "{\"start\":\"2026-01-01T00:15:00Z\",\"end\":\"2026-01-01T00:30:00Z\","
                        + "\"requestedWatts\":0}]}],"
                        + "\"complianceSent\":{\"count\":4,\"at\":\"2026-01-01T00:00:50Z\",\"source\":\"r9\","
                        + "\"requestId\":\"c4\"}}]}]}");
    }

    @Test
    void oneConnectionIsTheObjectThatTheWholeHasOfIt() {
        ConnectionStatus one = full(limit(Optional.of(Limit.ZERO), Optional.empty()));
        assertThat(new Status(T, true, true, List.of(one)).toJson())
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"running\":true,\"durable\":true,\"connections\":["
                        + one.toJson() + "]}");
    }

    @Test
    void unlimitedIsAWordAndNeverANumberRuleI2() {
        LimitStatus limit = limit(Optional.of(Limit.unlimited()), Optional.of(order(Limit.unlimited())));
        assertThat(new Status(T, true, true, List.of(full(limit))).toJson())
                .contains("\"plannedWatts\":\"unlimited\"", "\"afterwardsWatts\":\"unlimited\"", "\"watts\":0,");
    }

    @Test
    void noLimitIsNoFieldAtAllRuleI2() {
        LimitStatus limit = limit(Optional.empty(), Optional.empty());
        assertThat(new Status(T, true, true, List.of(full(limit))).toJson())
                .doesNotContain("plannedWatts", "confirmedWatts", "ordered");
    }

    @Test
    void wattsAreWrittenPlainHoweverLarge() {
        LimitStatus limit = limit(Optional.of(Limit.of(Power.watts("1e15"))), Optional.empty());
        assertThat(new Status(T, true, true, List.of(full(limit))).toJson())
                .contains("\"plannedWatts\":1000000000000000,");
    }

    @Test
    void intervalsOfRoundMinutesAreWrittenWithoutAnExponent() {
        assertThat(new Status(T, true, true, List.of(full(limit(Optional.empty(), Optional.empty())))).toJson())
                .contains("\"ourIntervalSeconds\":60,");
    }

    @Test
    void aStatusKeepsItsOwnCopies() {
        List<ConnectionStatus> mine = new ArrayList<>(List.of(empty("nz")));
        Status status = new Status(T, true, true, mine);
        mine.clear();
        assertThat(status.connections()).hasSize(1);
        assertThatThrownBy(() -> status.connections().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> empty("nz").groups().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> empty("nz").conditions().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theSystemsTimeSourceAdvances() {
        TimeSource system = TimeSource.system();
        long before = system.elapsedNanos();
        assertThat(system.wall()).isAfter(T.minus(Duration.ofDays(3650)));
        assertThat(system.elapsedNanos()).isGreaterThanOrEqualTo(before);
    }
}
