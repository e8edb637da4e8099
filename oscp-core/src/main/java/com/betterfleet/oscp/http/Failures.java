package com.betterfleet.oscp.http;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes failures without their messages, which may quote what must not be logged. */
final class Failures {
    private static final int DEEPEST = 5;

    private Failures() {}

    /** The classes from the failure to its cause, or the message where it is one of ours. */
    static String describe(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof CredentialException) {
            return String.valueOf(cause.getMessage());
        }
        return Stream.iterate(cause, t -> t != null, Throwable::getCause)
                .limit(DEEPEST)
                .map(t -> t.getClass().getSimpleName())
                .collect(Collectors.joining(" < "));
    }

    /** What failed, without the wrappers of a stage. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && cause != null ? unwrap(cause) : failure;
    }
}
