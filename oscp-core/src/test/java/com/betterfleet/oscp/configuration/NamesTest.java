package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.message.GroupId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that a configuration is made of: bounds, and messages that name field and value. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-nz", ".nz", "_nz", "n z", "n/z", "nz\n", "ñz"})
    void aConnectionIdIsAPathSegmentAndTheMessageShowsTheValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionId.of(value))
                .withMessage("connection id must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + value + "'");
    }

    @Test
    void aConnectionIdHasAtMost64Characters() {
        assertThat(ConnectionId.of("n".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> ConnectionId.of("n".repeat(65))).hasMessageContaining("1 to 64");
    }

    @Property
    void everyConnectionIdOfLegalCharactersShowsItselfAndSortsByText(
            @ForAll @StringLength(min = 1, max = 64) @CharRange(from = 'a', to = 'z') String one,
            @ForAll @StringLength(min = 1, max = 64) @CharRange(from = '0', to = '9') String other) {
        assertThat(ConnectionId.of(one)).hasToString(one);
        assertThat(ConnectionId.of(one).compareTo(ConnectionId.of(other))).isPositive();
        assertThat(ConnectionId.of(other).compareTo(ConnectionId.of(one))).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ops\n", "o\u0000ps", "o\u007fps", "o\u0085ps"})
    void anActorIsPrintableBecauseItIsWrittenIntoTheJournal(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.of(name))
                .withMessageContaining("actor must be 1 to 100 printable characters");
    }

    @Test
    void anActorHasAtMost100Characters() {
        assertThat(Actor.of("a".repeat(100))).hasToString("a".repeat(100));
        assertThatThrownBy(() -> Actor.of("a".repeat(101))).hasMessageContaining("1 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nz key", "nz/key\n", "nz/\u007f", "nz/clé"})
    void aSecretRefIsOneWord(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretRef.of(name))
                .withMessageContaining("secret ref must be 1 to 200 printable characters without spaces");
    }

    @Test
    void aSecretRefHasAtMost200CharactersAndMayBeShown() {
        assertThat(SecretRef.of("k".repeat(200)).name()).hasSize(200);
        assertThatThrownBy(() -> SecretRef.of("k".repeat(201))).hasMessageContaining("1 to 200");
        assertThat(SecretRef.of("nz/apikey")).hasToString("secret:nz/apikey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fp id", "fp:id", "fp\r\nid", "fp-ïd", "(fp)"})
    void aHeaderNameIsAnHttpToken(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StaticHeader(name, new HeaderValue.Plain("F1")))
                .withMessageContaining("header name must be an HTTP token of at most 100 characters");
    }

    @Test
    void aHeaderNameHasAtMost100Characters() {
        HeaderValue value = new HeaderValue.Plain("F1");
        assertThat(new StaticHeader("h".repeat(100), value).name()).hasSize(100);
        assertThatThrownBy(() -> new StaticHeader("h".repeat(101), value)).hasMessageContaining("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F1\r\nX-Evil: 1", "F1\n", "\tF1", "F1\u007f", "é"})
    void aPlainHeaderValueCannotSmuggleAnotherHeaderAndIsNotShownWhenRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderValue.Plain(text))
                .withMessage("a header value must be printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {" F1", "F1 ", " "})
    void aPlainHeaderValueHasNoSpaceAtAnEndWhichWouldBeLostOnTheWay(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderValue.Plain(text))
                .withMessageStartingWith("a header value must not begin or end with a space");
        assertThat(new HeaderValue.Plain("F 1").text()).isEqualTo("F 1");
        assertThat(new HeaderValue.Plain("").text()).isEmpty();
    }

    @Test
    void aGroupOfTwoConnectionsIsTwoGroupsSortedByConnectionThenGroup() {
        GroupRef first = GroupRef.of("nz", "AKL01");
        assertThat(first).isNotEqualTo(GroupRef.of("au", "AKL01")).hasToString("nz/AKL01");
        assertThat(first.group()).isEqualTo(new GroupId("AKL01"));
        assertThat(first.compareTo(GroupRef.of("au", "ZZZ99"))).isPositive();
        assertThat(first.compareTo(GroupRef.of("nz", "AKL02"))).isNegative();
        assertThat(first).isEqualByComparingTo(GroupRef.of("nz", "AKL01"));
    }

    @Test
    void aGroupRefRefusesWhatEitherPartRefuses() {
        assertThatThrownBy(() -> GroupRef.of("n z", "AKL01")).hasMessageContaining("connection id");
        assertThatThrownBy(() -> GroupRef.of("nz", " ")).hasMessageContaining("group_id");
    }

    @Test
    void whatIsRequiredOfANameIsAnsweredWithIt() {
        assertThat(HeaderNames.requireToken("fp-id")).isEqualTo("fp-id");
        SecretRef hosts = SecretRef.of("nz/out");
        assertThat(hosts.requireHosts("present")).isSameAs(hosts);
    }
}
