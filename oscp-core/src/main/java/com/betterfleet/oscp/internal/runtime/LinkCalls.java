package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.connection.AnswerFamilies;
import com.betterfleet.oscp.connection.LinkEffect;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.Token;
import com.betterfleet.oscp.message.VersionUrl;
import com.betterfleet.oscp.outbox.SendResult;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls that the link machine asks for; what became of one is the machine's next input. */
final class LinkCalls {
    static final String VERSION = "2.0";
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");

    private final Parts parts;
    private final TokenKeeper tokens;

    LinkCalls(Parts parts, TokenKeeper tokens) {
        this.parts = parts;
        this.tokens = tokens;
    }

    CompletionStage<LinkInput> transmit(Outbound address, LinkEffect.Transmit effect) {
        return send(address, effect.message(), effect.id(), effect.correlation())
                .thenApply(result -> new LinkInput.Answered(effect.id(), address.presented(), result));
    }

    CompletionStage<LinkInput> beat(Outbound address, LinkEffect.Beat effect) {
        return send(address, new Heartbeat(effect.promise()), parts.freshId(), Optional.empty())
                .thenApply(result -> new LinkInput.HeartbeatAnswered(
                        effect.session(), effect.promise(), address.presented(), result));
    }

    /** The token itself is read at the last moment: nothing but the vault and the wire ever holds it. */
    CompletionStage<LinkInput> register(Outbound address, LinkEffect.SendRegister effect) {
        Outbound presenting = effect.presents()
                .map(token -> address.by(address.exchange().presenting(token)))
                .orElse(address);
        CompletionStage<SendResult> sent = secret(effect.token())
                .map(token -> send(presenting, body(address, token), effect.id(), effect.correlation()))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new SendResult.NotSent(effect.token() + " is not in the vault")));
        return sent.thenApply(result -> new LinkInput.Answered(effect.id(), presenting.presented(), result));
    }

    /** Once, whatever comes of it; the credential is read from the vault before this returns. */
    void deregister(Outbound address, RequestId id) {
        parts.client()
                .send(address.farewell(id))
                .thenAccept(result ->
                        LOG.debug("the end of the registration was told: {}", AnswerFamilies.describe(result)));
    }

    private Optional<Secret> secret(SecretRef token) {
        try {
            return tokens.get(token);
        } catch (RuntimeException unreachable) {
            return Optional.empty();
        }
    }

    private static Register body(Outbound address, Secret token) {
        URI ours = ((Credentials.Exchanged) address.settings().credentials()).fpBaseUrl();
        return new Register(new Token(token.reveal()), List.of(new VersionUrl(VERSION, ours)));
    }

    private CompletionStage<SendResult> send(
            Outbound address, OscpMessage message, RequestId id, Optional<RequestId> correlation) {
        byte[] body = OscpCodec.strict().encode(message);
        OutboundMessage call = address.message(message.action(), body, id, correlation);
        return parts.client().send(call);
    }
}
