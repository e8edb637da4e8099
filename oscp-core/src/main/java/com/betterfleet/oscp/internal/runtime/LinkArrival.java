package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.connection.LinkContext;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkMachine;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.LinkStep;
import java.util.Map;
import java.util.Optional;

/**
 * An input of the link machine with what came along.
 *
 * @param input the input
 * @param presented the token that the peer presented with it, to be counted as used if it is accepted
 * @param tokens the values of tokens that it names
 */
record LinkArrival(LinkInput input, Optional<SecretRef> presented, Map<SecretRef, Secret> tokens) {
    static LinkArrival of(LinkInput input) {
        return new LinkArrival(input, Optional.empty(), Map.of());
    }

    static LinkArrival of(LinkInput message, ExpectedCredential credential) {
        return new LinkArrival(message, token(credential), Map.of());
    }

    static LinkArrival of(LinkInput.RegisterReceived register, Secret token) {
        return new LinkArrival(register, Optional.empty(), Map.of(register.token(), token));
    }

    static Optional<SecretRef> token(ExpectedCredential credential) {
        return credential instanceof ExpectedCredential.Token token ? Optional.of(token.token()) : Optional.empty();
    }

    LinkStep step(LinkRecord record, LinkContext context) {
        return presented
                .map(token -> LinkMachine.step(record, token, input, context))
                .orElseGet(() -> LinkMachine.step(record, input, context));
    }
}
