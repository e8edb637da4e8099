package com.betterfleet.oscp.configuration;

/** What an OAuth client id may be. */
final class ClientIds {
    private static final int LONGEST = 255;

    private ClientIds() {}

    static void require(String clientId) {
        if (clientId.isBlank()
                || clientId.length() > LONGEST
                || clientId.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("clientId must be 1 to " + LONGEST + " printable ASCII characters");
        }
    }
}
