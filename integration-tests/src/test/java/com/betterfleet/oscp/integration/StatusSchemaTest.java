package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.operation.Status;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Status documents of a provider in every state are what their JSON Schema says, and it takes nothing else. */
class StatusSchemaTest {
    private final List<Depot> depots = new ArrayList<>();

    @AfterEach
    void leave() {
        depots.forEach(Depot::close);
    }

    private Depot depot() {
        return kept(new Depot());
    }

    private Depot kept(Depot depot) {
        depots.add(depot);
        return depot;
    }

    /** The status of everything, which is valid, and that of each connection by itself, which is the same. */
    private static String valid(Depot depot) {
        Status status = depot.fp().status();
        assertThat(StatusSchema.complaints(status.toJson())).as(status.toJson()).isEmpty();
        for (ConnectionStatus connection : status.connections()) {
            ConnectionStatus alone = depot.fp().status(connection.connection());
            assertThat(alone).isEqualTo(connection);
            assertThat(StatusSchema.complaintsOfConnection(alone.toJson())).isEmpty();
        }
        return status.toJson();
    }

    private static void valid(Depot depot, LinkState state) {
        assertThat(valid(depot)).contains("\"state\":\"" + state + "\"");
    }

    @Test
    void nothingConnectedIsValid() {
        Depot depot = depot();
        depot.configuration = fp -> {};
        assertThat(valid(depot.boot())).contains("\"connections\":[]", "\"running\":true");
    }

    @Test
    void aFreshConnectionIsValidAndOneWhoseHandshakeIsNotAnswered() {
        Depot depot = depot();
        depot.cp.answer("handshake", 503);
        valid(depot.boot(), LinkState.REGISTERED);
        depot.run(Duration.ofMinutes(1));
        valid(depot, LinkState.HANDSHAKING);
        assertThat(valid(depot)).contains("\"lastFailure\":{", "\"leasedTo\":\"fp\"");
    }

    @Test
    void everyStateOfARegistrationIsValid() {
        Depot depot = kept(Newcomers.initiating(UnaryOperator.identity()));
        depot.line.cut();
        valid(depot.boot(), LinkState.UNREGISTERED);
        depot.run(Duration.ofMinutes(1));
        valid(depot, LinkState.REGISTERING);
        depot.line.restore();
        Newcomers.untilOnline(depot);
        valid(depot, LinkState.ONLINE);
        assertThat(valid(depot)).contains("\"registeredSince\":", "\"peerBaseUrl\":");
    }

    @Test
    void aDayIsValidFromLiveToSuspendedToDisabledToClosed() {
        Depot depot = depot().live("500");
        valid(depot, LinkState.ONLINE);
        depot.forecast("0");
        depot.run(Duration.ofMinutes(20));
        assertThat(valid(depot)).contains("\"protectiveZeroSince\":", "\"closedThrough\":", "\"plannedWatts\":0");
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofMinutes(1));
        valid(depot, LinkState.SUSPENDED);
        assertThat(valid(depot)).contains("\"mode\":\"RELEASED\"");
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        depot.run(Duration.ofMinutes(1));
        valid(depot, LinkState.DISABLED);
        depot.fp().close();
        assertThat(valid(depot)).contains("\"running\":false");
    }

    @Test
    void aDeadLineInFallbackIsValid() {
        Depot depot = depot().live("500");
        depot.line.cut();
        depot.runUntil(() -> depot.mode() == Mode.FALLBACK, Duration.ofMinutes(5));
        depot.run(Duration.ofMinutes(1));
        assertThat(valid(depot)).contains("\"mode\":\"FALLBACK\"").doesNotContain("offlineAt");
        assertThat(depot.link().since())
                .hasValueSatisfying(
                        since -> assertThat(since).isAfter(Depot.START).isBeforeOrEqualTo(depot.time.now()));
    }

    @Test
    void conditionsAreValidAndSayWhereAndSinceWhen() {
        Depot depot = depot().live("500");
        depot.cp.answer("heartbeat", 401);
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(valid(depot))
                .contains("\"condition\":\"AUTH_FAILED\",\"source\":\"LINK\",\"since\":\"2026-03-01T10:");
    }

    @Test
    void anUnreadableRecordIsValid() {
        Depot depot = depot().live("500");
        UnaryOperator<Payload> newer = payload -> new Payload(99, payload.bytes());
        depot.store.rewrite(new Key(Kind.LIMIT, "nz/AKL01"), newer);
        assertThat(valid(depot))
                .contains("\"condition\":\"NEWER_SCHEMA\",\"detail\":")
                .contains("\"groups\":[]");
        depot.store.rewrite(new Key(Kind.LINK, "nz"), newer);
        assertThat(valid(depot)).contains("\"profile\":\"\"").doesNotContain("since");
    }

    @Test
    void parkedMessagesAreValid() {
        Depot depot = depot().live("500");
        depot.cp.answer("update_asset_measurements", 400);
        depot.run(Duration.ofMinutes(30));
        assertThat(depot.group().parked()).isPositive();
        valid(depot);
    }

    @Test
    void exportIsValid() {
        Depot depot = depot();
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection(), Depot.OPS);
            fp.configuration()
                    .bind(
                            "nz",
                            Depot.binding().exportSiteLimit(Depot.SITE_LIMIT).exportFallback(Depot.FALLBACK),
                            Depot.OPS);
        };
        assertThat(valid(depot.live("500"))).contains("\"direction\":\"IMPORT\"", "\"direction\":\"EXPORT\"");
    }

    @Test
    void usedTolerancesAreValid() {
        Depot depot = depot().online();
        String body = Depot.forecastBody("AKL01", Depot.START, "400").replaceFirst("\\{", "{\"surprise\":1,");
        assertThat(depot.post("update_group_capacity_forecast", "f-1", body).status())
                .isEqualTo(204);
        assertThat(valid(depot)).contains("\"tolerancesUsed\":{\"UNKNOWN_PROPERTIES\":1}");
    }

    @Test
    void noLimitAtAllIsValidAndAWord() {
        Depot depot = depot().live("500");
        LimitStatus limit = depot.limit();
        LimitStatus unlimited = new LimitStatus(
                Direction.EXPORT,
                Mode.LIVE,
                Optional.of(Limit.unlimited()),
                limit.ordered(),
                limit.stage(),
                Optional.empty(),
                Optional.of(Limit.unlimited()),
                limit.confirmedRevision(),
                Optional.of(Depot.START),
                Optional.of("late"),
                Optional.empty(),
                Optional.empty());
        GroupStatus group = depot.group();
        GroupStatus with = new GroupStatus(
                group.group(),
                group.scope(),
                group.protectiveZeroSince(),
                List.of(limit, unlimited),
                group.metering(),
                0,
                0,
                List.of(),
                group.adjustments(),
                group.complianceSent());
        String json = depot.link().toJson().replace(groupJson(group, depot), groupJson(with, depot));
        assertThat(json).contains("\"plannedWatts\":\"unlimited\"");
        assertThat(StatusSchema.complaintsOfConnection(json)).isEmpty();
    }

    private static String groupJson(GroupStatus group, Depot depot) {
        ConnectionStatus link = depot.link();
        String json = new ConnectionStatus(
                        link.connection(),
                        link.profile(),
                        link.state(),
                        link.since(),
                        link.session(),
                        link.offlineAt(),
                        link.heardAt(),
                        link.acknowledgedPromise(),
                        link.theirInterval(),
                        link.ourInterval(),
                        link.registration(),
                        link.conditions(),
                        link.lastFailure(),
                        link.leasedTo(),
                        link.leasedUntil(),
                        Map.of(),
                        List.of(group))
                .toJson();
        return json.substring(json.indexOf("\"groups\":"));
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                wrong(
                        "a field that is not there",
                        "/connections/0 additionalProperties",
                        one -> one.put("surprise", 1)),
                wrong("a missing field", "/connections/0 required", one -> one.remove("session")),
                wrong("null for absent", "/connections/0/heardAt type", one -> one.putNull("heardAt")),
                wrong("no state of ours", "/connections/0/state enum", one -> one.put("state", "SLEEPING")),
                wrong(
                        "an instant of a zone",
                        "/connections/0/heardAt pattern",
                        one -> one.put("heardAt", "2026-03-01T23:00:00+13:00")),
                wrong("a half session", "/connections/0/session type", one -> one.put("session", 1.5)),
                wrong(
                        "no tolerance of ours",
                        "/connections/0/tolerancesUsed propertyNames",
                        one -> one.putObject("tolerancesUsed").put("SOME_TOLERANCE", 1)),
                wrong(
                        "a condition of old",
                        "/connections/0/conditions type",
                        one -> one.putObject("conditions").put("AUTH_FAILED", "since ...")),
                wrong(
                        "a limit below zero",
                        "/connections/0/groups/0/limits/0/plannedWatts minimum",
                        one -> ((ObjectNode) one.at("/groups/0/limits/0")).put("plannedWatts", -1)),
                wrong(
                        "no word for unlimited",
                        "/connections/0/groups/0/limits/0/plannedWatts oneOf",
                        one -> ((ObjectNode) one.at("/groups/0/limits/0")).put("plannedWatts", "none")));
    }

    private static Arguments wrong(String what, String complaint, Consumer<ObjectNode> change) {
        return Arguments.of(what, complaint, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongs")
    void whatAStatusNeverSaysIsNotValid(String what, String complaint, Consumer<ObjectNode> change) {
        ObjectNode status = (ObjectNode) StatusSchema.tree(valid(depot().live("500")));
        change.accept((ObjectNode) status.at("/connections/0"));
        assertThat(StatusSchema.complaints(status.toString())).as(what).contains(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"at\":\"2026-03-01T10:00:00Z\",\"durable\":true,\"connections\":[]}"})
    void whatIsNoStatusIsNotValid(String document) {
        assertThat(StatusSchema.complaints(document)).isNotEmpty();
    }
}
