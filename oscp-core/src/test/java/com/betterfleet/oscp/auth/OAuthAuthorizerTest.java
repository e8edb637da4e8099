package com.betterfleet.oscp.auth;

import static com.betterfleet.oscp.auth.OAuthClient.API_KEY;
import static com.betterfleet.oscp.auth.OAuthClient.CLIENT_SECRET;
import static com.betterfleet.oscp.auth.OAuthClient.START;
import static com.betterfleet.oscp.auth.OAuthClient.TOKEN_URL;
import static com.betterfleet.oscp.auth.OAuthClient.bearer;
import static com.betterfleet.oscp.auth.OAuthClient.elsewhere;
import static com.betterfleet.oscp.auth.OAuthClient.message;
import static com.betterfleet.oscp.auth.OAuthClient.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.profile.WireRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outbound OAuth (rule I32, RFC 6749 4.4): the request, the token's life, and one request for all. */
class OAuthAuthorizerTest {
    private final OAuthClient us = new OAuthClient();

    @Test
    void asksWithTheClientCredentialsGrantAndBasic() {
        us.authorize(message(settings("a b:c").build(), false));

        HttpCall call = us.door.calls.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo(TOKEN_URL);
        assertThat(call.headers()).extracting(Header::name).containsExactly("Authorization", "Content-Type", "Accept");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(us.door.header(0, "Authorization").substring(6)),
                        StandardCharsets.UTF_8))
                .isEqualTo("a+b%3Ac:s3cr%2Bt%2Fof%3Dours");
        assertThat(us.door.header(0, "Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(us.door.body(0)).isEqualTo("grant_type=client_credentials");
        assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void asksForTheConfiguredScopes() {
        us.authorize(message(
                Fixtures.settings()
                        .presentOAuth(TOKEN_URL, "us", Fixtures.PRESENT, "flex", "meter")
                        .build(),
                false));

        assertThat(us.door.body(0)).isEqualTo("grant_type=client_credentials&scope=flex+meter");
    }

    @Test
    void carriesTheConnectionsHeadersOnlyWhereTheProfileSaysSo() {
        ConnectionSettings settings = settings("us")
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"))
                .header("accept", "text/odd")
                .build();
        us.door.grant("T1", 600);
        us.authorize(message(settings, false));
        us.vault.put(Fixtures.PRESENT, Secret.of("another"));
        us.authorize(message(settings, true));

        assertThat(us.door.header(0, "fp-id")).isEmpty();
        assertThat(us.door.header(1, "fp-id")).isEqualTo("F1");
        assertThat(us.door.header(1, "apikey")).isEqualTo(API_KEY);
        assertThat(us.door.calls.get(1).headers())
                .filteredOn(header -> header.isNamed("Accept"))
                .containsExactly(new Header("Accept", "application/json"));
    }

    @Test
    void presentsTheTokenAsBearerWhateverTheProfilesScheme() {
        us.door.grant("T1", 600);

        assertThat(us.authorize()).isEqualTo("Bearer T1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, T1",
        "479, 1, T1",
        "480, 2, T1",
        "599, 2, T1",
        "600, 2, T2",
        "601, 2, T2",
    })
    void presentsTheTokenUntilItsEndAndAsksForANewOneFromFourFifthsOfItsLifeOn(int second, int asked, String token) {
        us.door.grant("T1", 600);
        us.authorize();

        us.now = START.plusSeconds(second);
        us.door.grant("T2", 600);
        String presented = us.authorize();

        assertThat(us.door.calls).hasSize(asked);
        assertThat(presented).isEqualTo("Bearer " + token);
    }

    @Test
    void takesTheOldTokenWhileOneRefreshIsUnderWayAndTheNewOneOnceItIsThere() {
        us.door.grant("T1", 600);
        us.authorize();
        us.now = START.plusSeconds(480);

        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.door.calls).hasSize(2);

        us.door.answer(200, TokenDoor.granted("T2", 600));
        assertThat(us.authorize()).isEqualTo("Bearer T2");
        assertThat(us.door.calls).hasSize(2);
    }

    @Test
    void reckonsTheLifeFromTheMomentOfAsking() {
        CompletableFuture<List<Header>> first = us.start();
        us.now = START.plusSeconds(20);
        us.door.answer(200, TokenDoor.granted("T1", 100));
        assertThat(bearer(first)).isEqualTo("Bearer T1");

        us.now = START.plusSeconds(79);
        us.authorize();
        assertThat(us.door.calls).hasSize(1);

        us.now = START.plusSeconds(80);
        us.authorize();
        assertThat(us.door.calls).hasSize(2);
    }

    @Test
    void leavesAFailedRefreshAloneForTenSecondsWhileTheOldTokenServes() {
        us.door.grant("T1", 600).lay(503, "").lay(503, "");
        us.authorize();

        us.now = START.plusSeconds(480);
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        us.now = START.plusSeconds(489);
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.door.calls).hasSize(2);
        us.now = START.plusSeconds(490);
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.door.calls).hasSize(3);
    }

    @Test
    void aTokenThatHasExpiredIsNotPresentedWhenNoNewOneCanBeHad() {
        us.door.grant("T1", 600).lay(503, "");
        us.authorize();

        us.now = START.plusSeconds(600);

        assertThat(us.failure()).isInstanceOf(CredentialUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 300",
        "{\"expires_in\":0}, 300",
        "{\"expires_in\":1}, 1",
        "{\"expires_in\":\"900\"}, 900",
        "{\"expires_in\":86400}, 86400",
        "{\"expires_in\":86401}, 86400",
        "{\"expires_in\":9223372036854775807}, 86400",
        "{\"expires_in\":1e30}, 86400"
    })
    void theLifeIsFiveMinutesWhereItIsNotToldAndADayAtMost(String told, long seconds) {
        String members = told.length() == 2 ? "" : "," + told.substring(1, told.length() - 1);
        us.door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"Bearer\"" + members + "}");
        us.authorize();

        us.now = START.plusSeconds(seconds).minusMillis(1);
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        us.now = START.plusSeconds(seconds);
        assertThat(us.start()).isNotDone();
        us.door.answer(200, TokenDoor.granted("T2", 60));
        assertThat(us.authorize()).isEqualTo("Bearer T2");
    }

    @Test
    void fiftyMessagesAtOnceMakeOneTokenRequest() throws InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(10);
        CountDownLatch asked = new CountDownLatch(50);
        List<CompletableFuture<List<Header>>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<List<Header>> answer = new CompletableFuture<>();
                answers.add(answer);
                senders.execute(() -> {
                    us.authorizer.authorize(message()).whenComplete((headers, failure) -> answer.complete(headers));
                    asked.countDown();
                });
            }
            asked.await();
            assertThat(us.door.calls).hasSize(1);
            us.door.answer(200, TokenDoor.granted("T1", 600));
            assertThat(answers).allSatisfy(answer -> assertThat(bearer(answer)).isEqualTo("Bearer T1"));
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void aFailureIsSharedByAllWhoWaitAndKeptForNobodyAfterThem() {
        CompletableFuture<List<Header>> first = us.start();
        CompletableFuture<List<Header>> second = us.start();
        us.door.answer(503, "");
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();

        us.door.grant("T1", 600);
        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.door.calls).hasSize(2);
    }

    @Test
    void anEditedSecretOrClientOrUrlCountsAtOnce() {
        us.door.grant("T1", 600).grant("T2", 600).grant("T3", 600).grant("T4", 600);
        assertThat(us.authorize()).isEqualTo("Bearer T1");

        us.vault.put(Fixtures.PRESENT, Secret.of("edited"));
        assertThat(us.authorize()).isEqualTo("Bearer T2");
        assertThat(us.authorize(message(settings("other").build(), false))).isEqualTo("Bearer T3");
        assertThat(us.authorize(message(
                        Fixtures.settings()
                                .presentOAuth(URI.create("https://cp.example.com/t"), "other", Fixtures.PRESENT)
                                .build(),
                        false)))
                .isEqualTo("Bearer T4");
    }

    @Test
    void connectionsShareNoToken() {
        us.door.grant("T1", 600).grant("T2", 600);
        us.authorize();

        assertThat(us.authorize(message(elsewhere(), false))).isEqualTo("Bearer T2");
        assertThat(us.authorize()).isEqualTo("Bearer T1");
    }

    @Test
    void aRefusedTokenIsThrownAwayAndOnlyThatOne() {
        us.door.grant("T1", 600).grant("T2", 600);
        List<Header> first = us.start().join();

        assertThat(us.authorizer.renew(message(), first)).isTrue();
        assertThat(us.authorize()).isEqualTo("Bearer T2");
        assertThat(us.authorizer.renew(message(), first)).isTrue();
        assertThat(us.authorize()).isEqualTo("Bearer T2");
        assertThat(us.door.calls).hasSize(2);
    }

    @Test
    void headersThatHoldNoTokenOfOursThrowNoneAway() {
        us.door.grant("T1", 600);
        us.authorize();

        assertThat(us.authorizer.renew(
                        message(), List.of(new Header("x", "Bearer T1"), new Header("Authorization", "T1"))))
                .isTrue();

        assertThat(us.authorize()).isEqualTo("Bearer T1");
        assertThat(us.door.calls).hasSize(1);
    }

    @Test
    void theCompositePicksByTheMessagesCredential() {
        CredentialAuthorizer any = new CredentialAuthorizer(us.door, us.vault, () -> us.now);
        us.door.grant("T1", 600);

        OutboundMessage token = Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD);
        assertThat(any.authorize(token))
                .isCompletedWithValue(List.of(new Header("Authorization", "Token " + CLIENT_SECRET)));
        assertThat(any.renew(token, List.of())).isFalse();
        assertThat(any.authorize(message())).isCompletedWithValue(List.of(new Header("Authorization", "Bearer T1")));
        assertThat(any.renew(message(), List.of(new Header("Authorization", "Bearer T1"))))
                .isTrue();
        assertThat(token.longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(message().longest()).isEqualTo(Duration.ofMinutes(2));
    }
}
