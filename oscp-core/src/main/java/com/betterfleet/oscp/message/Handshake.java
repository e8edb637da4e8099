package com.betterfleet.oscp.message;

import java.util.Optional;

/**
 * Handshake: the sender says what it wants of the receiver. In the standard the Capacity Provider sends it to the
 * Flexibility Provider; some partners let either side start.
 *
 * @param requiredBehaviour what the sender wants of the receiver, if it says so
 */
public record Handshake(Optional<RequiredBehaviour> requiredBehaviour) implements OscpMessage {
    /**
     * Checks the part.
     *
     * @param requiredBehaviour as the component says
     */
    public Handshake {
        Checks.present("required_behaviour", requiredBehaviour);
    }

    /**
     * Asks for something.
     *
     * @param wanted what the sender wants of the receiver
     * @return the message
     */
    public static Handshake of(RequiredBehaviour wanted) {
        return new Handshake(Optional.of(wanted));
    }

    @Override
    public Action action() {
        return Action.HANDSHAKE;
    }
}
