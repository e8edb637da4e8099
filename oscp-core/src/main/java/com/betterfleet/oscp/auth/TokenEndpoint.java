package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives access tokens to peers of whom they are {@link com.betterfleet.oscp.configuration.ExpectedCredential.OAuth
 * expected}: the client credentials grant of OAuth 2.0 (RFC 6749, 4.4) and nothing else of it. Mount it on a URL of its own,
 * every path below which it answers:
 *
 * <pre>{@code
 * httpServer.createContext("/oauth2/token", JdkHttpAdapter.of(fp.tokenEndpoint()));
 * }</pre>
 *
 * <p>A request is a POST of {@code application/x-www-form-urlencoded} with {@code grant_type=client_credentials}; the client
 * authenticates by Basic or by {@code client_id} and {@code client_secret} in the form, not by both. Other parameters, {@code
 * scope} among them, are ignored. The answer is 200 with a Bearer token for five minutes: a JWT that counts for the client's
 * connection only, signed with HS256 by the current of the host's {@link TokenKeys}. Otherwise: 400 {@code invalid_request}
 * (malformed, a parameter twice, two ways to authenticate) or {@code unsupported_grant_type}, 401 {@code invalid_client}, 405,
 * 413, and 503 while the vault or the store cannot be reached or the host has configured no key.
 *
 * <p>A client of a suspended or disabled connection gets its token all the same: its messages are then answered 503 with the
 * reason, where a refused token would look like wrong credentials.
 *
 * <p>Secrets are compared in constant time, and for an unknown client id the same work is done. {@link #handle} never throws,
 * and never answers 5xx because of what a peer sent. Nothing that a request held is logged. Thread-safe.
 */
public final class TokenEndpoint implements HttpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final EndpointBounds BOUNDS = new EndpointBounds(8 << 10, 100, 32 << 10);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TokenClients clients;
    private final SecretVault vault;
    private final AccessTokens tokens;
    private final Supplier<UUID> ids;

    private TokenEndpoint(TokenClients clients, SecretVault vault, AccessTokens tokens, Supplier<UUID> ids) {
        this.clients = clients;
        this.vault = vault;
        this.tokens = tokens;
        this.ids = ids;
    }

    /**
     * A token endpoint.
     *
     * @param clients whom it serves
     * @param vault holds the clients' secrets and the keys
     * @param keys the keys; without any it answers 503
     * @param ids fresh ids, one a token
     * @param clock says when a token is issued
     * @return the endpoint
     */
    public static TokenEndpoint of(
            TokenClients clients,
            SecretVault vault,
            Optional<TokenKeys> keys,
            Supplier<UUID> ids,
            InstantSource clock) {
        return new TokenEndpoint(clients, vault, new AccessTokens(vault, keys, clock), ids);
    }

    /**
     * How much of a request is taken: 8 KiB of body, else 413; 100 headers of 32 KiB together, else 400.
     *
     * @return the bounds
     */
    @Override
    public EndpointBounds bounds() {
        return BOUNDS;
    }

    @Override
    public InboundAnswer handle(InboundRequest request) {
        try {
            return misshapen(request).orElseGet(() -> read(request));
        } catch (RuntimeException broken) {
            LOG.warn("oscp.token.broken failure={}", Words.of(broken));
            return TokenAnswer.unavailable();
        }
    }

    private static Optional<InboundAnswer> misshapen(InboundRequest request) {
        // a web server may give us what only begins like our path, such as /oauth2/tokens
        if (!request.path().isEmpty() && !request.path().startsWith("/")) {
            return Optional.of(TokenAnswer.nothingHere());
        }
        if (!request.method().equals("POST")) {
            return Optional.of(TokenAnswer.notPost());
        }
        if (request.bodyTooLarge() || request.body().length > BOUNDS.maxBody()) {
            return Optional.of(TokenAnswer.tooLarge(BOUNDS.maxBody()));
        }
        List<Header> headers = request.headers();
        long size = headers.stream()
                .mapToLong(
                        header -> header.name().length() + (long) header.value().length())
                .sum();
        if (headers.size() > BOUNDS.maxHeaderCount() || size > BOUNDS.maxHeaderBytes()) {
            return Optional.of(TokenAnswer.malformed("the headers are too many or too large"));
        }
        return isForm(headers) ? Optional.empty() : Optional.of(TokenAnswer.malformed("Content-Type must be " + FORM));
    }

    private static boolean isForm(List<Header> headers) {
        List<String> types = headers.stream()
                .filter(header -> header.isNamed("Content-Type"))
                .map(header -> header.value().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        return types.equals(List.of(FORM));
    }

    private InboundAnswer read(InboundRequest request) {
        Optional<FormBody> form = FormBody.read(request.body());
        if (form.isEmpty()) {
            return TokenAnswer.malformed("the form is badly encoded or names a parameter twice");
        }
        Optional<String> grant = form.get().parameter("grant_type");
        if (grant.isEmpty()) {
            return TokenAnswer.malformed("grant_type is required");
        }
        ClientProof.Found found = ClientProof.of(request.headers(), form.get());
        if (found instanceof ClientProof.TooMuch) {
            return TokenAnswer.malformed("a client authenticates in one way only");
        }
        return found instanceof ClientProof.Given given
                ? judge(given.proof(), grant.get())
                : TokenAnswer.unknownClient();
    }

    private InboundAnswer judge(ClientProof proof, String grant) {
        SecretRef ours = tokens.keys().current();
        Optional<TokenClient> client = clients.find(proof.clientId());
        // Someone unknown is compared with a secret that no answer ever follows from, so that it takes as long.
        Secret expected = Vaulted.secret(
                vault, client.map(known -> known.credential().clientSecret()).orElse(ours));
        if (!proof.shows(expected) || client.isEmpty()) {
            client.ifPresent(known -> report(known, 401, "the client secret is wrong"));
            return TokenAnswer.unknownClient();
        }
        if (!grant.equals("client_credentials")) {
            report(client.get(), 400, "grant_type must be client_credentials");
            return TokenAnswer.unknownGrant();
        }
        return TokenAnswer.token(tokens.issue(client.get(), ids.get()));
    }

    private void report(TokenClient client, int status, String why) {
        try {
            clients.refused(client.connection(), status, why);
        } catch (RuntimeException broken) {
            LOG.warn("oscp.token.report-failed failure={}", Words.of(broken));
        }
    }
}
