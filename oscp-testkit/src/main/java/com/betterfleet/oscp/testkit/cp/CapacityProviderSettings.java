package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a {@link SimulatedCapacityProvider} behaves when no script tells it otherwise. Made by {@link #builder(URI)}, where the defaults are
 * stated.
 *
 * @param basePath the path below which it is called, without a slash at its end
 * @param fpBaseUrl the FP's base URL
 * @param outboundHeaders what it presents on every message besides the ids and the content type
 * @param demandedHeaders what it demands of every message; a wrong {@code Authorization} is answered 401, any other 400
 * @param heartbeatInterval the heartbeat interval it asks of the FP, empty for no heartbeats
 * @param measurementConfiguration the {@code measurement_configuration} in its handshake and acknowledgement, empty for none
 * @param acknowledgementDelay how long it waits before it acknowledges a handshake, empty when it never does
 * @param ownBeat how often it beats when the FP asked for no interval
 * @param promiseFactor how many of its own intervals it promises to stay online, at least 1
 * @param silenceHandshake how often it starts a handshake once the FP is silent, empty when it waits for the FP's
 * @param tries how often a message is sent in all before it is given up, at least 1; heartbeats are sent once
 * @param retryDelay how long it waits between tries
 * @param timeout how long it waits for an answer
 * @param actions the actions that it knows besides handshakes and heartbeats
 * @param groups the groups it knows
 * @param expectations what it expects of measurements
 * @param tokenIssue the access tokens that its token endpoint gives and that it then demands, empty for a fixed {@code Authorization} or none
 * @param tokenSource where it gets the access token that it presents, empty for a fixed {@code Authorization} or none
 * @param registration how tokens are exchanged by Register, empty where the headers say all
 */
public record CapacityProviderSettings(
        String basePath,
        URI fpBaseUrl,
        List<RawHeader> outboundHeaders,
        List<RawHeader> demandedHeaders,
        Optional<Duration> heartbeatInterval,
        List<String> measurementConfiguration,
        Optional<Duration> acknowledgementDelay,
        Duration ownBeat,
        int promiseFactor,
        Optional<Duration> silenceHandshake,
        int tries,
        Duration retryDelay,
        Duration timeout,
        Set<String> actions,
        List<CapacityGroup> groups,
        Expectations expectations,
        Optional<TokenIssue> tokenIssue,
        Optional<TokenSource> tokenSource,
        Optional<RegistrationHabits> registration) {

    /**
     * Checks the bounds and keeps copies of the lists.
     *
     * @param basePath the path below which it is called, without a slash at its end
     * @param fpBaseUrl the FP's base URL
     * @param outboundHeaders what it presents on every message besides the ids and the content type
     * @param demandedHeaders what it demands of every message; a wrong {@code Authorization} is answered 401, any other 400
     * @param heartbeatInterval the heartbeat interval it asks of the FP, empty for no heartbeats
     * @param measurementConfiguration the {@code measurement_configuration} in its handshake and acknowledgement, empty for none
     * @param acknowledgementDelay how long it waits before it acknowledges a handshake, empty when it never does
     * @param ownBeat how often it beats when the FP asked for no interval
     * @param promiseFactor how many of its own intervals it promises to stay online, at least 1
     * @param silenceHandshake how often it starts a handshake once the FP is silent, empty when it waits for the FP's
     * @param tries how often a message is sent in all before it is given up, at least 1; heartbeats are sent once
     * @param retryDelay how long it waits between tries
     * @param timeout how long it waits for an answer
     * @param actions the actions that it knows besides handshakes and heartbeats
     * @param groups the groups it knows
     * @param expectations what it expects of measurements
     * @param tokenIssue the access tokens that its token endpoint gives and that it then demands, empty for a fixed {@code Authorization} or none
     * @param tokenSource where it gets the access token that it presents, empty for a fixed {@code Authorization} or none
     * @param registration how tokens are exchanged by Register, empty where the headers say all
     */
    public CapacityProviderSettings {
        outboundHeaders = List.copyOf(outboundHeaders);
        demandedHeaders = List.copyOf(demandedHeaders);
        measurementConfiguration = List.copyOf(measurementConfiguration);
        actions = Collections.unmodifiableSortedSet(new TreeSet<>(actions));
        groups = List.copyOf(groups);
        if (promiseFactor < 1) {
            throw new IllegalArgumentException("promiseFactor must be at least 1, was " + promiseFactor);
        }
        if (tries < 1) {
            throw new IllegalArgumentException("tries must be at least 1, was " + tries);
        }
        if (ownBeat.isZero() || ownBeat.isNegative()) {
            throw new IllegalArgumentException("ownBeat must be above zero, was " + ownBeat);
        }
    }

    /**
     * Settings to be completed.
     *
     * @param fpBaseUrl the FP's base URL, with or without a slash at its end
     * @return a builder with every default
     */
    public static CapacityProviderSettingsBuilder builder(URI fpBaseUrl) {
        return new CapacityProviderSettingsBuilder(fpBaseUrl);
    }

    Optional<CapacityGroup> group(String groupId) {
        return groups.stream().filter(group -> group.groupId().equals(groupId)).findFirst();
    }

    Duration beatInterval(Optional<Duration> askedByFp) {
        return askedByFp.orElse(ownBeat);
    }
}
