package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.outbox.SendResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages to Capacity Providers, once each (and once more where a fresh credential may mend a 401): address, credential
 * and headers are made here; what a failure means, and when to try again, is the outbox's to say.
 *
 * <p>The URL is the connection's base URL and the profile's path, joined with exactly one slash. The headers are, in this
 * order and each name once: the authorizer's (usually {@code Authorization}), {@code Content-Type}, {@code Accept}, {@code
 * X-Request-ID}, {@code X-Correlation-ID} where there is one, and the connection's own. The total time of a call is the
 * profile's {@code retry.timeout}, that of a whole sending {@link OutboundMessage#longest()}.
 *
 * <p>Success is 204; any other 2xx is one too, with a warning in the log.
 *
 * <p>{@link #send} neither blocks nor throws. Thread-safe.
 */
public final class OscpClient {
    private static final Logger LOG = LoggerFactory.getLogger(OscpClient.class);
    private static final int UNAUTHORIZED = 401;

    private final HttpSender sender;
    private final Authorizer authorizer;
    private final CallBuilder calls;

    /**
     * A client.
     *
     * @param sender carries the requests
     * @param authorizer makes the credentials
     * @param secrets where the secrets of configured headers are kept
     */
    public OscpClient(HttpSender sender, Authorizer authorizer, SecretVault secrets) {
        this.sender = sender;
        this.authorizer = authorizer;
        this.calls = new CallBuilder(secrets);
    }

    /**
     * Sends a message once. Where a secret is not in the vault nothing is sent. Where the peer answers 401 and the authorizer
     * can make a fresh credential, the same message is sent exactly once more with that, and the second answer counts.
     *
     * @param message the message
     * @return completes, never exceptionally, with the peer's status, its {@code Retry-After} (given in seconds, or as a date
     *     that is measured against the reply's {@code Date}; at most one day) and its error message (at most 500 printable
     *     characters, without any of our secrets), or with the reason why there was no answer
     */
    public CompletionStage<SendResult> send(OutboundMessage message) {
        return pass(message, true).exceptionally(OscpClient::failed);
    }

    private CompletionStage<SendResult> pass(OutboundMessage message, boolean mayRenew) {
        return attempt(() -> authorizer.authorize(message))
                .thenCompose(authorization -> carry(message, calls.build(message, authorization))
                        .thenCompose(answered -> mayRenew && renewed(message, authorization, answered)
                                ? pass(message, false)
                                : CompletableFuture.completedFuture(answered)));
    }

    private boolean renewed(OutboundMessage message, List<Header> authorization, SendResult.Answered answered) {
        return answered.status() == UNAUTHORIZED && authorizer.renew(message, authorization);
    }

    private static SendResult failed(Throwable failure) {
        String why = Failures.describe(failure);
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof CredentialRefusedException) {
            return new SendResult.NotAuthorized(why);
        }
        if (cause instanceof CredentialUnavailableException) {
            return new SendResult.NoCredential(why);
        }
        return cause instanceof MissingCredentialException ? new SendResult.NotSent(why) : new SendResult.NoAnswer(why);
    }

    private CompletionStage<SendResult.Answered> carry(OutboundMessage message, HttpCall call) {
        return attempt(() -> sender.send(call)).thenApply(reply -> {
            SendResult.Answered answered = ReplyReader.read(reply, call);
            if (answered.success() && answered.status() != 204) {
                LOG.warn("oscp.outbound.odd-success message={} status={}", message, answered.status());
            }
            return answered;
        });
    }

    private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> step) {
        try {
            return Objects.requireNonNull(step.get(), "stage");
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
