package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be presented, expected and exchanged (architecture.md decisions 16 and 17). */
class CredentialsTest {
    private static final URI URL = URI.create("https://login.example.com/token");
    private static final SecretRef SECRET = SecretRef.of("nz/out");

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example.com/token", "https://user@login.example.com/", "https://a.b/?q", "/token"})
    void everyUrlIsHttpsWithoutUserQueryOrFragment(String text) {
        URI url = URI.create(text);
        assertThatThrownBy(() -> new PresentedCredential.OAuth(url, "fp", SECRET, List.of()))
                .hasMessageStartingWith("tokenUrl must ");
        assertThatThrownBy(() -> issued(url, Set.of("RS256"))).hasMessageStartingWith("jwksUrl must ");
        assertThatThrownBy(() -> new Credentials.Exchanged(SECRET, url)).hasMessageStartingWith("fpBaseUrl must ");
    }

    @Test
    void plainHttpIsForLoopbackOnly() {
        URI loopback = URI.create("http://127.0.0.1:8080/token");
        assertThat(new PresentedCredential.OAuth(loopback, "fp", SECRET, List.of()).tokenUrl())
                .isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak", "wäre"})
    void aClientIdIsPrintable(String id) {
        assertThatThrownBy(() -> new PresentedCredential.OAuth(URL, id, SECRET, List.of()))
                .hasMessage("clientId must be 1 to 255 printable ASCII characters");
        assertThatThrownBy(() -> new ExpectedCredential.OAuth(id, SECRET))
                .hasMessage("clientId must be 1 to 255 printable ASCII characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quo\"te"})
    void aScopeIsOneWord(String scope) {
        assertThatThrownBy(() -> new PresentedCredential.OAuth(URL, "fp", SECRET, List.of(scope)))
                .hasMessage("scope must be printable ASCII without space, quote or backslash, was '" + scope + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "rs256"})
    void anIssuersAlgorithmsAreAsymmetricAndKnown(String algorithm) {
        assertThatThrownBy(() -> issued(URL, Set.of("RS256", algorithm)))
                .hasMessageStartingWith("algorithms must be one or more of ");
        assertThatThrownBy(() -> issued(URL, Set.of())).hasMessageStartingWith("algorithms must be one or more of ");
    }

    @Test
    void aNameOfTheLibrarysOwnIsNoSecretOfTheHosts() {
        SecretRef ours = SecretRef.of("oscp/nz/t1");
        String why = " must not be named oscp/..., where tokens of our own are kept, was oscp/nz/t1";

        assertThatThrownBy(() -> agreed(new PresentedCredential.Token(ours), new ExpectedCredential.Token(SECRET)))
                .hasMessage("present" + why);
        assertThatThrownBy(() -> agreed(
                        new PresentedCredential.OAuth(URL, "fp", ours, List.of()),
                        new ExpectedCredential.Token(SECRET)))
                .hasMessage("present" + why);
        assertThatThrownBy(
                        () -> agreed(new PresentedCredential.Token(SECRET), new ExpectedCredential.OAuth("cp", ours)))
                .hasMessage("expect" + why);
        assertThatThrownBy(() -> new Credentials.Exchanged(ours, URL)).hasMessage("initialToken" + why);
        assertThatThrownBy(() -> new HeaderValue.Secured(ours)).hasMessage("a header's secret" + why);
        assertThat(agreed(new PresentedCredential.Token(SECRET), issued(URL, Set.of("RS256")))
                        .expect()
                        .secret())
                .isEmpty();
    }

    private static Credentials.Agreed agreed(PresentedCredential present, ExpectedCredential expect) {
        return new Credentials.Agreed(present, expect);
    }

    private static ExpectedCredential.Issued issued(URI jwks, Set<String> algorithms) {
        return new ExpectedCredential.Issued("https://login.example.com", jwks, "fp", "cp-1", algorithms);
    }
}
