package com.betterfleet.oscp.testkit.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.PasswordAuthentication;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite for senders catches each of many wrong ones, by the rule that it breaks, in words that say what is wrong. */
class HttpSenderContractTest {
    private static final Duration GRACE = Duration.ofMillis(400);

    /** A sender, the rule that it breaks, and what must be said of it. */
    private record Wrong(String name, String rule, HttpSender sender, String said) {
        @Override
        public String toString() {
            return "a sender that " + name + ": " + rule;
        }
    }

    private static Stream<Wrong> wrong() {
        return Stream.of(requests(), answers(), time(), failures(), callers(), secure())
                .flatMap(List::stream);
    }

    private static List<Wrong> requests() {
        String exactly = "methodUriHeadersAndBodyArriveByteForByte";
        return List.of(
                new Wrong("always posts", exactly, WrongSenders.changing(c -> WrongSenders.method(c, "POST")), "PUT"),
                new Wrong(
                        "decodes the address",
                        exactly,
                        WrongSenders.changing(
                                c -> WrongSenders.uri(c, c.uri().toString().replace("%2F", "/"))),
                        "a=%2Fb"),
                new Wrong(
                        "cuts a byte off",
                        exactly,
                        WrongSenders.changing(c -> WrongSenders.body(c, Arrays.copyOf(c.body(), 255))),
                        "the body, in hexadecimal digits"),
                new Wrong(
                        "writes {} for nothing",
                        "aRequestWithoutABodyArrivesWithoutOne",
                        WrongSenders.changing(c -> WrongSenders.body(c, new byte[] {'{', '}'})),
                        "Expecting empty"),
                new Wrong(
                        "drops a header",
                        "eachHeaderArrivesOnceAsItIs",
                        WrongSenders.changing(c -> WrongSenders.headers(
                                c,
                                c.headers().stream()
                                        .filter(header -> !header.isNamed("apikey"))
                                        .toList())),
                        "values of apikey"),
                new Wrong(
                        "writes a header of its own too",
                        "eachHeaderArrivesOnceAsItIs",
                        call -> {
                            List<Header> twice = new ArrayList<>(call.headers());
                            twice.add(new Header("Content-Type", "application/json"));
                            return WrongSenders.plain().send(WrongSenders.headers(call, twice));
                        },
                        "values of Content-Type"));
    }

    private static List<Wrong> answers() {
        String comesBack = "headersAndBodyOfAnAnswerComeBack";
        String bounded = "aLongAnswerNeitherFailsNorIsKeptWhole";
        return List.of(
                new Wrong(
                        "takes a refusal for a failure",
                        "everyStatusIsAnAnswer",
                        WrongSenders.answering(HttpSenderContractTest::successOnly),
                        "an answer came"),
                new Wrong("tries again", "everyStatusIsAnAnswer", WrongSenders.retrying(), "the last answered 503"),
                new Wrong(
                        "forgets the headers",
                        comesBack,
                        WrongSenders.answering(r -> new HttpReply(r.status(), List.of(), r.body())),
                        "7"),
                new Wrong(
                        "keeps one of two headers",
                        comesBack,
                        WrongSenders.answering(r -> new HttpReply(r.status(), firstOfEach(r.headers()), r.body())),
                        "both lines"),
                new Wrong(
                        "reads every answer as ASCII",
                        comesBack,
                        WrongSenders.answering(r -> new HttpReply(
                                r.status(),
                                r.headers(),
                                new String(r.body(), StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII))),
                        "expected"),
                new Wrong(
                        "follows redirects",
                        "noRedirectIsFollowed",
                        WrongSenders.over(HttpClient.newBuilder().followRedirects(Redirect.ALWAYS)),
                        "the last answered 301"),
                new Wrong(
                        "keeps cookies",
                        "noCookieIsKept",
                        WrongSenders.over(HttpClient.newBuilder().cookieHandler(new CookieManager())),
                        "cookies on the second request"),
                new Wrong(
                        "has credentials of its own",
                        "aChallengeIsAnsweredByNobodyButTheCaller",
                        WrongSenders.over(HttpClient.newBuilder().authenticator(new Eager())),
                        "an answer came"),
                new Wrong("keeps all", bounded, WrongSenders.plain(), "bytes kept of 10 MB"),
                new Wrong(
                        "keeps too little",
                        bounded,
                        WrongSenders.answering(
                                r -> new HttpReply(r.status(), r.headers(), Arrays.copyOf(r.body(), 100))),
                        "bytes kept of 10 MB"),
                new Wrong(
                        "fails where there is more than it keeps",
                        bounded,
                        WrongSenders.answering(HttpSenderContractTest::shortOnly),
                        "an answer came"),
                new Wrong(
                        "gives up early",
                        "aSlowAnswerWithinTheTimeIsAnAnswer",
                        call -> WrongSenders.plain()
                                .send(call)
                                .toCompletableFuture()
                                .orTimeout(100, TimeUnit.MILLISECONDS),
                        "an answer came"));
    }

    private static List<Wrong> time() {
        return List.of(
                new Wrong("knows no time-out", "theTimeIsOverThoughNobodyAnswers", WrongSenders.plain(), "time-out"),
                new Wrong(
                        "times headers only",
                        "theTimeIsOverThoughHeadersHaveCome",
                        WrongSenders.timingHeadersOnly(),
                        "the total time-out must be kept"),
                new Wrong(
                        "times silence only",
                        "theTimeIsOverThoughABodyTricklesForEver",
                        WrongSenders.old(),
                        "the total time-out must be kept"),
                new Wrong(
                        "leaves the exchange open",
                        "theTimeIsOverThoughNobodyAnswers",
                        WrongSenders.notLettingGo(),
                        "must be let go"),
                new Wrong(
                        "leaves the exchange open",
                        "theTimeIsOverThoughHeadersHaveCome",
                        WrongSenders.notLettingGo(),
                        "must be let go"),
                new Wrong(
                        "connects for ever",
                        "theTimeIsOverThoughNoConnectionIsMade",
                        WrongSenders.plain(),
                        "the total time-out must be kept"),
                new Wrong("sulks", "afterATimeOutTheNextCallPasses", WrongSenders.sulking(), "circuit open"));
    }

    private static List<Wrong> failures() {
        HttpSender zero = WrongSenders.mending(() -> WrongSenders.status(0));
        HttpSender unexpected = WrongSenders.mending(() -> {
            throw new IllegalStateException("lost");
        });
        return List.of(
                new Wrong("makes failures a status", "aRefusedConnectionFails", zero, "it must fail"),
                new Wrong("has failures of its own", "aRefusedConnectionFails", unexpected, "IOException"),
                new Wrong("makes failures a status", "anUnknownHostFails", zero, "it must fail"),
                new Wrong(
                        "tries again",
                        "aBrokenConnectionFailsAndIsNotTriedAgain",
                        WrongSenders.retrying(),
                        "requests of one call"),
                new Wrong(
                        "tries again on a new connection",
                        "aBrokenConnectionThatServedBeforeFailsAndIsNotTriedAgain",
                        WrongSenders.old(),
                        "requests of two calls"),
                new Wrong("takes what has come", "aTruncatedAnswerFails", WrongSenders.handMade(), "it must fail"),
                new Wrong("takes what has come", "whatIsNoHttpFails", WrongSenders.handMade(), "it must fail"),
                new Wrong(
                        "throws",
                        "anAddressThatIsNoHttpFailsRatherThanThrows",
                        WrongSenders.plain(),
                        "it threw java.lang.IllegalArgumentException"),
                new Wrong(
                        "returns nothing",
                        "anAddressThatIsNoHttpFailsRatherThanThrows",
                        call -> null,
                        "the stage that send returns"),
                new Wrong(
                        "tells the secret",
                        "aHeaderThatCannotBeWrittenNeverLeavesAndIsNotShown",
                        WrongSenders.quoting(),
                        "the failure's text"),
                new Wrong(
                        "writes anything",
                        "aHeaderThatCannotBeWrittenNeverLeavesAndIsNotShown",
                        WrongSenders.handMade(),
                        "it must fail"));
    }

    private static List<Wrong> callers() {
        return List.of(
                new Wrong("blocks", "theCallersThreadReturnsAtOnce", WrongSenders.blocking(), "it blocks its caller"),
                new Wrong(
                        "sends one at a time",
                        "manyCallsAreUnderWayAtOnce",
                        WrongSenders.oneAtATime(),
                        "all 16 calls were under way at once"));
    }

    private static List<Wrong> secure() {
        HttpSender all = WrongSenders.trustingEverybody();
        return List.of(
                new Wrong("trusts everybody", "aCertificateThatNobodyVouchesForIsRefused", all, "it must fail"),
                new Wrong("trusts everybody", "aTrustedCertificateOfAnotherHostIsRefused", all, "it must fail"),
                new Wrong(
                        "has its own idea of trust",
                        "aTrustedPeerIsSpokenToOverHttps",
                        WrongSenders.plain(),
                        "an answer came"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongSenderIsCaughtByTheRuleThatItBreaks(Wrong wrong) {
        Throwable caught = catchThrowable(() -> play(wrong));

        assertThat(caught).isInstanceOf(AssertionError.class).hasMessageContaining(wrong.said());
    }

    @Test
    void everyRuleCatchesAWrongSender() {
        assertThat(wrong().map(Wrong::rule))
                .containsAll(rules().map(Method::getName).toList());
    }

    private static Stream<Method> rules() {
        return Stream.of(HttpSenderContract.class, FailureRules.class)
                .flatMap(suite -> Arrays.stream(suite.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static void play(Wrong wrong) throws Throwable {
        HttpSenderContract suite = new HttpSenderContract() {
            @Override
            protected HttpSender sender() {
                return wrong.sender();
            }

            @Override
            protected Optional<HttpSender> senderTrusting(SSLContext context) {
                return Optional.of(wrong.sender());
            }

            @Override
            protected Duration grace() {
                return GRACE;
            }
        };
        suite.makeSender();
        Method rule = rules().filter(method -> method.getName().equals(wrong.rule()))
                .findFirst()
                .orElseThrow();
        try {
            rule.invoke(suite);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static HttpReply successOnly(HttpReply reply) {
        if (reply.status() >= 400) {
            throw new IllegalStateException("status " + reply.status());
        }
        return reply;
    }

    private static HttpReply shortOnly(HttpReply reply) {
        if (reply.body().length >= 65_536) {
            throw new IllegalStateException("too long");
        }
        return reply;
    }

    private static List<Header> firstOfEach(List<Header> headers) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        return headers.stream().filter(header -> seen.add(header.name())).toList();
    }

    private static final class Eager extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("depot", "guess".toCharArray());
        }
    }
}
