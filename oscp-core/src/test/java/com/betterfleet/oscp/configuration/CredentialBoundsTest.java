package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which client ids, scopes and issuers are legal, to the last character, and that the builder keeps them. */
class CredentialBoundsTest {
    private static final URI TOKENS = URI.create("https://derms.example/token");
    private static final SecretRef SECRET = SecretRef.of("nz/out");

    @ParameterizedTest
    @ValueSource(strings = {"a b", "!", "~", "[]", "a#b"})
    void aClientIdIsPrintableAscii(String id) {
        assertThat(new PresentedCredential.OAuth(TOKENS, id, SECRET, List.of()).clientId())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\u001f", "a\u007f", "\u00e9"})
    void anyOtherClientIdIsRefused(String id) {
        assertThatThrownBy(() -> new PresentedCredential.OAuth(TOKENS, id, SECRET, List.of()))
                .hasMessage("clientId must be 1 to 255 printable ASCII characters");
    }

    @Test
    void aClientIdHasAtMost255Characters() {
        assertThat(new ExpectedCredential.OAuth("c".repeat(255), SECRET).clientId())
                .hasSize(255);
        assertThatThrownBy(() -> new ExpectedCredential.OAuth("c".repeat(256), SECRET))
                .hasMessageContaining("255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "oscp:read", "#"})
    void aScopeIsPrintableAscii(String scope) {
        assertThat(new PresentedCredential.OAuth(TOKENS, "client", SECRET, List.of(scope)).scopes())
                .containsExactly(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\u007f", "\"", "\\", "\u00e9"})
    void anyOtherScopeIsRefused(String scope) {
        assertThatThrownBy(() -> new PresentedCredential.OAuth(TOKENS, "client", SECRET, List.of(scope)))
                .hasMessage("scope must be printable ASCII without space, quote or backslash, was '" + scope + "'");
    }

    @Test
    void anIssuerIsNamedWithAudienceAndSubject() {
        assertThatThrownBy(() -> issued(" ", "aud", "sub")).hasMessage("issuer must not be blank");
        assertThatThrownBy(() -> issued("iss", " ", "sub")).hasMessage("audience must not be blank");
        assertThatThrownBy(() -> issued("iss", "aud", " ")).hasMessage("subject must not be blank");
    }

    @Test
    void theBuilderKeepsEachCredentialAsGiven() {
        ExpectedCredential.Issued issued = issued("iss", "aud", "sub");
        ConnectionSettings settings = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp"))
                .presentOAuth(TOKENS, "client", SECRET)
                .expectIssued(issued)
                .build();
        assertThat(settings.credentials())
                .isEqualTo(new Credentials.Agreed(
                        new PresentedCredential.OAuth(TOKENS, "client", SECRET, List.of()), issued));
        ConnectionSettings ours = ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp"))
                .presentToken(SECRET)
                .expectOAuth("vector", SecretRef.of("nz/in"))
                .build();
        assertThat(ours.credentials())
                .isEqualTo(new Credentials.Agreed(
                        new PresentedCredential.Token(SECRET),
                        new ExpectedCredential.OAuth("vector", SecretRef.of("nz/in"))));
    }

    @Test
    void aTokenThatIsExpectedIsASecretOfTheVault() {
        assertThat(new ExpectedCredential.Token(SECRET).secret()).contains(SECRET);
    }

    private static ExpectedCredential.Issued issued(String issuer, String audience, String subject) {
        return new ExpectedCredential.Issued(
                issuer, URI.create("https://id.example/jwks"), audience, subject, Set.of("ES256"));
    }
}
