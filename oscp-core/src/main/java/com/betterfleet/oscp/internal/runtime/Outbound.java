package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.util.Optional;

/** Addresses our messages: where to, and with which credential. */
final class Outbound {
    private Outbound() {}

    static OutboundMessage of(
            ConnectionSettings settings,
            PartnerProfile profile,
            Action action,
            byte[] body,
            RequestId requestId,
            Optional<RequestId> correlationId) {
        return new OutboundMessage(
                settings, profile, settings.cpBaseUrl(), credential(settings), action, body, requestId, correlationId);
    }

    private static PresentedCredential credential(ConnectionSettings settings) {
        if (settings.credentials() instanceof Credentials.Exchanged exchanged) {
            return new PresentedCredential.Token(exchanged.initialToken());
        }
        return ((Credentials.Agreed) settings.credentials()).present();
    }
}
