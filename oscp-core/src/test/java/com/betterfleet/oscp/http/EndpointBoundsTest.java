package com.betterfleet.oscp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds that bound something, and leave room for the one byte more by which an adapter sees that there is more. */
class EndpointBoundsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aBoundIsAtLeastOneAndNamedWhereItIsNot(int bound) {
        refused("maxBody", bound, () -> new EndpointBounds(bound, 1, 1));
        refused("maxHeaderCount", bound, () -> new EndpointBounds(1, bound, 1));
        refused("maxHeaderBytes", bound, () -> new EndpointBounds(1, 1, bound));
    }

    @Test
    void oneIsABound() {
        assertThat(new EndpointBounds(1, 1, 1).maxBody()).isEqualTo(1);
        assertThat(new EndpointBounds(Integer.MAX_VALUE - 1, 1, 1).maxBody()).isEqualTo(2_147_483_646);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "!~", "caf\u00e9", "\u00ff"})
    void aHeaderMayCarryWhatIsPrintable(String text) {
        assertThat(Printable.isHeaderValue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\tb", "a\r\nb: c", "\u001f", "\u007f", "\u0100", "\u2603"})
    void aHeaderMayCarryNothingElse(String text) {
        assertThat(Printable.isHeaderValue(text)).isFalse();
    }

    private static void refused(String name, int bound, Runnable made) {
        assertThatIllegalArgumentException()
                .isThrownBy(made::run)
                .withMessage(name + " must be 1 to 2147483646, was " + bound);
    }
}
