package com.betterfleet.oscp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ProfileSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as text: read strictly, and errors that name the setting, what is legal and what was given. */
class SettingReaderTest {
    private static final Duration DEFAULT = Duration.ofSeconds(60);

    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static SettingReader reader(String value) {
        return SettingReader.of("p", ProfileSettings.NONE.with("s", value), Set.of("s", "t"));
    }

    @Test
    void anUnknownSettingIsRefusedAndTheKnownOnesAreNamed() {
        ProfileSettings settings = ProfileSettings.NONE.with("u", "1").with("s", "1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingReader.of("p", settings, Set.of("t", "s")))
                .withMessage("profile p has no setting [u], it has [s, t]");
    }

    @Test
    void anAbsentSettingTakesTheDefault() {
        SettingReader none = SettingReader.of("p", ProfileSettings.NONE, Set.of("s"));
        assertThat(none.flag("s", true)).isTrue();
        assertThat(none.flag("s", false)).isFalse();
        assertThat(none.seconds("s", DEFAULT)).isEqualTo(DEFAULT);
        assertThat(none.seconds("s", DEFAULT, Duration.ZERO, DEFAULT)).isEqualTo(DEFAULT);
        assertThat(none.word("s", Colour.class, Colour.DARK_BLUE)).isEqualTo(Colour.DARK_BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1", " true"})
    void aFlagIsTrueOrFalseAndNothingElse(String value) {
        assertThat(reader("true").flag("s", false)).isTrue();
        assertThat(reader("false").flag("s", true)).isFalse();
        assertThatThrownBy(() -> reader(value).flag("s", true))
                .hasMessage("setting s of profile p must be true or false, was '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "60, PT1M", "2.5, PT2.5S", "0.001, PT0.001S", "604800, PT168H"})
    void secondsMayHaveDecimalsDownToAMillisecondRuleI35(String text, Duration expected) {
        assertThat(reader(text).seconds("s", DEFAULT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "1.", ".5", "0.0001", "604800.001", "604801", "9999999", "NaN", "1 ", "٣"})
    void secondsAreRefusedByName(String text) {
        assertThatThrownBy(() -> reader(text).seconds("s", DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting s of profile p must be a number of seconds from 0 to 604800, was '" + text + "'");
    }

    @Property
    void secondsWithinBoundsAreTakenAndOthersNamed(
            @ForAll @IntRange(max = 700_000) int millis, @ForAll @IntRange(min = 1, max = 600) int most) {
        String text = "%d.%03d".formatted(millis / 1000, millis % 1000);
        Duration least = Duration.ofSeconds(1);
        if (millis >= 1000 && millis <= most * 1000) {
            assertThat(reader(text).seconds("s", least, least, Duration.ofSeconds(most)))
                    .isEqualTo(Duration.ofMillis(millis));
        } else {
            assertThatThrownBy(() -> reader(text).seconds("s", least, least, Duration.ofSeconds(most)))
                    .hasMessage("setting s of profile p must be a number of seconds from 1 to " + most + ", was '"
                            + text + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark_blue", "DARK_BLUE", "Dark_Blue"})
    void aWordIsReadInAnyCase(String text) {
        assertThat(reader(text).word("s", Colour.class, Colour.RED)).isEqualTo(Colour.DARK_BLUE);
    }

    @Test
    void anotherWordIsRefusedAndTheLegalOnesAreNamed() {
        assertThatThrownBy(() -> reader("green").word("s", Colour.class, Colour.RED))
                .hasMessage("setting s of profile p must be one of [RED, DARK_BLUE], was 'green'");
    }

    @Test
    void severalWordsAreSeparatedByCommasAndSomeStandForMany() {
        Map<String, Set<Colour>> groups = Map.of("all", Set.of(Colour.values()), "none", Set.of());
        assertThat(reader("red , Dark_Blue").words("s", Colour.class, groups, Set.of()))
                .containsExactlyInAnyOrder(Colour.RED, Colour.DARK_BLUE);
        assertThat(reader("ALL").words("s", Colour.class, groups, Set.of())).hasSize(2);
        assertThat(reader("none").words("s", Colour.class, groups, Set.of(Colour.RED)))
                .isEmpty();
        assertThat(reader("x").words("t", Colour.class, groups, Set.of(Colour.RED)))
                .containsExactly(Colour.RED);
        assertThatThrownBy(() -> reader("red,green").words("s", Colour.class, groups, Set.of()))
                .hasMessage("setting s of profile p must be one or more, separated by commas, of [all, none] and"
                        + " [RED, DARK_BLUE], was 'red,green'");
    }

    @Test
    void anythingElseIsReadByItsOwnRule() {
        Function<String, Optional<Integer>> length =
                text -> Optional.of(text.length()).filter(size -> size < 3);
        assertThat(reader("ab").value("s", 9, length, "short")).isEqualTo(2);
        assertThat(reader("ab").value("t", 9, length, "short")).isEqualTo(9);
        assertThatThrownBy(() -> reader("abc").value("s", 9, length, "short"))
                .hasMessage("setting s of profile p must be short, was 'abc'");
    }
}
