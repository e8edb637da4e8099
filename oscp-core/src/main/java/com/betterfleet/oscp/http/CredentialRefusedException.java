package com.betterfleet.oscp.http;

/** The peer's token endpoint does not accept who we are. The message names no secret and may be shown to an operator. */
public final class CredentialRefusedException extends CredentialException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what the token endpoint said, printable, without any secret
     */
    public CredentialRefusedException(String message) {
        super(message);
    }
}
