package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.http.CredentialException;
import java.util.concurrent.CompletionException;

/** Says failures so that they may be logged and shown. */
final class Words {
    private Words() {}

    /** Our own message, or the class alone: what the host's or a library's code says may hold what no log should. */
    static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable own = failure instanceof CompletionException && cause != null ? cause : failure;
        return own instanceof CredentialException
                ? String.valueOf(own.getMessage())
                : own.getClass().getSimpleName();
    }
}
