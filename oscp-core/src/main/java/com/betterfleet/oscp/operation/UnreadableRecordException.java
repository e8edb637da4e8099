package com.betterfleet.oscp.operation;

/**
 * A record in the host's store was written by a newer version of the library, or cannot be read, and what was asked needs it.
 * Nothing was changed, and the record is left as it is: asking again does not help. Ask a node of the newer version, or restore
 * the record; the condition NEWER_SCHEMA in the status shows it. The message names the kind of record and nothing of its content.
 */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A record that is left alone.
     *
     * @param message what cannot be read and why
     */
    public UnreadableRecordException(String message) {
        super(message);
    }
}
