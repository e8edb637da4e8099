package com.betterfleet.oscp.http;

/**
 * The credential of a request cannot be had, or judged. The message is meant for operators: printable, without any secret.
 */
public abstract sealed class CredentialException extends RuntimeException
        permits MissingCredentialException, CredentialRefusedException, CredentialUnavailableException {
    private static final long serialVersionUID = 1L;

    CredentialException(String message) {
        super(message);
    }
}
