package com.betterfleet.oscp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two installations of one partner may differ in, read the same way by every profile. */
class CommonSettingsTest {
    private static final WireRules STRICT =
            new WireRules(AuthScheme.BEARER, Map.of(), Tolerance.none(), Optional.empty(), List.of(), true);

    private static CommonSettings with(String... pairs) {
        ProfileSettings settings = ProfileSettings.NONE;
        for (int i = 0; i < pairs.length; i += 2) {
            settings = settings.with(pairs[i], pairs[i + 1]);
        }
        return CommonSettings.of(SettingReader.of("p", settings, CommonSettings.and(Set.of("own"))));
    }

    private static WireRules wire(String... pairs) {
        return with(pairs).over(WireRules.STANDARD);
    }

    @Test
    void withoutAnyTheProfileStaysAsItIs() {
        CommonSettings none = with();
        assertThat(none.over(WireRules.STANDARD)).isEqualTo(WireRules.STANDARD);
        assertThat(none.over(STRICT)).isEqualTo(STRICT);
        assertThat(none.over(HeartbeatRules.STANDARD)).isEqualTo(HeartbeatRules.STANDARD);
        assertThat(none.registration(Registration.INITIATE)).isEqualTo(Registration.INITIATE);
        assertThat(none.weStartHandshakes()).isTrue();
        assertThat(none.wish(MeasurementConfiguration.CONTINUOUS))
                .isEqualTo(RequiredBehaviour.of(Duration.ofSeconds(60), MeasurementConfiguration.CONTINUOUS));
    }

    @Test
    void aProfilesOwnSettingsStandBesideThem() {
        assertThat(CommonSettings.and(Set.of("own")))
                .contains("own", "tolerances", "path.heartbeat")
                .hasSize(18 + Action.values().length);
        assertThat(with("own", "x").weStartHandshakes()).isTrue();
    }

    @Test
    void cadenceAndOverlapChangeTheForecastsAndNothingElse() {
        ForecastRules profile =
                new StandardProfile().create(ProfileSettings.NONE).forecast();

        ForecastRules changed =
                with("forecast-cadence", "900", "overlap", "Reject").over(profile);
        assertThat(changed.cadence()).isEqualTo(Duration.ofMinutes(15));
        assertThat(changed.overlap()).isEqualTo(OverlapPolicy.REJECT);
        assertThat(with("forecast-cadence", "3600", "overlap", "min").over(changed))
                .isEqualTo(profile);
        assertThat(with().over(profile)).isEqualTo(profile);
        assertThatThrownBy(() -> with("forecast-cadence", "59").over(profile))
                .hasMessageContaining("a number of seconds from 60 to 604800, was '59'");
        assertThatThrownBy(() -> with("overlap", "max").over(profile)).hasMessageContaining("overlap", "MIN", "REJECT");
    }

    @Test
    void weAskForHeartbeatsAtTheIntervalThatIsSet() {
        assertThat(with("heartbeat-interval", "2.5")
                        .wish(MeasurementConfiguration.INTERMITTENT)
                        .heartbeatEvery())
                .contains(Duration.ofMillis(2500));
    }

    @Test
    void thePeerMayAskForAnyIntervalFromTheShortestOnThatIsSet() {
        HeartbeatRules rules = with("heartbeat-interval-min", "1").over(HeartbeatRules.STANDARD);
        assertThat(rules.smallestAccepted()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rules.defaultInterval()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theIntervalThatStandsInIsNeverShorterThanTheShortestAccepted() {
        HeartbeatRules rules = with("heartbeat-interval-min", "300").over(HeartbeatRules.STANDARD);
        assertThat(rules.smallestAccepted()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rules.defaultInterval()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat-interval, 0.999",
        "heartbeat-interval, 604800.001",
        "heartbeat-interval-min, 0",
        "heartbeat-interval-min, ten"
    })
    void anIntervalThatNoHandshakeCanCarryIsRefusedByTheSettingsName(String name, String seconds) {
        CommonSettings read = with(name, seconds);
        assertThatThrownBy(() -> {
                    read.wish(MeasurementConfiguration.CONTINUOUS);
                    read.over(HeartbeatRules.STANDARD);
                })
                .hasMessage("setting " + name + " of profile p must be a number of seconds from 1 to 604800, was '"
                        + seconds + "'");
    }

    @Test
    void handshakeSaysWhoStartsOne() {
        assertThat(with("handshake", "await").weStartHandshakes()).isFalse();
        assertThat(with("handshake", "initiate").weStartHandshakes()).isTrue();
        assertThatThrownBy(() -> with("handshake", "both").weStartHandshakes())
                .hasMessage("setting handshake of profile p must be one of [INITIATE, AWAIT], was 'both'");
    }

    @ParameterizedTest
    @EnumSource(Registration.class)
    void registerSaysWhoBeginsTheExchange(Registration registration) {
        assertThat(with("register", registration.name().toLowerCase(java.util.Locale.ROOT))
                        .registration(Registration.NONE))
                .isEqualTo(registration);
    }

    @Test
    void tolerancesAreAllNoneOrNamed() {
        assertThat(with("tolerances", "all").over(STRICT).tolerances()).isEqualTo(Tolerance.all());
        assertThat(wire("tolerances", "none").tolerances()).isEmpty();
        assertThat(wire("tolerances", "flat_handshake, UNKNOWN_PROPERTIES").tolerances())
                .isEqualTo(EnumSet.of(Tolerance.FLAT_HANDSHAKE, Tolerance.UNKNOWN_PROPERTIES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "some", "FLAT_HANDSHAKE,", "FLAT HANDSHAKE", ","})
    void anUnknownToleranceIsRefusedAndTheKnownOnesAreNamed(String names) {
        assertThatThrownBy(() -> wire("tolerances", names))
                .hasMessageStartingWith("setting tolerances of profile p must be one or more, separated by commas, of"
                        + " [all, none] and [FLAT_HANDSHAKE, ")
                .hasMessageEndingWith("was '" + names + "'");
    }

    @Test
    void localTimesAreReadInTheZoneThatIsSet() {
        WireRules rules = wire("tolerances", "all,NAIVE_LOCAL_TIME", "naive-zone", "Pacific/Auckland");
        assertThat(rules.tolerances()).containsExactlyInAnyOrder(Tolerance.values());
        assertThat(rules.naiveZone()).contains(ZoneId.of("Pacific/Auckland"));
    }

    @Test
    void localTimesAndTheirZoneBelongTogether() {
        String message = "settings tolerances and naive-zone of profile p belong together: NAIVE_LOCAL_TIME needs a"
                + " zone, and a zone needs NAIVE_LOCAL_TIME";
        assertThatThrownBy(() -> wire("tolerances", "NAIVE_LOCAL_TIME")).hasMessage(message);
        assertThatThrownBy(() -> wire("naive-zone", "UTC")).hasMessage(message);
        assertThatThrownBy(() -> wire("naive-zone", "Auckland"))
                .hasMessage(
                        "setting naive-zone of profile p must be a time zone such as Pacific/Auckland or +13:00, was"
                                + " 'Auckland'");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void eachPathCanBeSpelledOtherwiseAndTheOthersStay(Action action) {
        WireRules rules = wire("path." + action.path(), "x-" + action.path());
        for (Action each : Action.values()) {
            assertThat(rules.path(each)).isEqualTo((each == action ? "x-" : "") + each.path());
        }
    }

    @Test
    void theProfilesOwnSpellingStaysUnlessItIsSetBackOrOtherwise() {
        WireRules spelled = new WireRules(
                AuthScheme.TOKEN,
                Map.of(Action.HEARTBEAT, "beat"),
                Tolerance.none(),
                Optional.empty(),
                List.of(),
                false);
        assertThat(with().over(spelled)).isEqualTo(spelled);
        assertThat(with("path.heartbeat", "heartbeat").over(spelled).paths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "/handshake", "hand shake", "..", ".", "héartbeat", "a?b", "a%20b"})
    void aPathIsOneSegment(String path) {
        assertThatThrownBy(() -> wire("path.handshake", path))
                .hasMessage("setting path.handshake of profile p must be one path segment of letters, digits and"
                        + " . _ ~ -, was '" + path + "'");
    }

    @Test
    void noTwoActionsShareAPathButTwoMayChangePlaces() {
        assertThatThrownBy(() -> wire("path.heartbeat", "handshake"))
                .hasMessage("path 'handshake' is given to both handshake and heartbeat");
        assertThat(wire("path.heartbeat", "handshake", "path.handshake", "heartbeat")
                        .path(Action.HANDSHAKE))
                .isEqualTo("heartbeat");
    }

    @Test
    void rulesOfPathsHoldForAProfilesOwnTooAndNotOnlyForSettings() {
        assertThatThrownBy(() -> new WireRules(
                        AuthScheme.TOKEN,
                        Map.of(Action.HEARTBEAT, "a/b"),
                        Tolerance.none(),
                        Optional.empty(),
                        List.of(),
                        false))
                .hasMessage("path of heartbeat must be one path segment of letters, digits and . _ ~ -, was 'a/b'");
    }
}
