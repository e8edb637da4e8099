package com.betterfleet.oscp.http;

/**
 * A credential cannot be had, or judged, for now: whoever makes it is not reachable or answers nothing useful. The same may
 * pass later. Its message is meant for operators and holds no secret.
 */
public final class CredentialUnavailableException extends CredentialException {
    private static final long serialVersionUID = 1L;

    /**
     * A credential that has to wait.
     *
     * @param message who did not answer, and how, printable, without any secret
     */
    public CredentialUnavailableException(String message) {
        super(message);
    }
}
