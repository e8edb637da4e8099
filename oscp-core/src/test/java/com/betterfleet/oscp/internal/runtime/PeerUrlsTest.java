package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.Reception;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.Token;
import com.betterfleet.oscp.message.VersionUrl;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions and URLs of a peer are taken, and what it is told of the others (protocol.md 3, decision 17). */
class PeerUrlsTest {
    private static final URI THERE = URI.create("https://cp.example/oscp/cp/2.0");
    private static final ConnectionSettings SETTINGS = ConnectionSettings.of("nz", "oscp-2.0")
            .cpBaseUrl(THERE)
            .presentToken(SecretRef.of("out"))
            .expectToken(SecretRef.of("in"))
            .build();

    @Test
    void noCommonVersionIs501AndNamesWhatWasOffered() {
        assertThat(refusal("1.0", "2.1").status()).isEqualTo(501);
        assertThat(refusal("1.0", "2.1").violations())
                .singleElement()
                .hasToString("version_url: no common version: 2.0 is spoken here, offered were 1.0, 2.1");
    }

    @Test
    void aTokenWhereAVersionBelongsIsNotRepeated() {
        assertThat(refusal("s3cret", "2.0-s3cret", "123456").violations().toString())
                .contains("offered were something else, something else, something else")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cp.example/oscp/cp/2.0",
                "https://cp.example/oscp/cp/2.0/",
                "HTTPS://CP.Example/oscp/cp/2.0",
                "https://cp.example:443/oscp/cp/2.0"
            })
    void theConfiguredUrlMayBeSpelledInEveryWayThatMeansTheSame(String url) {
        assertThat(judged(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cp.example/oscp/CP/2.0",
                "https://cp.example:8443/oscp/cp/2.0",
                "https://cp.example/oscp/cp/2.0//",
                "https://cp.example/oscp/cp",
                "https://evil.example/oscp/cp/2.0",
                "http://cp.example/oscp/cp/2.0"
            })
    void anyOtherUrlIs400(String url) {
        assertThat(judged(url))
                .get()
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400))
                .satisfies(refused -> assertThat(refused.violations())
                        .singleElement()
                        .asString()
                        .startsWith("version_url[0].base_url: "));
    }

    private static Optional<Reception.Refused> judged(String url) {
        Register register = new Register(new Token("t"), List.of(new VersionUrl("2.0", URI.create(url))));
        return new PeerUrls((connection, any) -> false).refusal(SETTINGS, register);
    }

    private static Reception.Refused refusal(String... versions) {
        List<VersionUrl> offered = Arrays.stream(versions)
                .map(version -> new VersionUrl(version, THERE))
                .toList();
        return new PeerUrls((connection, url) -> false)
                .refusal(SETTINGS, new Register(new Token("t"), offered))
                .orElseThrow();
    }
}
