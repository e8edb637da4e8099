package com.betterfleet.oscp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.json.Violation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile demands of a connection and of a binding. */
class PartnerProfileTest {
    private static final PartnerProfile STANDARD = new StandardProfile().create(ProfileSettings.NONE);
    private static final PartnerProfile STRICT = profile("strict");

    private static PartnerProfile profile(String id) {
        return new PartnerProfile(
                id,
                Pattern.compile("[A-Z]+"),
                Registration.NONE,
                false,
                false,
                new WireRules(
                        AuthScheme.BEARER,
                        Map.of(),
                        Tolerance.none(),
                        Optional.empty(),
                        List.of(
                                new HeaderRule.Configured("apikey", true, true),
                                new HeaderRule.Configured("fp-id", true, false),
                                new HeaderRule.OfRequestId("message-id")),
                        false),
                STANDARD.handshake(),
                STANDARD.heartbeat(),
                STANDARD.forecast(),
                STANDARD.limit(),
                STANDARD.metering(),
                STANDARD.retry());
    }

    private static ConnectionSettingsBuilder connection() {
        return ConnectionSettings.of("nz", "strict")
                .cpBaseUrl(URI.create("https://derms.example.com/"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"));
    }

    private static GroupBinding binding(String group, Duration raiseDelay) {
        return GroupBinding.of(group)
                .scope("mg-7", "grid")
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .raiseDelay(raiseDelay)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Strict", "-strict", "a b", "a_b"})
    void aProfilesIdIsLowerCaseAndTheMessageShowsIt(String id) {
        assertThatThrownBy(() -> profile(id)).hasMessage("profile id must be 1 to 50 of a-z 0-9 . -, was '" + id + "'");
    }

    @Test
    void everyMissingHeaderIsNamed() {
        assertThat(STRICT.check(connection().build()))
                .containsExactly(
                        new Violation("header.apikey", "is required by profile strict"),
                        new Violation("header.fp-id", "is required by profile strict"));
    }

    @Test
    void requiredHeadersAreFoundWhateverTheirCase() {
        assertThat(STRICT.check(connection()
                        .header("FP-ID", "F1")
                        .header("ApiKey", SecretRef.of("nz/apikey"))
                        .build()))
                .isEmpty();
    }

    @Test
    void aSecretHeaderInPlainTextIsRefusedWithoutShowingIt() {
        assertThat(STRICT.check(connection()
                        .header("fp-id", "F1")
                        .header("APIKEY", "hush")
                        .build()))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.path()).isEqualTo("header.apikey");
                    assertThat(violation.toString()).contains("SecretRef").doesNotContain("hush");
                });
    }

    @Test
    void aHeaderThatIsGeneratedIsNotConfigured() {
        assertThat(STRICT.check(connection()
                        .header("fp-id", "F1")
                        .header("apikey", SecretRef.of("nz/apikey"))
                        .header("Message-ID", "1")
                        .build()))
                .containsExactly(new Violation(
                        "header.message-id", "is the id of each message in profile strict, not configured"));
    }

    @Test
    void aHeaderThatIsOnlyCheckedIsNotWritten() {
        assertThat(STRICT.check(connection()
                        .headerCheck("fp-id", "F1")
                        .header("apikey", SecretRef.of("nz/apikey"))
                        .build()))
                .containsExactly(new Violation("header.fp-id", "is required by profile strict"));
    }

    @Test
    void theStandardDemandsNoHeaders() {
        assertThat(STANDARD.check(connection().build())).isEmpty();
    }

    @Test
    void aGroupIdMustMatchThePartnersPattern() {
        assertThat(STRICT.check(binding("AKL", Duration.ZERO))).isEmpty();
        assertThat(STRICT.check(binding("AKL 01", Duration.ZERO)))
                .containsExactly(new Violation("group_id", "'AKL 01' must match [A-Z]+ in profile strict"));
    }

    @Test
    void theStandardTakesAnyGroupIdWithoutOuterSpaces() {
        assertThat(STANDARD.check(binding("a b/ü", Duration.ZERO))).isEmpty();
        assertThat(STANDARD.check(binding("a", Duration.ZERO))).isEmpty();
        assertThat(STANDARD.check(binding(" a", Duration.ZERO))).hasSize(1);
        assertThat(STANDARD.check(binding("a ", Duration.ZERO))).hasSize(1);
    }

    @Test
    void raisingWaitsAtMostHalfOfTheApplyDeadlineRuleI21() {
        Duration half = STRICT.limit().applyDeadline().dividedBy(2);
        assertThat(STRICT.check(binding("AKL", half))).isEmpty();
        assertThat(STRICT.check(binding("AKL", half.plusNanos(1))))
                .extracting(Violation::path)
                .containsExactly("raiseDelay");
    }

    @Test
    void aRaiseDelayBeyondAllMeasureIsRefusedLikeAnyOther() {
        assertThat(STRICT.check(binding("AKL", Duration.ofSeconds(Long.MAX_VALUE))))
                .extracting(Violation::path)
                .containsExactly("raiseDelay");
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThat(STRICT.check(binding("akl", Duration.ofMinutes(2))))
                .extracting(Violation::path)
                .containsExactly("group_id", "raiseDelay");
    }
}
