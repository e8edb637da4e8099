package com.betterfleet.oscp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text of others in a complaint: bounded, printable, recognisable. */
class TextTest {
    private static final String SIXTY = "x".repeat(60);

    @Test
    void sixtyCharactersAreShownInFullAndMoreAreCut() {
        assertThat(Rules.quote(SIXTY)).isEqualTo("\"" + SIXTY + "\"");
        assertThat(Rules.quote(SIXTY + "y")).isEqualTo("\"" + SIXTY + "...\"");
        assertThat(Text.cut(SIXTY)).isEqualTo(SIXTY);
        assertThat(Text.cut(SIXTY + "y")).isEqualTo(SIXTY + "...");
    }

    @Test
    void aPairOfSurrogatesIsOneCharacter() {
        String buses = "\ud83d\ude8c".repeat(60);
        assertThat(Rules.quote(buses)).isEqualTo("\"" + buses + "\"");
    }

    @Test
    void whatWouldEndTheQuotationOrDoesNotPrintIsAnEscape() {
        assertThat(Rules.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
        assertThat(Rules.quote("a\nb\u200e\u2028\u2029\ue000\ud800\u0378"))
                .isEqualTo("\"a\\u000ab\\u200e\\u2028\\u2029\\ue000\\ud800\\u0378\"");
        assertThat(Rules.quote("\u014ct\u0101huhu \u4eac")).isEqualTo("\"\u014ct\u0101huhu \u4eac\"");
    }

    @Test
    void theFirstAndTheLastSurrogateAreHalvesAndTheirNeighboursAreNot() {
        for (String half : new String[] {"\ud800", "\udbff", "\udc00", "\udfff"}) {
            assertThat(Text.isWellFormed("a" + half)).as(Rules.quote(half)).isFalse();
            assertThat(Text.isPrintable("a" + half)).as(Rules.quote(half)).isFalse();
        }
        for (String neighbour : new String[] {"\ud7ff", "\ue000"}) {
            assertThat(Text.isWellFormed("a" + neighbour)).isTrue();
            assertThat(Text.isPrintable("a" + neighbour)).isTrue();
        }
    }
}
