package com.betterfleet.oscp.testkit.cp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a body says, as far as the provider acts on it. */
sealed interface Reading {

    record Handshake(Optional<Duration> heartbeatInterval) implements Reading {}

    /** The token to present, and where 2.0 is spoken. */
    record Register(String token, List<String> baseUrls) implements Reading {}

    record Heartbeat(Instant offlineModeAt) implements Reading {}

    record Measurements(List<MeteredWindow> windows) implements Reading {}

    /** Another forecast that the FP asks for. */
    record Adjustment(String groupId, String type, List<RawBlock> blocks) implements Reading {}

    /** What the FP has not kept. */
    record Compliance(String message, List<RawBlock> blocks) implements Reading {}
}
