package com.betterfleet.oscp.operation;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * The exchange of tokens of one connection. Tokens themselves are shown nowhere.
 *
 * @param registeredSince since when both sides have each other's token
 * @param underWay whether a Register of ours is under way
 * @param oldTokenExpected whether the peer has not used its newest token yet, so that the one before it is taken too
 * @param peerBaseUrl where the peer's Register said it is reached
 */
public record RegistrationStatus(
        Optional<Instant> registeredSince, boolean underWay, boolean oldTokenExpected, Optional<URI> peerBaseUrl) {}
