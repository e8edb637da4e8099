package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our token endpoint: client credentials and nothing else (rule I32, architecture decision 17, RFC 6749). */
class TokenEndpointTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00.700Z");
    private static final String SECRET = "th3ir+s/cret%41";
    private static final String GRANT = "grant_type=client_credentials";
    private static final SecretRef KEY = SecretRef.of("token-key");
    private static final Header FORM = new Header("Content-Type", "application/x-www-form-urlencoded");

    private final SecretVault vault = SecretVault.inMemory();
    private final TokenPeers peers = new TokenPeers();
    private int issued;
    private final TokenEndpoint endpoint = endpoint(Optional.of(new TokenKeys(KEY, Optional.empty())));

    @BeforeEach
    void keepSecrets() {
        vault.put(KEY, Secret.of("k".repeat(32)));
        vault.put(SecretRef.of("nz/in"), Secret.of(SECRET));
        vault.put(SecretRef.of("au/in"), Secret.of("s2"));
    }

    @Test
    void givesATokenForTheClientsConnectionToWhoeverShowsItsSecret() throws ParseException {
        InboundAnswer answer = post(GRANT, basic("derms", encoded(SECRET)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsExactly(
                        new Header("Content-Type", "application/json"),
                        new Header("Cache-Control", "no-store"),
                        new Header("Pragma", "no-cache"));
        String token = body(answer)
                .replaceFirst("\\{\"access_token\":\"([^\"]+)\",\"token_type\":\"Bearer\",\"expires_in\":300}", "$1");
        SignedJWT jwt = SignedJWT.parse(token);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader()).hasToString("{\"alg\":\"HS256\"}");
        assertThat(claims.getIssuer()).isEqualTo("oscp-fp");
        assertThat(claims.getAudience()).containsExactly("nz");
        assertThat(claims.getSubject()).isEqualTo("derms");
        assertThat(claims.getIssueTime()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(claims.getExpirationTime()).isEqualTo("2026-01-01T10:05:00Z");
        assertThat(claims.getJWTID()).isEqualTo(new UUID(0, 1).toString());
        assertThat(peers.refused).isEmpty();
    }

    @Test
    void takesTheClientFromTheFormToo() {
        assertThat(post(GRANT + "&client_id=derms&client_secret=" + encoded(SECRET))
                        .status())
                .isEqualTo(200);
        assertThat(post("client_id=oth%3Aer%251&client_secret=s2&scope=x&" + GRANT)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesABasicThatWasNotEncodedAsItShouldBe() {
        assertThat(post(GRANT, basic("derms", SECRET)).status()).isEqualTo(200);
        assertThat(post(GRANT, basic("oth%3Aer%251", "s2")).status()).isEqualTo(200);
        assertThat(post(GRANT, new Header("authorization", "bAsIc " + base64("derms:" + SECRET)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesABasicThatOnlyLooksEncodedAsItStands() {
        assertThat(ClientProof.of(List.of(basic("50%", "100%zz")), new FormBody(Map.of())))
                .isEqualTo(new ClientProof.Given(new ClientProof("50%", "100%zz", "100%zz")));
        vault.put(SecretRef.of("nz/in"), Secret.of("100%zz"));

        assertThat(post(GRANT, basic("derms", "100%zz")).status()).isEqualTo(200);
    }

    @Test
    void repeatingTheIdInTheFormIsNotASecondWay() {
        assertThat(post(GRANT + "&client_id=derms", basic("derms", SECRET)).status())
                .isEqualTo(200);
        refused(400, "invalid_request", post(GRANT + "&client_id=other", basic("derms", SECRET)));
    }

    @ParameterizedTest
    @CsvSource({
        "derms, th3ir",
        "derms, ''",
        "derms, ' '",
        "nobody, th3ir+s/cret%41",
        "nobody, x",
        "DERMS, th3ir+s/cret%41",
        "'', ''",
        "nobody, kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
    })
    void whoeverDoesNotShowTheSecretGetsNothing(String id, String secret) {
        InboundAnswer answer = post(GRANT, basic(id, secret));

        refused(401, "invalid_client", answer);
        assertThat(answer.headers()).contains(new Header("WWW-Authenticate", "Basic realm=\"oscp\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Basic", "Basic ", "Basic !!!", "Basic ZGVybXM=", "Bearer abc", "Digest x", "Negotiate"})
    void anAuthorizationThatIsNoBasicShowsNothing(String value) {
        refused(401, "invalid_client", post(GRANT, new Header("Authorization", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "client_id=derms", "client_secret=x", "client_id=derms&client_secret="})
    void aFormWithoutIdAndSecretShowsNothing(String more) {
        refused(401, "invalid_client", post(GRANT + "&" + more));
    }

    @Test
    void twoWaysToAuthenticateAreRefused() {
        Header basic = basic("derms", SECRET);

        refused(400, "invalid_request", post(GRANT + "&client_id=derms&client_secret=" + encoded(SECRET), basic));
        refused(400, "invalid_request", post(GRANT + "&client_secret=x", basic));
        refused(400, "invalid_request", post(GRANT, basic, basic));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grant_type",
                "grant_type=",
                "scope=x",
                "grant_type=client_credentials&grant_type=client_credentials",
                "grant_type=client_credentials&grant%5Ftype=client_credentials",
                "grant_type=client_credentials&scope=a&scope=b",
                "grant_type=client_credentials&scope=%zz",
                "grant_type=client_credentials&x=%"
            })
    void aMalformedFormIsRefused(String form) {
        refused(400, "invalid_request", post(form, basic("derms", SECRET)));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        refused(400, "invalid_request", handle("POST", List.of(FORM), new byte[] {'a', '=', (byte) 0xff}, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "authorization_code", "refresh_token", "Client_Credentials", "x"})
    void knowsNoOtherGrant(String grant) {
        refused(400, "unsupported_grant_type", post("grant_type=" + grant, basic("derms", SECRET)));
        assertThat(peers.refused).containsExactly("nz 400 grant_type must be client_credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "multipart/form-data"})
    void takesOnlyForms(String type) {
        refused(400, "invalid_request", handle("POST", List.of(new Header("Content-Type", type)), utf8(GRANT), false));
        refused(400, "invalid_request", handle("POST", List.of(), utf8(GRANT), false));
        refused(400, "invalid_request", handle("POST", List.of(FORM, FORM), utf8(GRANT), false));
    }

    @Test
    void takesAFormWhateverItsParametersAndCase() {
        Header type = new Header("content-type", "Application/X-WWW-Form-Urlencoded ; charset=UTF-8");

        assertThat(handle("POST", List.of(type, basic("derms", SECRET)), utf8(GRANT), false)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "post", ""})
    void answersNothingButPost(String method) {
        InboundAnswer answer = handle(method, List.of(FORM, basic("derms", SECRET)), utf8(GRANT), false);

        refused(405, "invalid_request", answer);
        assertThat(answer.headers()).contains(new Header("Allow", "POST"));
    }

    @Test
    void whatOnlyBeginsLikeItsPathIsNotItsOwn() {
        refused(
                404,
                "invalid_request",
                endpoint.handle(
                        new InboundRequest("POST", "s", List.of(FORM, basic("derms", SECRET)), utf8(GRANT), false)));
    }

    @Test
    void boundsBodyAndHeaders() {
        byte[] most = utf8(GRANT + "&x=" + "y".repeat(8192 - GRANT.length() - 3));
        assertThat(handle("POST", List.of(FORM, basic("derms", SECRET)), most, false)
                        .status())
                .isEqualTo(200);
        refused(413, "invalid_request", handle("POST", List.of(FORM), new byte[8193], false));
        refused(413, "invalid_request", handle("POST", List.of(FORM), new byte[0], true));

        List<Header> many = new ArrayList<>(Collections.nCopies(99, new Header("a", "b")));
        many.addAll(List.of(FORM, basic("derms", SECRET)));
        refused(400, "invalid_request", handle("POST", many, utf8(GRANT), false));
        many.remove(0);
        assertThat(handle("POST", many, utf8(GRANT), false).status()).isEqualTo(200);
    }

    @Test
    void takesHeadersOf32KibiTogether() {
        List<Header> proof = List.of(FORM, basic("derms", SECRET));
        int size = proof.stream()
                .mapToInt(header -> header.name().length() + header.value().length())
                .sum();
        List<Header> most = new ArrayList<>(proof);
        most.add(new Header("a", "x".repeat((32 << 10) - size - 1)));
        assertThat(handle("POST", most, utf8(GRANT), false).status()).isEqualTo(200);

        most.add(new Header("b", ""));
        refused(400, "invalid_request", handle("POST", most, utf8(GRANT), false));
    }

    @Test
    void aBrokenWorldIsAnswered503() {
        Header basic = basic("derms", SECRET);
        peers.storeDown = true;
        refused(503, "temporarily_unavailable", post(GRANT, basic));
        peers.storeDown = false;

        vault.remove(SecretRef.of("nz/in"));
        refused(503, "temporarily_unavailable", post(GRANT, basic));
        keepSecrets();

        vault.remove(KEY);
        refused(503, "temporarily_unavailable", post(GRANT, basic));
        vault.put(KEY, Secret.of("k".repeat(31)));
        refused(503, "temporarily_unavailable", post(GRANT, basic));
        refused(503, "temporarily_unavailable", handle(endpoint(Optional.empty()), GRANT, basic));
    }

    @Test
    void aVaultThatCannotBeReachedIsAnswered503ForKnownAndUnknownAlike() {
        SecretVault down = new BrokenVault();
        TokenEndpoint broken = TokenEndpoint.of(
                peers, down, Optional.of(new TokenKeys(KEY, Optional.empty())), () -> new UUID(0, 1), () -> NOW);

        refused(503, "temporarily_unavailable", handle(broken, GRANT, basic("derms", SECRET)));
        refused(503, "temporarily_unavailable", handle(broken, GRANT, basic("nobody", SECRET)));
    }

    @Test
    void tellsTheConnectionOfAWrongSecretWithoutShowingAny() {
        post(GRANT, basic("derms", "wr0ng"));
        post(GRANT, basic("nobody", "wr0ng"));

        assertThat(peers.refused).containsExactly("nz 401 the client secret is wrong");
    }

    @Test
    void noTextShowsASecretOrAToken() {
        InboundAnswer good = post(GRANT, basic("derms", SECRET));
        FormBody form = FormBody.read(utf8("client_secret=" + SECRET)).orElseThrow();

        assertThat(List.of(
                                good.headers(),
                                form,
                                ClientProof.of(List.of(basic("derms", SECRET)), form),
                                new ClientProof("derms", SECRET, SECRET),
                                new TokenClient(TokenPeers.NZ, TokenPeers.DERMS),
                                new TokenKeys(KEY, Optional.empty()))
                        .toString())
                .contains("form of 1 parameters", "proof of a client")
                .doesNotContain(SECRET, "k".repeat(32), "eyJ");
    }

    @Test
    void worksOverRealHttpAtAnyPathBelowItsMount() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", JdkHttpAdapter.of(endpoint));
        server.start();
        try {
            for (String path : List.of("/oauth2/token", "/oauth2/token/any/where")) {
                HttpCall call = new HttpCall(
                        "POST",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                        List.of(FORM, basic("derms", SECRET)),
                        utf8(GRANT),
                        Duration.ofSeconds(10));
                HttpReply reply = JdkHttpSender.create(Duration.ofSeconds(10))
                        .send(call)
                        .toCompletableFuture()
                        .join();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("Cache-Control")).contains("no-store");
                assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("\"token_type\":\"Bearer\"");
            }
        } finally {
            server.stop(0);
        }
    }

    private TokenEndpoint endpoint(Optional<TokenKeys> keys) {
        return TokenEndpoint.of(peers, vault, keys, () -> new UUID(0, ++issued), () -> NOW);
    }

    private static void refused(int status, String error, InboundAnswer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).startsWith("{\"error\":\"" + error + "\",\"error_description\":\"");
        assertThat(answer.headers()).contains(new Header("Cache-Control", "no-store"));
    }

    private InboundAnswer post(String form, Header... more) {
        return handle(endpoint, form, more);
    }

    private static InboundAnswer handle(TokenEndpoint at, String form, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(more));
        headers.add(FORM);
        return at.handle(new InboundRequest("POST", "", headers, utf8(form), false));
    }

    private InboundAnswer handle(String method, List<Header> headers, byte[] body, boolean tooLarge) {
        return endpoint.handle(new InboundRequest(method, "/any", headers, body, tooLarge));
    }

    private static Header basic(String id, String secret) {
        return new Header("Authorization", "Basic " + base64(id + ":" + secret));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(utf8(text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String body(InboundAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
