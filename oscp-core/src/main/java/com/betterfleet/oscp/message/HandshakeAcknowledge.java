package com.betterfleet.oscp.message;

import java.util.Optional;

/**
 * HandshakeAcknowledge: answers a {@link Handshake}, and says in turn what its sender wants of the receiver. Some peers
 * echo what they were asked instead; only a profile can tell.
 *
 * @param requiredBehaviour what the sender wants of the receiver, if it says so
 */
public record HandshakeAcknowledge(Optional<RequiredBehaviour> requiredBehaviour) implements OscpMessage {
    /**
     * Checks the part.
     *
     * @param requiredBehaviour as the component says
     */
    public HandshakeAcknowledge {
        Checks.present("required_behaviour", requiredBehaviour);
    }

    /**
     * Asks for something.
     *
     * @param wanted what the sender wants of the receiver
     * @return the message
     */
    public static HandshakeAcknowledge of(RequiredBehaviour wanted) {
        return new HandshakeAcknowledge(Optional.of(wanted));
    }

    @Override
    public Action action() {
        return Action.HANDSHAKE_ACKNOWLEDGE;
    }
}
