package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.http.CredentialRefusedException;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.OutboundMessage;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One token request of the client credentials grant (RFC 6749, 4.4), and what its answer means. */
final class TokenCall {
    /** How long a token lives whose life is not told. */
    static final Duration UNTOLD = Duration.ofMinutes(5);

    /** The longest that a token is kept, whatever its life. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int LONGEST_TOKEN = 16 << 10;
    private static final int LONGEST_TEXT = 300;
    private static final Set<Integer> COME_BACK_LATER = Set.of(408, 429);

    private final URI url;
    private final HttpCall call;
    private final List<String> secrets;

    /** A token and how long it serves. */
    record Granted(String token, Duration life) {
        @Override
        public String toString() {
            return "token for " + life;
        }
    }

    private TokenCall(URI url, HttpCall call, List<String> secrets) {
        this.url = url;
        this.call = call;
        this.secrets = secrets;
    }

    static TokenCall of(OutboundMessage message, TokenSlot.Key key, SecretVault vault) {
        PresentedCredential.OAuth credential = key.credential();
        HTTPRequest request = new TokenRequest.Builder(
                        credential.tokenUrl(),
                        new ClientSecretBasic(new ClientID(credential.clientId()), nimbus(key.secret())),
                        new ClientCredentialsGrant())
                .scope(
                        credential.scopes().isEmpty()
                                ? null
                                : new Scope(credential.scopes().toArray(String[]::new)))
                .build()
                .toHTTPRequest();
        List<StaticHeader> extra = message.profile().wire().headersOnTokenRequest()
                ? message.settings().headers()
                : List.of();
        HttpCall call = new HttpCall(
                "POST",
                credential.tokenUrl(),
                headers(request, extra, vault),
                Objects.requireNonNullElse(request.getBody(), "").getBytes(StandardCharsets.UTF_8),
                message.profile().retry().timeout());
        return new TokenCall(credential.tokenUrl(), call, secrets(key.secret(), request, extra, vault));
    }

    HttpCall call() {
        return call;
    }

    /** The token of an answer; throws what the answer means where it brings none. */
    Granted read(HttpReply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return granted(reply);
        }
        if (status < 300 || status >= 500 || COME_BACK_LATER.contains(status)) {
            throw new CredentialUnavailableException(said("answered " + status));
        }
        throw new CredentialRefusedException(said("answered " + status + " " + error(reply)));
    }

    /** What it means that no answer came. */
    CredentialUnavailableException unanswered(Throwable failure) {
        return new CredentialUnavailableException(said("did not answer: " + Words.of(failure)));
    }

    private Granted granted(HttpReply reply) {
        AccessToken token = parse(reply);
        if (!AccessTokenType.BEARER.equals(token.getType())) {
            throw new CredentialRefusedException(said("gives tokens of the type " + token.getType() + ", not Bearer"));
        }
        String value = token.getValue();
        if (value.length() > LONGEST_TOKEN || value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new CredentialUnavailableException(said("gave a token that no header can carry"));
        }
        return new Granted(value, life(token.getLifetime()));
    }

    private AccessToken parse(HttpReply reply) {
        try {
            return AccessTokenResponse.parse(asJson(200, reply)).getTokens().getAccessToken();
        } catch (ParseException broken) {
            String why = Objects.requireNonNullElse(broken.getMessage(), "");
            if (why.startsWith("Unsupported token_type")) {
                throw new CredentialRefusedException(said("gives tokens of another type than Bearer"));
            }
            throw new CredentialUnavailableException(said("gave an answer that holds no token: " + why));
        } catch (RuntimeException broken) {
            throw new CredentialUnavailableException(said("gave an answer that nobody can read"));
        }
    }

    private String error(HttpReply reply) {
        try {
            ErrorObject error = ErrorObject.parse(asJson(reply.status(), reply));
            return Stream.of(error.getCode(), error.getDescription())
                    .filter(Objects::nonNull)
                    .reduce((code, description) -> code + ": " + description)
                    .orElse("without saying why");
        } catch (ParseException | RuntimeException broken) {
            return "without saying why";
        }
    }

    private static HTTPResponse asJson(int status, HttpReply reply) throws ParseException {
        HTTPResponse response = new HTTPResponse(status);
        response.setContentType("application/json");
        response.setBody(new String(reply.body(), StandardCharsets.UTF_8));
        return response;
    }

    private static Duration life(long seconds) {
        if (seconds <= 0) {
            return UNTOLD;
        }
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }

    /** Cleared before it is cut, so that no half of a secret is left at its end. */
    private String said(String what) {
        String text = url + " " + what;
        for (String secret : secrets) {
            text = text.replace(secret, "***");
        }
        String printable = text.strip().replaceAll("[^ -~]", "?");
        return printable.substring(0, Math.min(printable.length(), LONGEST_TEXT));
    }

    private static List<Header> headers(HTTPRequest request, List<StaticHeader> extra, SecretVault vault) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Authorization", request.getAuthorization()));
        headers.add(new Header("Content-Type", request.getHeaderValue("Content-Type")));
        headers.add(new Header("Accept", "application/json"));
        List<Header> ours = List.copyOf(headers);
        extra.stream()
                .filter(header -> ours.stream().noneMatch(one -> one.isNamed(header.name())))
                .forEach(header -> headers.add(new Header(header.name(), Vaulted.text(vault, header.value()))));
        return headers;
    }

    private static List<String> secrets(
            Secret secret, HTTPRequest request, List<StaticHeader> extra, SecretVault vault) {
        List<String> secrets = new ArrayList<>();
        secrets.add(secret.reveal());
        secrets.add(request.getAuthorization().substring("Basic ".length()));
        extra.stream()
                .map(StaticHeader::value)
                .filter(HeaderValue.Secured.class::isInstance)
                .forEach(value -> secrets.add(Vaulted.text(vault, value)));
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(secrets);
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret nimbus(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
    }
}
