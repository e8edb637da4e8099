package com.betterfleet.oscp.http;

/**
 * A credential that configuration names cannot be had now: nothing can be sent, or nobody judged. Its message is meant for
 * operators and holds no secret.
 */
public final class MissingCredentialException extends CredentialException {
    private static final long serialVersionUID = 1L;

    /**
     * A missing credential.
     *
     * @param why what is missing, printable, without any secret
     */
    public MissingCredentialException(String why) {
        super(why);
    }
}
