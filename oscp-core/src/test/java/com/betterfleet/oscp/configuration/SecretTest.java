package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets: seen on the wire only, compared without telling where they differ. */
class SecretTest {
    private static final SecretRef OUT = SecretRef.of("nz/out");

    @Property
    void aSecretNeverShowsInAnyTextThatHoldsIt(
            @ForAll @StringLength(min = 4, max = 100) @CharRange(from = '!', to = ')') String text) {
        Secret secret = Secret.of(text);
        assertThat(secret).hasToString("***");
        assertThat(List.of(secret).toString()).doesNotContain(text);
        assertThat(secret.reveal()).isEqualTo(text);
    }

    @Property
    void aSecretMatchesItselfAndNothingElse(
            @ForAll @StringLength(min = 1, max = 40) @CharRange(from = ' ', to = '~') String one,
            @ForAll @StringLength(max = 40) String other) {
        assertThat(Secret.of(one).matches(one)).isTrue();
        assertThat(Secret.of(one).matches(other)).isEqualTo(one.equals(other));
        assertThat(Secret.of(one).matches(one + "x")).isFalse();
        assertThat(Secret.of(one).matches(one.substring(1))).isFalse();
    }

    @Test
    void equalSecretsAreEqualSoThatAnUnchangedVaultIsNoEdit() {
        assertThat(Secret.of("abc")).isEqualTo(Secret.of("abc")).hasSameHashCodeAs(Secret.of("abc"));
        assertThat(Secret.of("abc")).isNotEqualTo(Secret.of("abd")).isNotEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret\n", "s3cret\u0000", "s3crét", "s3cret\u007f"})
    void whatNoHeaderCanCarryIsRefusedWithoutBeingShown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(text))
                .withMessage("a secret must be printable ASCII text and not empty");
    }

    @Test
    void theVaultInMemoryKeepsReplacesAndForgets() {
        SecretVault vault = SecretVault.inMemory();
        assertThat(vault.get(OUT)).isEmpty();
        vault.put(OUT, Secret.of("first"));
        vault.put(OUT, Secret.of("second"));
        assertThat(vault.get(OUT)).contains(Secret.of("second"));
        vault.remove(OUT);
        vault.remove(OUT);
        assertThat(vault.get(OUT)).isEmpty();
    }

    @Test
    void twoVaultsShareNothing() {
        SecretVault one = SecretVault.inMemory();
        one.put(OUT, Secret.of("first"));
        assertThat(SecretVault.inMemory().get(OUT)).isEmpty();
    }
}
