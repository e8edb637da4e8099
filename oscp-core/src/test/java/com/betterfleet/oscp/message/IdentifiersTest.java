package com.betterfleet.oscp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers, tokens and URLs: what exists is valid, and a complaint names field, rule and value but no secret. */
class IdentifiersTest {
    private static final List<Function<String, Object>> OPAQUE =
            List.of(GroupId::new, AssetId::new, text -> new VersionUrl(text, URI.create("https://a.example")));

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u2003", "a\tb", "a\u0000", "a\u007f", "\ud800", "x\udc00", "\u0085x"})
    void opaqueIdentifiersRefuseBlankControlAndHalfPairs(String text) {
        OPAQUE.forEach(type -> assertRefused(() -> type.apply(text)));
    }

    @Test
    void opaqueIdentifiersHave1To255Characters() {
        OPAQUE.forEach(type -> {
            assertThat(type.apply("x".repeat(255))).isNotNull();
            assertRefused(() -> type.apply("x".repeat(256)));
        });
        assertThat(new GroupId("\u014ct\u0101huhu \ud83d\ude8c")).hasToString("\u014ct\u0101huhu \ud83d\ude8c");
    }

    @Test
    void complaintsNameFieldRuleAndValue() {
        assertThatThrownBy(() -> new GroupId("a\nb"))
                .hasMessage("group_id: \"a\\u000ab\" holds a control character or half a surrogate pair");
        assertThatThrownBy(() -> new AssetId("")).hasMessage("asset_id: is blank");
        assertThatThrownBy(() -> new GroupId("y".repeat(300)))
                .hasMessage("group_id: \"" + "y".repeat(60) + "...\" has 300 characters, at most 255 are allowed");
    }

    @Test
    void requestIdsOfOursAreUuidsAndOthersAreWhatAHeaderCanCarry() {
        UUID uuid = new UUID(1, 2);
        assertThat(RequestId.of(uuid).value()).isEqualTo(uuid.toString());
        assertThat(new RequestId("any text \u00ff#1").value()).isEqualTo("any text \u00ff#1");
        assertThat(new RequestId("r".repeat(255))).isNotNull();
        for (String wrong : List.of("", " ", " a", "a ", "a\r\nX: y", "\u0100", "r".repeat(256))) {
            assertRefused(() -> new RequestId(wrong));
        }
    }

    @Test
    void tokensNeverShow() {
        assertThat(new Token("s3cret")).hasToString("***").isEqualTo(new Token("s3cret"));
        Register register =
                new Register(new Token("s3cret"), List.of(new VersionUrl("2.0", URI.create("https://a.example"))));
        assertThat(register.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> new Token("s3cret s3cret"))
                .hasMessage("token: holds a space or a character outside printable ASCII");
        assertThatThrownBy(() -> new Token("s3cret".repeat(1000)))
                .hasMessage("token: has 6000 characters, 1 to 4096 are allowed");
        assertThat(new Token("!~".repeat(2048))).isNotNull();
        for (String wrong : List.of("", "a\nb", "\u00fc", "\u007f")) {
            assertRefused(() -> new Token(wrong));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cp.example",
                "HTTP://127.0.0.1:80/x",
                "https://[::1]/a/",
                "https://a.example/opaque%2Fpath;p=1"
            })
    void baseUrlsAreOpaque(String url) {
        assertThat(new VersionUrl("2.0", URI.create(url)).baseUrl()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/relative",
                "ftp://a.example",
                "mailto:a@b",
                "https:///nohost",
                "https://user:pw@",
                "https://user:pw@/nohost",
                "pw",
                "https://a.example?x=pw",
                "https://a.example?x=1",
                "https://a.example#x",
                "https://user:pw@a.example"
            })
    void baseUrlsAreWebAddressesWithoutQueryFragmentOrUser(String url) {
        assertThatThrownBy(() -> new VersionUrl("2.0", URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base_url: ")
                .hasMessageNotContaining("pw");
    }

    @Test
    void baseUrlsHaveAtMost2048Characters() {
        String start = "https://a.example/";
        assertThat(new VersionUrl("2.0", URI.create(start + "x".repeat(2048 - start.length()))))
                .isNotNull();
        assertRefused(() -> new VersionUrl("2.0", URI.create(start + "x".repeat(2049 - start.length()))));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
    }
}
