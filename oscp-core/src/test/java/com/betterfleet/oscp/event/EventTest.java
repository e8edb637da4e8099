package com.betterfleet.oscp.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Events: a closed family of records with stable names and without secrets. */
class EventTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private static Stream<Class<?>> kinds() {
        return members(OscpEvent.class);
    }

    private static Stream<Class<?>> members(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(EventTest::members)
                : Stream.of(kind);
    }

    @Test
    void theFamilyIsClosedInThreeParts() {
        assertThat(OscpEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(EngineEvent.class, LinkEvent.class, GroupEvent.class);
        assertThat(EngineEvent.class.isSealed()).isTrue();
        assertThat(LinkEvent.class.isSealed()).isTrue();
        assertThat(GroupEvent.class.isSealed()).isTrue();
        assertThat(MeteringEvent.class.isSealed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsARecordThatSaysWhereAndWhen(Class<?> kind) {
        assertThat(kind.isRecord()).isTrue();
        List<String> parts = Arrays.stream(kind.getRecordComponents())
                .map(part -> part.getName() + ":" + part.getType().getSimpleName())
                .toList();
        assertThat(parts).startsWith(owner(kind).toArray(String[]::new));
    }

    private static List<String> owner(Class<?> kind) {
        if (EngineEvent.class.isAssignableFrom(kind)) {
            return List.of("at:Instant");
        }
        return List.of(
                GroupEvent.class.isAssignableFrom(kind) ? "group:GroupRef" : "connection:ConnectionId", "at:Instant");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noKindHasRoomForASecretOrARawHeader(Class<?> kind) {
        assertThat(Arrays.stream(kind.getRecordComponents())
                        .map(part -> part.getType().getName()))
                .doesNotContain(
                        Secret.class.getName(),
                        SecretRef.class.getName(),
                        Token.class.getName(),
                        Header.class.getName(),
                        byte[].class.getName());
    }

    @Test
    void namesAreUniqueAndPinnedBecauseAlarmsUseThem() {
        assertThat(kinds().map(Class::getSimpleName))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        "StoreUnavailable",
                        "StoreRecovered",
                        "StoreSlow",
                        "EventsDropped",
                        "LinkChanged",
                        "HandshakeStarted",
                        "HandshakeReceived",
                        "RegisterStarted",
                        "RegisterReceived",
                        "Registered",
                        "RegistrationEnded",
                        "ConditionRaised",
                        "ConditionCleared",
                        "ClockStepped",
                        "MessageRefused",
                        "TolerancesUsed",
                        "InputIgnored",
                        "ConfigurationChanged",
                        "ForecastAccepted",
                        "ForecastOverlapped",
                        "ForecastMerged",
                        "ForecastNotApplicable",
                        "ProtectiveZeroStarted",
                        "ProtectiveZeroEnded",
                        "ModeChanged",
                        "HorizonEnding",
                        "ForecastOverdue",
                        "ForecastOverdueEnded",
                        "ForecastNotKept",
                        "LimitOrdered",
                        "LimitConfirmed",
                        "LimitUnconfirmed",
                        "LimitBreached",
                        "LimitBreachEnded",
                        "LimitNotApplicable",
                        "LimitStale",
                        "LimitReleased",
                        "WindowQueued",
                        "MetersChanged",
                        "WindowAcknowledged",
                        "WindowParked",
                        "WindowDropped",
                        "AdjustmentChanged",
                        "MessageSent",
                        "MessageFailed",
                        "MessageParked",
                        "OperationDone");
    }

    @Test
    void anEventTellsItsNameAndAGroupsConnection() {
        GroupEvent event =
                new GroupEvent.LimitBreachEnded(GroupRef.of("nz", "AKL01"), T, Direction.IMPORT, Duration.ZERO);
        assertThat(event.name()).isEqualTo("LimitBreachEnded");
        assertThat(event.connection()).isEqualTo(ConnectionId.of("nz"));
        assertThat(new LinkEvent.HandshakeStarted(ConnectionId.of("nz"), T, new RequestId("r")).name())
                .isEqualTo("HandshakeStarted");
    }

    @ParameterizedTest
    @EnumSource(LinkState.class)
    void onlyAPausedOrDisabledLinkReleasesItsScopes(LinkState state) {
        assertThat(state.released())
                .isEqualTo(Set.of(LinkState.SUSPENDED, LinkState.DISABLED).contains(state));
    }

    @Test
    void statesOfAnAdjustmentArePinnedAndThreeOfThemEndIt() {
        assertThat(Arrays.stream(AdjustmentState.values()).map(Enum::name))
                .containsExactly("SENT", "DELIVERED", "ANSWERED", "SUPERSEDED", "EXPIRED");
        assertThat(Arrays.stream(AdjustmentState.values()).filter(AdjustmentState::pending))
                .containsExactly(AdjustmentState.SENT, AdjustmentState.DELIVERED);
    }

    @Test
    void statesOfALinkAndConditionsArePinned() {
        assertThat(Arrays.stream(LinkState.values()).map(Enum::name))
                .containsExactly(
                        "DISABLED",
                        "UNREGISTERED",
                        "REGISTERING",
                        "REGISTERED",
                        "HANDSHAKING",
                        "ONLINE",
                        "OFFLINE",
                        "SUSPENDED");
        assertThat(Arrays.stream(Condition.values()).map(Enum::name))
                .containsExactly("AUTH_FAILED", "MISCONFIGURED", "CLOCK_SKEW", "FORECAST_OVERDUE", "NEWER_SCHEMA");
    }
}
