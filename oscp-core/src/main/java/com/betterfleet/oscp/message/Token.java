package com.betterfleet.oscp.message;

/**
 * The {@code token} of {@link Register}: what the receiver shall present to the sender from then on. It is a secret: its
 * text shows neither in {@link #toString()} nor in any message about it. Compare tokens that a peer presents elsewhere,
 * in constant time; {@code equals} is for values of our own.
 *
 * @param value 1 to 4096 visible ASCII characters without spaces (it travels in a header)
 */
public record Token(String value) {
    /**
     * Checks the token.
     *
     * @param value as the component says
     */
    public Token {
        Checks.obey("token", Rules.token(value));
    }

    @Override
    public String toString() {
        return "***";
    }
}
