package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authorizer;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.OutboundMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Presents whatever a message is to present: a token by {@link TokenAuthorizer}, an OAuth access token by {@link
 * OAuthAuthorizer}. Thread-safe.
 */
public final class CredentialAuthorizer implements Authorizer {
    private final Authorizer tokens;
    private final Authorizer oauth;

    /**
     * An authorizer for every kind of credential.
     *
     * @param sender carries token requests
     * @param vault holds the secrets
     * @param clock says when an access token has served
     */
    public CredentialAuthorizer(HttpSender sender, SecretVault vault, InstantSource clock) {
        this.tokens = new TokenAuthorizer(vault);
        this.oauth = new OAuthAuthorizer(sender, vault, clock);
    }

    @Override
    public CompletionStage<List<Header>> authorize(OutboundMessage message) {
        return of(message).authorize(message);
    }

    @Override
    public boolean renew(OutboundMessage message, List<Header> refused) {
        return of(message).renew(message, refused);
    }

    private Authorizer of(OutboundMessage message) {
        return message.credential() instanceof PresentedCredential.OAuth ? oauth : tokens;
    }
}
