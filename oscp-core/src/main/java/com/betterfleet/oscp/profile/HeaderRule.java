package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.HeaderNames;

/** A header that a partner wants on every request of ours besides OSCP's own. */
public sealed interface HeaderRule {
    /**
     * The header's name in the partner's spelling.
     *
     * @return the name; names are compared without regard to case
     */
    String name();

    /**
     * A value that the connection's settings give.
     *
     * @param name the header's name
     * @param required whether every connection must configure it
     * @param secret whether the value must be a {@link com.betterfleet.oscp.configuration.SecretRef}, also in a check of the
     *     peer's
     */
    record Configured(String name, boolean required, boolean secret) implements HeaderRule {
        /**
         * Checks the name.
         *
         * @param name the header's name, an HTTP token that is not {@link HeaderNames#isReserved reserved}
         * @param required whether every connection must configure it
         * @param secret whether the value must be a {@link com.betterfleet.oscp.configuration.SecretRef}
         */
        public Configured {
            requireFree(name);
        }
    }

    /**
     * The id of the message, as in {@code X-Request-ID}: of that name in any case it replaces OSCP's header, so that there is
     * exactly one; of another name it stands beside it.
     *
     * @param name the header's name
     */
    record OfRequestId(String name) implements HeaderRule {
        /**
         * Checks the name.
         *
         * @param name the header's name: {@code X-Request-ID} in any case, or an HTTP token that is not reserved
         */
        public OfRequestId {
            if (!name.equalsIgnoreCase("X-Request-ID")) {
                requireFree(name);
            }
        }
    }

    private static void requireFree(String name) {
        if (HeaderNames.isReserved(HeaderNames.requireToken(name))) {
            throw new IllegalArgumentException(
                    "header " + name + " is written by the library itself, no rule makes it");
        }
    }
}
