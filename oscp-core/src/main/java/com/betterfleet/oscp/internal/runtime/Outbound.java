package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.connection.TokenExchange;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.http.OutboundMessage.Method;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.net.URI;
import java.util.Optional;

/**
 * Addresses our messages: where to, and with which credential. Where tokens are exchanged, the peer's Register says both.
 *
 * @param settings the connection
 * @param profile its partner's profile
 * @param exchange what Register has brought about
 */
record Outbound(ConnectionSettings settings, PartnerProfile profile, TokenExchange exchange) {
    /** The same peer, addressed by another exchange: as it was before, say. */
    Outbound by(TokenExchange other) {
        return new Outbound(settings, profile, other);
    }

    OutboundMessage message(Action action, byte[] body, RequestId requestId, Optional<RequestId> correlationId) {
        return message(Method.POST, action, body, requestId, correlationId);
    }

    /** Ends the registration. */
    OutboundMessage farewell(RequestId requestId) {
        return message(Method.DELETE, Action.REGISTER, new byte[0], requestId, Optional.empty());
    }

    private OutboundMessage message(
            Method method, Action action, byte[] body, RequestId requestId, Optional<RequestId> correlationId) {
        return new OutboundMessage(
                settings, profile, baseUrl(), credential(), method, action, body, requestId, correlationId);
    }

    /** The exchanged token that its calls present. */
    Optional<SecretRef> presented() {
        return exchange.presented();
    }

    private URI baseUrl() {
        return exchange.baseUrl().orElse(settings.cpBaseUrl());
    }

    private PresentedCredential credential() {
        if (settings.credentials() instanceof Credentials.Exchanged exchanged) {
            return new PresentedCredential.Token(exchange.presented().orElse(exchanged.initialToken()));
        }
        return ((Credentials.Agreed) settings.credentials()).present();
    }
}
