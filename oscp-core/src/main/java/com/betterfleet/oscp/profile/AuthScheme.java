package com.betterfleet.oscp.profile;

/** The scheme of the {@code Authorization} header, compared without regard to case. */
public enum AuthScheme {
    /** {@code Token <token>}: OSCP 2.0's own. */
    TOKEN("Token"),
    /** {@code Bearer <token>}: with OAuth. */
    BEARER("Bearer");

    private final String word;

    AuthScheme(String word) {
        this.word = word;
    }

    /**
     * The word on the wire.
     *
     * @return {@code Token} or {@code Bearer}
     */
    public String word() {
        return word;
    }
}
