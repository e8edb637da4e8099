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
import org.junit.jupiter.api.Test;

/** What a peer is told of the versions that it offers (protocol.md 3). */
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

    private static Reception.Refused refusal(String... versions) {
        List<VersionUrl> offered = Arrays.stream(versions)
                .map(version -> new VersionUrl(version, THERE))
                .toList();
        return new PeerUrls((connection, url) -> false)
                .refusal(SETTINGS, new Register(new Token("t"), offered))
                .orElseThrow();
    }
}
