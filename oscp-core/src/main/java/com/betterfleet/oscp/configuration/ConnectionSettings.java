package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One connection to a Capacity Provider: its profile, its addresses and its credentials (as {@link SecretRef}s).
 *
 * <pre>{@code
 * ConnectionSettings.of("nz", "vector")
 *     .cpBaseUrl(URI.create("https://derms.example.com/oscp/cp/2.0"))
 *     .presentOAuth(tokenUrl, "client", SecretRef.of("nz/out"))
 *     .expectOAuth("vector-client", SecretRef.of("nz/in"))
 *     .header("fp-id", "F1")
 *     .header("apikey", SecretRef.of("nz/apikey"))
 *     .build();
 * }</pre>
 *
 * @param id the host's name of the connection
 * @param profile the id of its partner profile, for example {@code vector}
 * @param profileSettings settings that the profile documents
 * @param cpBaseUrl the Capacity Provider's base URL, opaque, joined with an action by exactly one slash; HTTPS unless
 *     the host is loopback
 * @param credentials how the two sides prove who they are; no connection exists without an inbound credential
 * @param headers headers on every request of ours, each name once and none that is {@link HeaderNames#isReserved reserved}
 * @param headerChecks headers that every request of the peer must carry, exactly once with exactly this value, compared in
 *     constant time; each name once and none that is reserved
 * @param barePath whether this connection also answers on the endpoint's bare base path; at most one connection may
 * @param enabled whether the connection lives; a disabled one answers 503 and sends nothing
 */
public record ConnectionSettings(
        ConnectionId id,
        String profile,
        ProfileSettings profileSettings,
        URI cpBaseUrl,
        Credentials credentials,
        List<StaticHeader> headers,
        List<StaticHeader> headerChecks,
        boolean barePath,
        boolean enabled) {
    /**
     * Checks the URL and copies the lists.
     *
     * @param id the host's name of the connection
     * @param profile the id of its partner profile, for example {@code vector}
     * @param profileSettings settings that the profile documents
     * @param cpBaseUrl the Capacity Provider's base URL, opaque, joined with an action by exactly one slash
     * @param credentials how the two sides prove who they are; no connection exists without an inbound credential
     * @param headers headers on every request of ours
     * @param headerChecks headers that every request of the peer must carry, compared in constant time
     * @param barePath whether this connection also answers on the endpoint's bare base path; at most one connection may
     * @param enabled whether the connection lives; a disabled one answers 503 and sends nothing
     */
    public ConnectionSettings {
        if (profile.isBlank()) {
            throw new IllegalArgumentException("profile must not be blank");
        }
        Urls.requireSafe("cpBaseUrl", cpBaseUrl);
        headers = List.copyOf(headers);
        headerChecks = List.copyOf(headerChecks);
        requireDistinct(headers, "header");
        requireDistinct(headerChecks, "headerCheck");
    }

    /**
     * Starts the settings of a connection.
     *
     * @param id the host's name of it
     * @param profile the id of its partner profile
     * @return a builder; {@link ConnectionSettingsBuilder#build()} names what is missing
     */
    public static ConnectionSettingsBuilder of(String id, String profile) {
        return new ConnectionSettingsBuilder(ConnectionId.of(id), profile);
    }

    /**
     * The same settings, enabled or disabled.
     *
     * @param on whether the connection lives
     * @return new settings
     */
    public ConnectionSettings withEnabled(boolean on) {
        return new ConnectionSettings(
                id, profile, profileSettings, cpBaseUrl, credentials, headers, headerChecks, barePath, on);
    }

    /**
     * Whether an edit from these settings to others needs a new handshake: URL, profile or credentials differ.
     *
     * @param other the settings after the edit
     * @return whether a new session is needed
     */
    public boolean needsNewSession(ConnectionSettings other) {
        return !cpBaseUrl.equals(other.cpBaseUrl)
                || !credentials.equals(other.credentials)
                || !headers.equals(other.headers)
                || !headerChecks.equals(other.headerChecks)
                || !profile.equals(other.profile)
                || !profileSettings.equals(other.profileSettings);
    }

    private static void requireDistinct(List<StaticHeader> headers, String what) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (StaticHeader header : headers) {
            if (HeaderNames.isReserved(header.name())) {
                throw new IllegalArgumentException(what + " " + header.name() + " is written by the library itself");
            }
            if (!seen.add(header.name())) {
                throw new IllegalArgumentException(
                        what + " " + header.name() + " is named twice (names are compared without case)");
            }
        }
    }
}
