package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authorizer;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.http.OutboundMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Presents the connection's token: {@code Authorization: <scheme> <token we present>}, in the profile's scheme. The vault
 * is asked on every call, so a token that was replaced counts from the next request on. Thread-safe.
 */
public final class TokenAuthorizer implements Authorizer {
    private final SecretVault vault;

    /**
     * An authorizer.
     *
     * @param vault holds the tokens
     */
    public TokenAuthorizer(SecretVault vault) {
        this.vault = vault;
    }

    @Override
    public CompletionStage<List<Header>> authorize(OutboundMessage message) {
        if (!(message.credential() instanceof PresentedCredential.Token credential)) {
            return CompletableFuture.failedFuture(new MissingCredentialException("no token is to be presented"));
        }
        try {
            String token = Vaulted.secret(vault, credential.token()).reveal();
            String scheme = message.profile().wire().authScheme().word();
            return CompletableFuture.completedFuture(List.of(new Header("Authorization", scheme + " " + token)));
        } catch (RuntimeException unreachable) {
            return CompletableFuture.failedFuture(unreachable);
        }
    }
}
