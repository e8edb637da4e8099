package com.betterfleet.oscp.auth;

import static com.betterfleet.oscp.auth.Issuer.ISSUED;
import static com.betterfleet.oscp.auth.Issuer.JWKS;
import static com.betterfleet.oscp.auth.Issuer.OTHER;
import static com.betterfleet.oscp.auth.Issuer.RSA;
import static com.betterfleet.oscp.auth.Issuer.bearer;
import static com.betterfleet.oscp.auth.Issuer.expected;
import static com.betterfleet.oscp.auth.Issuer.set;
import static com.betterfleet.oscp.auth.Issuer.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a host's own issuer (rule I32): fetched when one is needed, kept, and asked for seldom. */
class IssuerKeysTest {
    private final Issuer issuer = new Issuer();

    @Test
    void keysServeForAnHour() throws JOSEException {
        issuer.publish(RSA);
        issuer.publish(OTHER);
        assertThat(issuer.authentic(signed(RSA, c -> c))).isTrue();

        issuer.now = ISSUED.plusSeconds(3599);
        assertThat(issuer.authentic(issuer.fresh(RSA))).isTrue();
        assertThat(issuer.door.calls).hasSize(1);

        issuer.now = ISSUED.plusSeconds(3600);
        assertThat(issuer.authentic(issuer.fresh(RSA))).isFalse();
        assertThat(issuer.authentic(issuer.fresh(OTHER))).isTrue();
        assertThat(issuer.door.calls).hasSize(2);
    }

    @Test
    void anUnknownNameMakesUsLookAgainOnceAMinute() throws JOSEException {
        issuer.publish(RSA);
        issuer.publish(RSA);
        issuer.publish(RSA, OTHER);
        assertThat(issuer.authentic(signed(RSA, c -> c))).isTrue();

        issuer.now = ISSUED.plusSeconds(59);
        assertThat(issuer.authentic(signed(OTHER, c -> c))).isFalse();
        assertThat(issuer.door.calls).hasSize(1);
        issuer.now = ISSUED.plusSeconds(60);
        assertThat(issuer.authentic(signed(OTHER, c -> c))).isFalse();
        assertThat(issuer.authentic(signed(OTHER, c -> c))).isFalse();
        assertThat(issuer.door.calls).hasSize(2);
        issuer.now = ISSUED.plusSeconds(120);
        assertThat(issuer.authentic(signed(OTHER, c -> c))).isTrue();
        assertThat(issuer.authentic(signed(RSA, c -> c))).isTrue();
        assertThat(issuer.door.calls).hasSize(3);
    }

    @Test
    void aTokenOfAnybodyElseNeverMakesUsAsk() throws JOSEException {
        assertThat(issuer.authentic(signed(RSA, c -> c.issuer("x")))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.expirationTime(Date.from(ISSUED.minusSeconds(61))))))
                .isFalse();
        assertThat(issuer.authentic("x.y.z")).isFalse();
        assertThat(issuer.door.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"keys\":5}", "{\"keys\":[null]}", "{\"keys\":[{\"kty\":\"RSA\"}]}", "<html>"})
    void whileTheKeysCannotBeReadNobodyCanBeJudged(String body) throws JOSEException {
        issuer.door.lay(200, body);

        assertThatThrownBy(() -> issuer.authentic(signed(RSA, c -> c)))
                .isInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void aClockThatIsSetBackLeavesNoIssuerUnasked() throws JOSEException {
        issuer.door.lay(503, "");
        issuer.publish(RSA);
        String token = signed(RSA, c -> c);
        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);

        issuer.now = ISSUED.minusSeconds(30);

        assertThat(issuer.authentic(token)).isTrue();
    }

    @Test
    void whileTheKeysCannotBeHadNobodyCanBeJudgedAndTheIssuerIsLeftAloneForTenSeconds() throws JOSEException {
        issuer.door.lay(503, "").lay(new ConnectException("x")).lay(302, set(RSA));
        issuer.publish(RSA);
        String token = signed(RSA, c -> c);

        assertThatThrownBy(() -> issuer.authentic(token))
                .isInstanceOf(CredentialUnavailableException.class)
                .hasMessage("the keys at " + JWKS + " cannot be had");
        issuer.now = ISSUED.plusSeconds(9);
        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(issuer.door.calls).hasSize(1);
        issuer.now = ISSUED.plusSeconds(10);
        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        issuer.now = ISSUED.plusSeconds(20);
        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(issuer.door.calls).hasSize(3);
        issuer.now = ISSUED.plusSeconds(30);
        assertThat(issuer.authentic(token)).isTrue();
    }

    @Test
    void knownKeysServeForADayWhileTheIssuerIsDownAndUnknownOnesCannotBeJudged() throws JOSEException {
        issuer.publish(RSA);
        issuer.authentic(signed(RSA, c -> c));
        IntStream.range(0, 5).forEach(i -> issuer.door.lay(503, ""));

        issuer.now = ISSUED.plus(Duration.ofHours(24)).minusSeconds(20);
        assertThat(issuer.authentic(issuer.fresh(RSA))).isTrue();
        assertThat(issuer.door.calls).hasSize(2);
        assertThat(issuer.authentic(issuer.fresh(RSA))).isTrue();
        assertThat(issuer.door.calls).hasSize(2);
        assertThatThrownBy(() -> issuer.authentic(issuer.fresh(OTHER)))
                .isInstanceOf(CredentialUnavailableException.class);

        issuer.now = ISSUED.plus(Duration.ofHours(24));
        assertThatThrownBy(() -> issuer.authentic(issuer.fresh(RSA)))
                .isInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void aSetThatIsTooLargeIsNotRead() throws JOSEException {
        issuer.door.lay(200, padded((64 << 10) + 1)).lay(200, many(51));
        String token = signed(RSA, c -> c);

        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        issuer.now = ISSUED.plusSeconds(10);
        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(issuer.door.calls).hasSize(2);
    }

    @Test
    void aSetOf64KibiOrOf50KeysIsRead() throws JOSEException {
        String token = signed(RSA, c -> c);
        for (String largest : List.of(padded(64 << 10), many(50))) {
            CredentialAuthenticator judge = issuer.judge(new TokenDoor().lay(200, largest));
            assertThat(judge.authenticate(issuer.connection(), List.of(bearer(token))))
                    .isPresent();
        }
    }

    private static String padded(int bytes) {
        return set(RSA) + " ".repeat(bytes - set(RSA).length());
    }

    private static String many(int keys) {
        return set(IntStream.rangeClosed(1, keys)
                .mapToObj(i -> new RSAKey.Builder(RSA).keyID("r" + i).build())
                .toArray(JWK[]::new));
    }

    @Test
    void whoDecidedToFetchBeforeAFetchWasOverTakesWhatItFound() throws Exception {
        KeySlot slot = new KeySlot();
        long before = slot.found();
        CompletableFuture<JWKSet> first = new CompletableFuture<>();
        slot.join(first, before, ISSUED);
        JWKSet keys = new JWKSet(RSA);
        slot.settle(first, keys, ISSUED);

        CompletableFuture<JWKSet> late = new CompletableFuture<>();
        assertThat(slot.join(late, before, ISSUED).orElseThrow().join()).isSameAs(keys);
        assertThat(slot.join(late, slot.found(), ISSUED))
                .as("who saw them and asks all the same")
                .contains(late);
    }

    @Test
    void manyRequestsAtOnceShareOneFetch() throws Exception {
        String token = signed(RSA, c -> c);
        ExecutorService web = Executors.newFixedThreadPool(20);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> go = new CompletableFuture<>();
        HttpSender slow = call -> {
            issuer.door.calls.add(call);
            asked.countDown();
            return go.thenApply(now -> TokenDoor.reply(200, set(RSA)));
        };
        CredentialAuthenticator shared = issuer.judge(slow);
        try {
            List<CompletableFuture<Boolean>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> shared.authenticate(issuer.connection(), List.of(bearer(token)))
                                    .isPresent(),
                            web))
                    .limit(20)
                    .toList();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            go.complete(null);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isTrue());
            assertThat(issuer.door.calls).hasSize(1);
        } finally {
            web.shutdownNow();
        }
    }

    @Test
    void aSenderThatBreaksIsAnIssuerThatCannotBeReached() throws JOSEException {
        String token = signed(RSA, c -> c);

        for (HttpSender broken : List.<HttpSender>of(
                call -> {
                    throw new IllegalStateException("x");
                },
                call -> null)) {
            assertThatThrownBy(() -> issuer.judge(broken).authenticate(issuer.connection(), List.of(bearer(token))))
                    .isInstanceOf(CredentialUnavailableException.class);
        }
    }

    @Test
    void aSenderThatBrokeIsAskedAgainAfterTenSeconds() throws JOSEException {
        issuer.publish(RSA);
        CredentialAuthenticator judge = issuer.judge(call -> {
            if (issuer.now.equals(ISSUED)) {
                throw new IllegalStateException("x");
            }
            return issuer.door.send(call);
        });
        List<Header> token = List.of(bearer(signed(RSA, c -> c)));
        assertThatThrownBy(() -> judge.authenticate(issuer.connection(), token))
                .isInstanceOf(CredentialUnavailableException.class);

        issuer.now = ISSUED.plusSeconds(10);

        assertThat(judge.authenticate(issuer.connection(), token)).isPresent();
    }

    @Test
    void keysThatSomebodyElseFetchedMeanwhileAreTakenWithoutAsking() {
        issuer.publish(RSA);
        issuer.publish(RSA, OTHER);
        IssuerKeys keys = new IssuerKeys(issuer.door, () -> issuer.now);
        JWKSet known = keys.keys(JWKS);
        issuer.now = ISSUED.plus(KeySlot.FRESH);
        JWKSet newer = keys.keys(JWKS);

        assertThat(keys.keysAfter(JWKS, known)).contains(newer);
        assertThat(keys.keysAfter(JWKS, newer)).isEmpty();
        assertThat(issuer.door.calls).hasSize(2);
    }

    @Test
    void keysThatWereForgottenMeanwhileAreFetched() {
        issuer.publish(RSA);

        assertThat(new IssuerKeys(issuer.door, () -> issuer.now).keysAfter(JWKS, new JWKSet()))
                .isPresent();
    }

    @Test
    void whoeverIsInterruptedWaitsNoLongerAndStaysInterrupted() throws JOSEException {
        String token = signed(RSA, c -> c);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> issuer.authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(issuer.door.calls).hasSize(1);
    }

    @Test
    void anIssuerIsForgottenADayAfterItsKeysCameUnlessTheyAreBeingFetched() {
        KeySlot slot = new KeySlot();
        Instant dayLater = ISSUED.plus(KeySlot.LASTING);
        assertThat(slot.spent(ISSUED)).as("never fetched").isFalse();
        slot.settle(new CompletableFuture<>(), new JWKSet(), ISSUED);

        assertThat(slot.spent(dayLater.minusMillis(1))).isFalse();
        assertThat(slot.spent(dayLater)).isTrue();
        slot.join(new CompletableFuture<>(), slot.found(), dayLater);
        assertThat(slot.spent(dayLater)).as("being fetched").isFalse();
    }

    @Test
    void aLookThatIsNeverAnsweredIsNotWaitedForForEver() {
        KeySlot slot = new KeySlot();
        CompletableFuture<JWKSet> silent = new CompletableFuture<>();
        CompletableFuture<JWKSet> next = new CompletableFuture<>();
        assertThat(slot.join(silent, slot.found(), ISSUED)).contains(silent);
        assertThat(slot.join(next, slot.found(), ISSUED.plus(KeySlot.ANSWERED).minusMillis(1)))
                .contains(silent);
        assertThat(slot.join(next, slot.found(), ISSUED.plus(KeySlot.ANSWERED))).contains(next);

        slot.settle(silent, null, ISSUED.plus(KeySlot.ANSWERED));
        assertThat(slot.join(new CompletableFuture<>(), slot.found(), ISSUED.plus(KeySlot.ANSWERED)))
                .as("the look that took its place goes on")
                .contains(next);
    }

    @Test
    void worksOverRealHttp() throws IOException, JOSEException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            byte[] body = set(RSA).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 200 : 405, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
            CredentialAuthenticator real = issuer.judge(JdkHttpSender.create(Duration.ofSeconds(10)));

            assertThat(real.authenticate(
                            issuer.connection(expected(url, "RS256")), List.of(bearer(signed(RSA, c -> c)))))
                    .isPresent();
        } finally {
            server.stop(0);
        }
    }
}
