package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever arrives at the token endpoint, it answers in the words of RFC 6749 and gives no token for it. */
class TokenEndpointPropertiesTest {
    private static final Set<Integer> NO = Set.of(400, 401, 405, 413);
    private static final SecretRef KEY = SecretRef.of("token-key");

    private final SecretVault vault = SecretVault.inMemory();
    private final TokenEndpoint endpoint = TokenEndpoint.of(
            new TokenPeers(),
            vault,
            Optional.of(new TokenKeys(KEY, Optional.empty())),
            () -> new UUID(0, 1),
            () -> Instant.EPOCH);

    TokenEndpointPropertiesTest() {
        vault.put(KEY, Secret.of("k".repeat(40)));
        vault.put(SecretRef.of("nz/in"), Secret.of("never guessed by chance"));
        vault.put(SecretRef.of("au/in"), Secret.of("nor this one"));
    }

    @Property
    void anyBytesAreRefusedInDocumentedWords(
            @ForAll("methods") String method, @ForAll("headers") List<Header> headers, @ForAll("bodies") byte[] body)
            throws JsonProcessingException {
        InboundAnswer answer = endpoint.handle(new InboundRequest(method, "/x", headers, body, false));

        assertThat(answer.status()).isIn(NO);
        assertThat(new JsonMapper()
                        .readTree(new String(answer.body(), StandardCharsets.UTF_8))
                        .path("error")
                        .asText())
                .isIn("invalid_request", "invalid_client", "unsupported_grant_type");
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("POST")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
    }

    @Provide
    Arbitrary<List<Header>> headers() {
        Arbitrary<String> odd = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<Header> basic = Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.of("derms", "oth:er%1", "nobody"), odd), odd)
                .as((id, secret) -> new Header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8))));
        Arbitrary<Header> any = Combinators.combine(
                        Arbitraries.of("Authorization", "Content-Type", "Content-Length", "x"), odd)
                .as(Header::new);
        Arbitrary<List<Header>> more = Arbitraries.oneOf(basic, any).list().ofMaxSize(3);
        return Combinators.combine(more, Arbitraries.of(true, true, true, false))
                .as((found, form) -> {
                    List<Header> all = new ArrayList<>(found);
                    if (form) {
                        all.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
                    }
                    return all;
                });
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        "grant_type=client_credentials",
                        "grant_type=password",
                        "client_id=derms",
                        "client_secret=x",
                        "client_secret=%",
                        "&",
                        "=",
                        "%41",
                        "+",
                        "scope=a"),
                Arbitraries.strings().ofMaxLength(20));
        Arbitrary<byte[]> near =
                piece.list().ofMaxSize(8).map(pieces -> String.join("&", pieces).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(near, Arbitraries.bytes().array(byte[].class).ofMaxSize(9000));
    }
}
