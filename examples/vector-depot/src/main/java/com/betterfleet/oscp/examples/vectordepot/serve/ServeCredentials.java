package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.configuration.Urls;
import com.betterfleet.oscp.message.Token;
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The credentials that the properties name: one token to begin Register with; or one way out (a token, or OAuth) and one way in
 * (a token, or our own token endpoint), agreed beforehand.
 */
final class ServeCredentials {
    private static final String INITIAL = "token.initial";
    private static final String PRESENT = "token.present";
    private static final String EXPECT = "token.expect";
    private static final List<String> OAUTH_OUT = List.of("oauth.token-url", "oauth.client-id", "oauth.client-secret");
    private static final List<String> OAUTH_IN = List.of("oauth.issuer.client-id", "oauth.issuer.client-secret");

    private final Values values;

    private ServeCredentials(Values values) {
        this.values = values;
    }

    /** What is missing of them. */
    static List<String> missing(Values values) {
        List<String> missing = new ArrayList<>();
        boolean out = any(values, OAUTH_OUT);
        boolean in = any(values, OAUTH_IN);
        Stream.of(OAUTH_OUT, OAUTH_IN)
                .filter(group -> any(values, group))
                .forEach(group ->
                        group.stream().filter(name -> !values.has(name)).forEach(missing::add));
        if (values.has(INITIAL)) {
            return missing;
        }
        boolean presents = out || values.has(PRESENT);
        boolean expects = in || values.has(EXPECT);
        if (!presents && !expects) {
            missing.add(
                    "token.initial (for Register), or token.present (or oauth.*) and token.expect (or oauth.issuer.*)");
        } else if (!presents) {
            missing.add("token.present (or oauth.*)");
        } else if (!expects) {
            missing.add("token.expect (or oauth.issuer.*)");
        }
        return missing;
    }

    /**
     * Checks that they go together.
     *
     * @throws IllegalArgumentException naming those that do not
     */
    static ServeCredentials of(Values values) {
        Optional<Registration> register = values.get("register", ServeCredentials::registration);
        if (values.has(INITIAL)) {
            refuse(values, INITIAL, others());
            if (register.filter(Registration.NONE::equals).isPresent()) {
                throw new IllegalArgumentException(
                        "register=none and token.initial do not go together: token.initial begins a Register exchange");
            }
        } else if (register.filter(how -> how != Registration.NONE).isPresent()) {
            throw new IllegalArgumentException("register=" + values.require("register")
                    + " needs token.initial, and no credentials that are agreed beforehand");
        }
        OAUTH_OUT.stream().filter(values::has).limit(1).forEach(name -> refuse(values, PRESENT, OAUTH_OUT));
        OAUTH_IN.stream().filter(values::has).limit(1).forEach(name -> refuse(values, EXPECT, OAUTH_IN));
        return new ServeCredentials(values);
    }

    boolean issuesTokens() {
        return any(values, OAUTH_IN);
    }

    /** Adds them to a connection and puts the secrets into the vault. */
    void add(ConnectionSettingsBuilder settings, URI fpBaseUrl, SecretVault vault) {
        if (values.has(INITIAL)) {
            settings.register(token(INITIAL, vault), fpBaseUrl);
            return;
        }
        if (values.has(PRESENT)) {
            settings.presentToken(token(PRESENT, vault));
        } else {
            URI tokenUrl = values.require("oauth.token-url", ServeCredentials::tokenUrl);
            SecretRef secret = secret("oauth.client-secret", vault);
            values.require("oauth.client-id", id -> settings.presentOAuth(tokenUrl, id, secret));
        }
        if (values.has(EXPECT)) {
            settings.expectToken(token(EXPECT, vault));
        } else {
            SecretRef secret = secret("oauth.issuer.client-secret", vault);
            values.require("oauth.issuer.client-id", id -> settings.expectOAuth(id, secret));
        }
    }

    private static URI tokenUrl(String text) {
        URI url = ServeConfig.url(text);
        if (!Urls.isSafe(url)) {
            throw new IllegalArgumentException("must be https (http only to this machine)");
        }
        return url;
    }

    private SecretRef token(String property, SecretVault vault) {
        values.require(property, Token::new);
        return secret(property, vault);
    }

    private SecretRef secret(String property, SecretVault vault) {
        return ServeSettings.keep(vault, property, values.require(property));
    }

    private static void refuse(Values values, String one, List<String> others) {
        Optional<String> clash = others.stream().filter(values::has).findFirst();
        if (values.has(one) && clash.isPresent()) {
            throw new IllegalArgumentException(one + " and " + clash.get() + " do not go together: choose one");
        }
    }

    private static boolean any(Values values, List<String> names) {
        return names.stream().anyMatch(values::has);
    }

    private static List<String> others() {
        return Stream.of(List.of(PRESENT, EXPECT), OAUTH_OUT, OAUTH_IN)
                .flatMap(List::stream)
                .toList();
    }

    private static Registration registration(String text) {
        return Arrays.stream(Registration.values())
                .filter(how -> how.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be initiate, await or none, was '" + text + "'"));
    }
}
