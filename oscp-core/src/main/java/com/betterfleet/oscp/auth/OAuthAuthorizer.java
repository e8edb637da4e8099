package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authorizer;
import com.betterfleet.oscp.http.CredentialRefusedException;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.http.OutboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presents an access token that the peer's token endpoint gives for our client credentials (RFC 6749, 4.4):
 * {@code Authorization: Bearer <token>}.
 *
 * <p>The request authenticates by Basic and carries the connection's own headers where the profile says so. A token is kept
 * for its connection and credential; an edit of either, or of the secret's value, drops it. Its life is {@code expires_in},
 * reckoned from the moment of asking: 5 minutes where the answer does not say, and a day at most. Until 80% of that have
 * passed it is presented without a word; from then until it expires a message still takes the old token, and the first such
 * message starts a refresh beside it (one that fails is tried again 10 s later); after that messages wait for the new one.
 * Never is more than one request under way for a connection, however many messages wait.
 *
 * <p>{@link #authorize} fails with {@link CredentialRefusedException} where the token endpoint says no (3xx, 4xx, a token
 * type other than Bearer), with {@link CredentialUnavailableException} where it cannot be reached, is not well (408, 429,
 * 5xx) or answers what nobody can read, and with {@link MissingCredentialException} where the vault lacks a secret. {@link
 * #renew} throws the refused token away. Neither blocks nor throws. Thread-safe.
 */
public final class OAuthAuthorizer implements Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthAuthorizer.class);

    private final HttpSender sender;
    private final SecretVault vault;
    private final InstantSource clock;
    private final Map<ConnectionId, TokenSlot> slots = new ConcurrentHashMap<>();

    /**
     * An authorizer that holds no token yet.
     *
     * @param sender carries the token requests
     * @param vault holds the client secrets, and those of headers
     * @param clock says when a token has served
     */
    public OAuthAuthorizer(HttpSender sender, SecretVault vault, InstantSource clock) {
        this.sender = sender;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Header>> authorize(OutboundMessage message) {
        if (!(message.credential() instanceof PresentedCredential.OAuth credential)) {
            return CompletableFuture.failedFuture(new MissingCredentialException("no OAuth token is to be presented"));
        }
        try {
            TokenSlot.Key key = new TokenSlot.Key(credential, Vaulted.secret(vault, credential.clientSecret()));
            Instant now = clock.instant();
            return slot(message.settings().id(), key, now)
                    .token(now, patience(message), () -> fetch(message, key, now))
                    .thenApply(token -> List.of(bearer(token)));
        } catch (RuntimeException unreachable) {
            return CompletableFuture.failedFuture(unreachable);
        }
    }

    @Override
    public boolean renew(OutboundMessage message, List<Header> refused) {
        TokenSlot slot = slots.get(message.settings().id());
        if (slot != null) {
            slot.discard(token -> refused.contains(bearer(token)));
        }
        return true;
    }

    /** Twice the time-out of the call: by then a sender has answered. */
    private static Duration patience(OutboundMessage message) {
        return message.profile().retry().timeout().multipliedBy(2);
    }

    private static Header bearer(String token) {
        return new Header("Authorization", "Bearer " + token);
    }

    private TokenSlot slot(ConnectionId connection, TokenSlot.Key key, Instant now) {
        TokenSlot kept = slots.get(connection);
        if (kept != null && kept.isOf(key)) {
            return kept;
        }
        slots.values().removeIf(slot -> slot.spent(now));
        return Objects.requireNonNull(
                slots.compute(connection, (id, slot) -> slot != null && slot.isOf(key) ? slot : new TokenSlot(key)));
    }

    private CompletionStage<HeldToken> fetch(OutboundMessage message, TokenSlot.Key key, Instant asked) {
        return request(message, key)
                .thenApply(granted -> HeldToken.of(granted.token(), asked, granted.life()))
                .whenComplete((token, failure) -> {
                    if (failure != null) {
                        LOG.warn(
                                "oscp.token.not-given connection={} why={}",
                                message.settings().id(),
                                Words.of(failure));
                    }
                });
    }

    private CompletionStage<TokenCall.Granted> request(OutboundMessage message, TokenSlot.Key key) {
        try {
            TokenCall exchange = TokenCall.of(message, key, vault);
            return reply(exchange).thenApply(exchange::read);
        } catch (RuntimeException notEvenAsked) {
            return CompletableFuture.failedFuture(notEvenAsked);
        }
    }

    private CompletionStage<HttpReply> reply(TokenCall exchange) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        sender.send(exchange.call()).whenComplete((answer, failure) -> {
            if (answer != null) {
                reply.complete(answer);
            } else {
                reply.completeExceptionally(exchange.unanswered(failure));
            }
        });
        return reply;
    }
}
