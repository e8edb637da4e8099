package com.betterfleet.oscp.examples.vectordepot.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.SecretRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration file: what it may say, and one line for whatever is missing or wrong. */
@Timeout(60)
class ServeConfigTest {
    private static final Map<String, String> GOOD = Map.of(
            "fp.port", "0",
            "profile", "oscp-2.0",
            "cp.base-url", "http://127.0.0.1:9/oscp/cp/2.0",
            "token.expect", "hush-theirs",
            "token.present", "hush-ours",
            "group.AKL01.scope", "mg-7/grid",
            "group.AKL01.site-limit-kw", "900",
            "group.AKL01.fallback-kw", "120");
    private static final URI OURS = URI.create("https://depot.example.com/oscp/fp/2.0");

    @TempDir
    private Path folder;

    /** The good properties with some changed; an empty value takes one away. */
    private static String with(String... pairs) {
        Map<String, String> properties = new TreeMap<>(GOOD);
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
            if (pairs[i + 1].isEmpty()) {
                properties.remove(pairs[i]);
            }
        }
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String registering(String... pairs) {
        String[] all = new String[pairs.length + 6];
        System.arraycopy(
                new String[] {"token.expect", "", "token.present", "", "token.initial", "hush-first"}, 0, all, 0, 6);
        System.arraycopy(pairs, 0, all, 6, pairs.length);
        return with(all);
    }

    private ServeConfig read(String text) throws IOException {
        return ServeConfig.of(PropertyFile.read(Files.writeString(folder.resolve("depot.properties"), text)));
    }

    /** What the command says of a file that it refuses: one line, and nothing on standard output. */
    private String refusal(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("depot.properties"), text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Serve.run(
                List.of("--config", file.toString()),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        assertThat(status).isEqualTo(2);
        assertThat(out.toString(UTF_8)).isEmpty();
        String said = err.toString(UTF_8);
        assertThat(said.lines()).hasSize(1);
        assertThat(said).doesNotContain("hush");
        return said.strip().substring(("vector-depot serve: " + file + ": ").length());
    }

    @Test
    void everythingThatIsNeededAndNoMore() throws IOException {
        ServeConfig config = read(with());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.url(8080)).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(config.fpBaseUrl(8080)).isEqualTo(URI.create("http://127.0.0.1:8080/oscp/fp/2.0"));
        assertThat(config.groups())
                .containsExactly(GroupBinding.of("AKL01")
                        .scope("mg-7", "grid")
                        .siteLimit(Power.kilowatts("900"))
                        .fallback(Power.kilowatts("120"))
                        .build());
        ConnectionSettings connection = config.connection(OURS);
        assertThat(connection.barePath()).isTrue();
        assertThat(connection.profileSettings().values()).isEmpty();
        assertThat(connection.credentials())
                .isEqualTo(new Credentials.Agreed(
                        new PresentedCredential.Token(SecretRef.of("token.present")),
                        new ExpectedCredential.Token(SecretRef.of("token.expect"))));
        assertThat(config.vault()
                        .get(SecretRef.of("token.expect"))
                        .orElseThrow()
                        .reveal())
                .isEqualTo("hush-theirs");
        assertThat(config.issuesTokens()).isFalse();
        assertThat(config.toString()).isEqualTo("ServeConfig[AKL01]");
    }

    @Test
    void urlsHostsAndPathsAreTheFiles() throws IOException {
        ServeConfig config = read(with(
                "fp.host", "::1", "fp.public-base-url", "https://depot.example.com/", "fp.bare-path", "/utility/fp/"));
        assertThat(config.url(8080)).isEqualTo(URI.create("http://[::1]:8080"));
        assertThat(config.barePath()).isEqualTo("/utility/fp");
        assertThat(config.fpBaseUrl(8080)).isEqualTo(URI.create("https://depot.example.com/utility/fp"));
    }

    @Test
    void settingsReachTheProfileAndEveryHeaderIsKeptAsASecret() throws IOException {
        ConnectionSettings connection = read(with(
                        "handshake", "await",
                        "register", "none",
                        "heartbeat-interval.asked", "2",
                        "heartbeat-interval.min", "1",
                        "tolerances", "NAIVE_LOCAL_TIME",
                        "naive-zone", "UTC",
                        "path.handshake_acknowledge", "ack",
                        "header.apikey", "hush key",
                        "header-check.X-Site", "hush site"))
                .connection(OURS);
        assertThat(connection.profileSettings().values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "handshake", "await",
                        "register", "none",
                        "heartbeat-interval", "2",
                        "heartbeat-interval-min", "1",
                        "tolerances", "NAIVE_LOCAL_TIME",
                        "naive-zone", "UTC",
                        "path.handshake_acknowledge", "ack"));
        assertThat(connection.headers()).singleElement().satisfies(header -> {
            assertThat(header.name()).isEqualTo("apikey");
            assertThat(header.value()).isInstanceOf(HeaderValue.Secured.class);
        });
        assertThat(connection.headerChecks())
                .singleElement()
                .satisfies(header -> assertThat(header.name()).isEqualTo("X-Site"));
    }

    @Test
    void anInitialTokenMeansRegister() throws IOException {
        assertThat(read(registering("register", "await")).connection(OURS).credentials())
                .isEqualTo(new Credentials.Exchanged(SecretRef.of("token.initial"), OURS));
        assertThat(read(registering()).connection(OURS).profileSettings().values())
                .isEmpty();
    }

    @Test
    void tokensAndOauthMayBeMixedByDirection() throws IOException {
        ServeConfig config = read(with(
                "token.present", "",
                "oauth.token-url", "https://derms.example.com/token",
                "oauth.client-id", "depot",
                "oauth.client-secret", "hush-ours"));
        assertThat(config.connection(OURS).credentials())
                .isEqualTo(new Credentials.Agreed(
                        new PresentedCredential.OAuth(
                                URI.create("https://derms.example.com/token"),
                                "depot",
                                SecretRef.of("oauth.client-secret"),
                                List.of()),
                        new ExpectedCredential.Token(SecretRef.of("token.expect"))));
        ServeConfig other = read(with(
                "token.expect", "",
                "oauth.issuer.client-id", "derms",
                "oauth.issuer.client-secret", "hush-theirs"));
        assertThat(other.issuesTokens()).isTrue();
        assertThat(((Credentials.Agreed) other.connection(OURS).credentials()).expect())
                .isEqualTo(new ExpectedCredential.OAuth("derms", SecretRef.of("oauth.issuer.client-secret")));
    }

    @Test
    void aGroupIdMayHaveDotsAndAnAssetOfAnotherName() throws IOException {
        ServeConfig config = read(with(
                "group.north.1.scope", "mg-8/grid",
                "group.north.1.site-limit-kw", "50.5",
                "group.north.1.fallback-kw", "0",
                "group.north.1.asset", "chargers"));
        assertThat(config.groups()).hasSize(2).last().satisfies(group -> {
            assertThat(group.group().value()).isEqualTo("north.1");
            assertThat(group.asset().value()).isEqualTo("chargers");
            assertThat(group.scope()).isEqualTo(new ManagedScope("mg-8", "grid"));
            assertThat(group.siteLimit()).isEqualTo(Power.watts(50_500));
        });
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() throws IOException {
        assertThat(refusal(""))
                .isEqualTo("missing fp.port, profile, cp.base-url, token.initial (for Register), or"
                        + " token.present (or oauth.*) and token.expect (or oauth.issuer.*)");
        assertThat(refusal(
                        "fp.port=0\nprofile=vector\ncp.base-url=http://localhost\ntoken.expect=t\ngroup.A.asset=A\n"))
                .isEqualTo("missing group.A.scope, group.A.site-limit-kw, group.A.fallback-kw, token.present (or"
                        + " oauth.*)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fp.port",
                "profile",
                "cp.base-url",
                "group.AKL01.scope",
                "group.AKL01.site-limit-kw",
                "group.AKL01.fallback-kw"
            })
    void eachPropertyThatIsMissingIsNamed(String name) throws IOException {
        assertThat(refusal(with(name, ""))).isEqualTo("missing " + name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fp.prot                 | fp.port
            tokens.expect           | token.expect
            tolerance               | tolerances
            heartbeat-interval      | heartbeat-interval.min
            path.hartbeat           | path.heartbeat
            group.AKL01.fallback-kv | group.AKL01.fallback-kw
            group.fallback-kw       | group.ID.fallback-kw
            group..scope            | group.ID.scope
            headers.apikey          | header.apikey
            header.                 | header-check
            """)
    void anUnknownPropertyIsNamedWithTheNearestThatIsKnown(String name, String nearest) throws IOException {
        assertThat(refusal(with(name, "1"))).startsWith("unknown property " + name + ", the nearest is ");
        if (!name.equals("header.")) {
            assertThat(refusal(with(name, "1"))).endsWith(" " + nearest);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fp.port                   | 70000            | fp.port: must be a number from 0 to 65535, was '70000'
            fp.port                   | http             | fp.port: must be a number from 0 to 65535, was 'http'
            fp.port                   | -1               | fp.port: must be a number from 0 to 65535, was '-1'
            fp.host                   | 192.0.2.1        | fp.host and fp.port: cannot listen on 192.0.2.1:0:
            fp.public-base-url        | depot.example    | fp.public-base-url: must be scheme, host and port only, such as https://depot.example.com (the path is fp.bare-path)
            fp.public-base-url        | https://a/oscp   | fp.public-base-url: must be scheme, host and port only, such as https://depot.example.com (the path is fp.bare-path)
            fp.public-base-url        | ftp://a          | fp.public-base-url: must be scheme, host and port only, such as https://depot.example.com (the path is fp.bare-path)
            fp.bare-path              | oscp             | fp.bare-path: must be a path such as /oscp/fp/2.0, was 'oscp'
            fp.bare-path              | /                | fp.bare-path: must be a path such as /oscp/fp/2.0, was '/'
            fp.bare-path              | /status          | fp.bare-path: /status is taken, choose another
            profile                   | oscp-2.1         | no profile 'oscp-2.1' is on the class path, there are [oscp-2.0, vector]
            cp.base-url               | http://cp.example | cp.base-url must be https (http only to loopback), was scheme http to host cp.example
            cp.base-url               | http://[         | cp.base-url: must be a URL
            cp.base-url               | nowhere          | cp.base-url must be https (http only to loopback), was scheme null and no legal host
            token.present             | two words        | token.present: token: holds a space
            register                  | await            | register=await needs token.initial, and no credentials that are agreed beforehand
            register                  | initiate         | register=initiate needs token.initial, and no credentials that are agreed beforehand
            register                  | perhaps          | register: must be initiate, await or none, was 'perhaps'
            handshake                 | perhaps          | handshake must be one of [INITIATE, AWAIT], was 'perhaps'
            heartbeat-interval.asked  | 0                | heartbeat-interval.asked must be a number of seconds from 1 to 604800, was '0'
            heartbeat-interval.min    | soon             | heartbeat-interval.min must be a number of seconds from 1 to 604800, was 'soon'
            tolerances                | FLAT             | tolerances must be one or more, separated by commas, of [all, none] and
            tolerances                | NAIVE_LOCAL_TIME | settings tolerances and naive-zone of profile oscp-2.0 belong together: NAIVE_LOCAL_TIME needs a zone
            naive-zone                | Auckland         | naive-zone must be a time zone such as Pacific/Auckland or +13:00, was 'Auckland'
            path.heartbeat            | a/b              | path.heartbeat must be one path segment of letters, digits and . _ ~ -, was 'a/b'
            path.heartbeat            | handshake        | path 'handshake' is given to both handshake and heartbeat
            header.X-A                | köy              | header.X-A: a secret must be printable ASCII text and not empty
            header.X\\ A            | x                | header.X A: secret ref must be 1 to 200 printable characters without spaces
            header.Authorization      | x                | header Authorization is written by the library itself
            header-check.X_(          | x                | header-check.X_(: header name must be an HTTP token of at most 100 characters
            group.AKL01.scope         | mg-7             | group.AKL01.scope: must be microgrid/node, was 'mg-7'
            group.AKL01.scope         | mg-7/            | group.AKL01.scope: must be microgrid/node, was 'mg-7/'
            group.AKL01.site-limit-kw | lots             | group.AKL01.site-limit-kw: power must be a decimal number, was 'lots'
            group.AKL01.fallback-kw   | -1               | group.AKL01.fallback-kw: power must be at least 0, was -1
            oauth.token-url           | http://derms.example/t | missing oauth.client-id, oauth.client-secret
            """)
    void whatIsWrongIsNamedWithItsRule(String name, String value, String why) throws IOException {
        assertThat(refusal(with(name, value))).startsWith(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token.present          | token.initial and token.present do not go together: choose one
            token.expect           | token.initial and token.expect do not go together: choose one
            register               | register=none and token.initial do not go together: token.initial begins a Register exchange
            """)
    void anInitialTokenStandsAlone(String name, String why) throws IOException {
        assertThat(refusal(registering(name, "none"))).isEqualTo(why);
    }

    @Test
    void oneWayOutAndOneWayInAndEachWhole() throws IOException {
        assertThat(refusal(with("oauth.token-url", "https://a", "oauth.client-id", "b", "oauth.client-secret", "c")))
                .isEqualTo("token.present and oauth.token-url do not go together: choose one");
        assertThat(refusal(with("oauth.issuer.client-id", "b", "oauth.issuer.client-secret", "c")))
                .isEqualTo("token.expect and oauth.issuer.client-id do not go together: choose one");
        assertThat(refusal(with("oauth.client-secret", "c"))).isEqualTo("missing oauth.token-url, oauth.client-id");
        assertThat(refusal(with("token.expect", ""))).isEqualTo("missing token.expect (or oauth.issuer.*)");
    }

    @Test
    void aProfileWithoutRegisterRefusesAnInitialToken() throws IOException {
        assertThat(refusal(registering("profile", "vector", "header.fp-id", "F1", "header.apikey", "k")))
                .isEqualTo(
                        "connection cp: register: is not used by profile vector: name what to present and to expect");
    }

    @Test
    void whatTheProfileRequiresIsNamed() throws IOException {
        assertThat(refusal(with("profile", "vector")))
                .isEqualTo("connection cp: header.apikey: is required by profile vector; header.fp-id: is required by"
                        + " profile vector");
        assertThat(refusal(with(
                        "profile",
                        "vector",
                        "header.apikey",
                        "k",
                        "header.fp-id",
                        "F1",
                        "group.A-1.scope",
                        "a/b",
                        "group.A-1.site-limit-kw",
                        "1",
                        "group.A-1.fallback-kw",
                        "1")))
                .isEqualTo("group cp/A-1: group_id: 'A-1' must match [A-Za-z0-9]{1,50} in profile vector");
    }

    @Test
    void anInsecureAddressIsNotToldToAPeerInRegister() throws IOException {
        assertThat(refusal(registering("fp.public-base-url", "http://depot.example.com")))
                .isEqualTo("fp.public-base-url must be https (http only to loopback), was scheme http to host"
                        + " depot.example.com");
    }

    @Test
    void aNameTwiceAnEmptyValueAndABrokenFileAreSaid() throws IOException {
        assertThat(refusal(with() + "\nfp.port=1\n")).isEqualTo("fp.port is there twice");
        assertThat(refusal(with() + "\ntoken.initial=\n")).isEqualTo("token.initial has no value");
        assertThat(refusal(with() + "\nheader.a=\\u12x4\n")).isEqualTo("Malformed \\uxxxx encoding.");
        Files.write(folder.resolve("latin1"), new byte[] {'a', (byte) 0xe4, '='});
        assertThat(lineFor("latin1")).endsWith(": the file is not UTF-8 text");
        assertThat(lineFor("absent")).endsWith(": there is no such file");
        assertThat(lineFor("")).endsWith(": the file cannot be read");
    }

    @Test
    void aTokenUrlThatIsNotSafeIsNamedForWhatItIs() throws IOException {
        assertThat(refusal(with(
                        "token.present", "",
                        "oauth.token-url", "http://derms.example/t",
                        "oauth.client-id", "depot",
                        "oauth.client-secret", "hush")))
                .isEqualTo("oauth.token-url: must be https (http only to this machine)");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(read("\ufeff" + with()).port()).isZero();
    }

    private String lineFor(String file) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Serve.run(
                        List.of("--config", folder.resolve(file).toString()),
                        System.out,
                        new PrintStream(err, true, UTF_8)))
                .isEqualTo(2);
        return err.toString(UTF_8).strip();
    }

    @Test
    void twoGroupsOfOneScopeAreRefused() throws IOException {
        assertThat(refusal(
                        with("group.B.scope", "mg-7/grid", "group.B.site-limit-kw", "1", "group.B.fallback-kw", "1")))
                .contains("mg-7/grid");
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (ForeignCp taken = new ForeignCp()) {
            int port = URI.create(taken.baseUrl()).getPort();
            assertThat(refusal(with("fp.port", String.valueOf(port))))
                    .startsWith("fp.host and fp.port: cannot listen on 127.0.0.1:" + port + ": ");
        }
    }
}
