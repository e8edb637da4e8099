package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection's settings: HTTPS, credentials by reference, headers that are the host's to set. */
class ConnectionSettingsTest {
    private static ConnectionSettingsBuilder complete() {
        return ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example.com/oscp/cp/2.0"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://derms.example.com",
                "HTTPS://derms.example.com:8443/a/b/",
                "http://localhost:8080/oscp",
                "http://127.0.0.1/oscp",
                "http://[::1]:80/oscp",
                "https://localhost/"
            })
    void theUrlIsHttpsOrLoopback(String url) {
        assertThat(complete().cpBaseUrl(URI.create(url)).build().cpBaseUrl()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://derms.example.com/oscp",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com/",
                "ftp://derms.example.com/",
                "/oscp/cp/2.0",
                "mailto:ops@example.com",
                "https:///oscp"
            })
    void anyOtherUrlIsRefusedByName(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().cpBaseUrl(URI.create(url)).build())
                .withMessageContaining("cpBaseUrl must be https (http only to loopback), was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ops:hush@derms.example.com/",
                "https://derms.example.com/?apikey=hush",
                "https://derms.example.com/#hush",
                "http://ops:hush@derms.example.com/",
                "http://derms.example.com/?apikey=hush",
                "https://ops:hush@derms_1/oscp"
            })
    void aUrlCarriesNoCredentialsAndARefusalShowsNone(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().cpBaseUrl(URI.create(url)).build())
                .withMessageStartingWith("cpBaseUrl must")
                .withMessageNotContaining("hush");
    }

    @Test
    void theBuilderNamesConnectionAndWhatIsMissing() {
        ConnectionSettingsBuilder empty = ConnectionSettings.of("nz", "vector");
        assertThatThrownBy(empty::build).hasMessage("connection nz needs cpBaseUrl");
        empty.cpBaseUrl(URI.create("https://derms.example.com/"));
        assertThatThrownBy(empty::build).hasMessage("connection nz needs presentToken or presentOAuth, or register");
        empty.presentToken(SecretRef.of("nz/out"));
        assertThatThrownBy(empty::build)
                .hasMessage("connection nz needs expectToken, expectOAuth or expectIssued, or register");
        empty.expectToken(SecretRef.of("nz/in"));
        assertThat(empty.build().id()).isEqualTo(ConnectionId.of("nz"));
    }

    @Test
    void tokensAreExchangedOrAgreedNotBoth() {
        ConnectionSettingsBuilder both =
                complete().register(SecretRef.of("nz/first"), URI.create("https://fp.example.com/nz"));
        assertThatThrownBy(both::build)
                .hasMessage("connection nz has its tokens by register and others besides: choose one");
    }

    @Test
    void aTokenThatIsExpectedBesideARegisterIsOneTooMany() {
        ConnectionSettingsBuilder both = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example.com/"))
                .register(SecretRef.of("nz/first"), URI.create("https://fp.example.com/nz"));
        assertThat(both.build().credentials())
                .isEqualTo(
                        new Credentials.Exchanged(SecretRef.of("nz/first"), URI.create("https://fp.example.com/nz")));
        both.expectToken(SecretRef.of("nz/in"));
        assertThatThrownBy(both::build)
                .hasMessage("connection nz has its tokens by register and others besides: choose one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:p@derms.example.com/",
                "https://derms.example.com/?a=b",
                "https://derms.example.com/#a"
            })
    void aBaseUrlHasNoUserInfoQueryOrFragment(String url) {
        assertThatThrownBy(() -> complete().cpBaseUrl(URI.create(url)).build())
                .hasMessageEndingWith("must have no user info, query or fragment");
    }

    @Test
    void theDefaultsAreEnabledNotBareAndWithoutHeadersChecksOrSettings() {
        ConnectionSettings settings = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example.com/"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .build();
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.barePath()).isFalse();
        assertThat(settings.headers()).isEmpty();
        assertThat(settings.headerChecks()).isEmpty();
        assertThat(settings.profileSettings()).isEqualTo(ProfileSettings.NONE);
    }

    @Test
    void aBlankProfileIsRefused() {
        assertThatThrownBy(() -> ConnectionSettings.of("nz", " ")
                        .cpBaseUrl(URI.create("https://derms.example.com/"))
                        .presentToken(SecretRef.of("nz/out"))
                        .expectToken(SecretRef.of("nz/in"))
                        .build())
                .hasMessage("profile must not be blank");
    }

    @Test
    void aHeaderIsNamedOnceWhateverItsCase() {
        assertThatThrownBy(() -> complete().header("FP-ID", "F2").build())
                .hasMessage("header FP-ID is named twice (names are compared without case)");
        assertThatThrownBy(() -> complete()
                        .headerCheck("cp-id", "C1")
                        .headerCheck("Cp-Id", SecretRef.of("nz/cp"))
                        .build())
                .hasMessage("headerCheck Cp-Id is named twice (names are compared without case)");
    }

    @Test
    void aHeaderMayBeBothWrittenAndChecked() {
        ConnectionSettings settings = complete().headerCheck("fp-id", "F1").build();
        assertThat(settings.headers()).isEqualTo(settings.headerChecks());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "X-Request-ID",
                "x-request-id",
                "X-Correlation-ID",
                "X-Segment-Index",
                "X-Segment-Count",
                "Host",
                "Connection",
                "Content-Length",
                "Transfer-Encoding",
                "Expect",
                "Upgrade",
                "Content-Encoding",
                "Keep-Alive",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer"
            })
    void headersThatTheLibraryWritesAreRefusedByName(String name) {
        assertThatThrownBy(() -> complete().header(name, "x").build())
                .hasMessage("header " + name + " is written by the library itself");
        assertThatThrownBy(() -> complete().headerCheck(name, "x").build())
                .hasMessage("headerCheck " + name + " is written by the library itself");
    }

    @Test
    void theListsAreCopiesAndCannotBeChanged() {
        List<StaticHeader> mine = new ArrayList<>(complete().build().headers());
        ConnectionSettings base = complete().build();
        ConnectionSettings settings = new ConnectionSettings(
                base.id(),
                base.profile(),
                base.profileSettings(),
                base.cpBaseUrl(),
                base.credentials(),
                mine,
                mine,
                false,
                true);
        mine.clear();
        assertThat(settings.headers()).hasSize(1);
        assertThatThrownBy(() -> settings.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Stream<UnaryOperator<ConnectionSettingsBuilder>> editsOfTheAgreement() {
        return Stream.of(
                b -> b.cpBaseUrl(URI.create("https://derms.example.com/other")),
                b -> b.presentToken(SecretRef.of("nz/out2")),
                b -> b.expectToken(SecretRef.of("nz/in2")),
                b -> b.header("apikey", SecretRef.of("nz/apikey")),
                b -> b.setting("adjust", "true"));
    }

    @ParameterizedTest
    @MethodSource("editsOfTheAgreement")
    void anEditOfUrlCredentialsHeadersOrProfileNeedsANewSession(UnaryOperator<ConnectionSettingsBuilder> edit) {
        ConnectionSettings edited = edit.apply(complete()).build();
        assertThat(complete().build().needsNewSession(edited)).isTrue();
        assertThat(edited.needsNewSession(complete().build())).isTrue();
    }

    @Test
    void anotherProfileNeedsANewSession() {
        ConnectionSettingsBuilder other = ConnectionSettings.of("nz", "oscp-2.0")
                .cpBaseUrl(URI.create("https://derms.example.com/oscp/cp/2.0"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"))
                .header("fp-id", "F1");
        assertThat(complete().build().needsNewSession(other.build())).isTrue();
    }

    @Test
    void theSameSettingsOrTheBarePathNeedNoNewSession() {
        assertThat(complete().build()).isEqualTo(complete().build());
        assertThat(complete().build().needsNewSession(complete().build())).isFalse();
        assertThat(complete().build().needsNewSession(complete().barePath(true).build()))
                .isFalse();
    }

    @Test
    void withEnabledChangesNothingElse() {
        ConnectionSettings off = complete().build().withEnabled(false);
        assertThat(off.enabled()).isFalse();
        assertThat(off).isEqualTo(complete().enabled(false).build());
        assertThat(off.withEnabled(true)).isEqualTo(complete().build());
    }

    @Test
    void profileSettingsAreSortedReplacedAndCopied() {
        ProfileSettings settings =
                ProfileSettings.NONE.with("b", "1").with("a", "2").with("b", "3");
        assertThat(settings.values()).containsExactly(Map.entry("a", "2"), Map.entry("b", "3"));
        assertThat(settings.get("b")).contains("3");
        assertThat(settings.get("c")).isEmpty();
        assertThat(ProfileSettings.NONE.values()).isEmpty();
        assertThatThrownBy(() -> settings.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
