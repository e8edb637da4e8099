package com.betterfleet.oscp.operation;

/**
 * The host's store could not be read, or could not take a change. Nothing was changed, unless the store had taken the change
 * before it failed; the caller may try again.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A read or a change that failed.
     *
     * @param message what was tried
     * @param cause the store's failure
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A change that was overtaken too often.
     *
     * @param message what was tried
     */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
