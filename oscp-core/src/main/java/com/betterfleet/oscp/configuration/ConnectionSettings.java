package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * One connection to a Capacity Provider: its profile, its addresses and its credentials (as {@link SecretRef}s).
 *
 * <pre>{@code
 * ConnectionSettings.of("nz", "vector")
 *     .cpBaseUrl(URI.create("https://derms.example.com/oscp/cp/2.0"))
 *     .presentToken(SecretRef.of("nz/out"))
 *     .expectToken(SecretRef.of("nz/in"))
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
 * @param presentToken the token we present to the Capacity Provider
 * @param expectToken the token we expect of it; no connection exists without an inbound credential
 * @param headers headers on every request of ours
 * @param headerChecks headers that every request of the peer must carry, compared in constant time
 * @param barePath whether this connection also answers on the endpoint's bare base path; at most one connection may
 * @param enabled whether the connection lives; a disabled one answers 503 and sends nothing
 */
public record ConnectionSettings(
        ConnectionId id,
        String profile,
        ProfileSettings profileSettings,
        URI cpBaseUrl,
        SecretRef presentToken,
        SecretRef expectToken,
        List<StaticHeader> headers,
        List<StaticHeader> headerChecks,
        boolean barePath,
        boolean enabled) {
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "x-request-id",
            "x-correlation-id",
            "x-segment-index",
            "x-segment-count",
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "upgrade");

    /**
     * Checks the URL and copies the lists.
     *
     * @param id the host's name of the connection
     * @param profile the id of its partner profile, for example {@code vector}
     * @param profileSettings settings that the profile documents
     * @param cpBaseUrl the Capacity Provider's base URL, opaque, joined with an action by exactly one slash
     * @param presentToken the token we present to the Capacity Provider
     * @param expectToken the token we expect of it; no connection exists without an inbound credential
     * @param headers headers on every request of ours
     * @param headerChecks headers that every request of the peer must carry, compared in constant time
     * @param barePath whether this connection also answers on the endpoint's bare base path; at most one connection may
     * @param enabled whether the connection lives; a disabled one answers 503 and sends nothing
     */
    public ConnectionSettings {
        if (profile.isBlank()) {
            throw new IllegalArgumentException("profile must not be blank");
        }
        requireHttps(cpBaseUrl);
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
     * @return a builder; {@link Builder#build()} names what is missing
     */
    public static Builder of(String id, String profile) {
        return new Builder(ConnectionId.of(id), profile);
    }

    /**
     * The same settings, enabled or disabled.
     *
     * @param on whether the connection lives
     * @return new settings
     */
    public ConnectionSettings withEnabled(boolean on) {
        return new ConnectionSettings(
                id,
                profile,
                profileSettings,
                cpBaseUrl,
                presentToken,
                expectToken,
                headers,
                headerChecks,
                barePath,
                on);
    }

    /**
     * Whether an edit from these settings to others needs a new handshake: URL, profile or credentials differ.
     *
     * @param other the settings after the edit
     * @return whether a new session is needed
     */
    public boolean needsNewSession(ConnectionSettings other) {
        return !cpBaseUrl.equals(other.cpBaseUrl)
                || !presentToken.equals(other.presentToken)
                || !expectToken.equals(other.expectToken)
                || !headers.equals(other.headers)
                || !headerChecks.equals(other.headerChecks)
                || !profile.equals(other.profile)
                || !profileSettings.equals(other.profileSettings);
    }

    private static void requireHttps(URI url) {
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("cpBaseUrl must have no user info, query or fragment");
        }
        String host = Objects.requireNonNullElse(url.getHost(), "");
        boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (host.isEmpty() || !(https || (http && loopback))) {
            // not the URL itself: where the host is no legal name, a password before it is part of the authority
            throw new IllegalArgumentException("cpBaseUrl must be https (http only to loopback), was scheme "
                    + url.getScheme() + (host.isEmpty() ? " and no legal host" : " to host " + host));
        }
    }

    private static void requireDistinct(List<StaticHeader> headers, String what) {
        long distinct = headers.stream()
                .map(h -> h.name().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (distinct != headers.size()) {
            throw new IllegalArgumentException(what + " names a header twice (names are compared without case)");
        }
        for (StaticHeader header : headers) {
            if (RESERVED.contains(header.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(what + " " + header.name() + " is written by the library itself");
            }
        }
    }

    /** Collects settings; not thread-safe. */
    public static final class Builder {
        private final ConnectionId id;
        private final String profile;
        private ProfileSettings settings = ProfileSettings.NONE;
        private @Nullable URI cpBaseUrl;
        private @Nullable SecretRef presentToken;
        private @Nullable SecretRef expectToken;
        private final List<StaticHeader> headers = new ArrayList<>();
        private final List<StaticHeader> headerChecks = new ArrayList<>();
        private boolean barePath;
        private boolean enabled = true;

        private Builder(ConnectionId id, String profile) {
            this.id = id;
            this.profile = profile;
        }

        /**
         * The Capacity Provider's base URL.
         *
         * @param url HTTPS unless loopback
         * @return this
         */
        public Builder cpBaseUrl(URI url) {
            this.cpBaseUrl = url;
            return this;
        }

        /**
         * The token we present to the Capacity Provider.
         *
         * @param ref its name in the vault
         * @return this
         */
        public Builder presentToken(SecretRef ref) {
            this.presentToken = ref;
            return this;
        }

        /**
         * The token we expect of the Capacity Provider.
         *
         * @param ref its name in the vault
         * @return this
         */
        public Builder expectToken(SecretRef ref) {
            this.expectToken = ref;
            return this;
        }

        /**
         * A header with plain text on every request of ours.
         *
         * @param name the header's name
         * @param text its value
         * @return this
         */
        public Builder header(String name, String text) {
            headers.add(new StaticHeader(name, new HeaderValue.Plain(text)));
            return this;
        }

        /**
         * A header with a secret on every request of ours.
         *
         * @param name the header's name
         * @param ref the secret's name in the vault
         * @return this
         */
        public Builder header(String name, SecretRef ref) {
            headers.add(new StaticHeader(name, new HeaderValue.Secured(ref)));
            return this;
        }

        /**
         * A header with plain text that every request of the peer must carry.
         *
         * @param name the header's name
         * @param text its value
         * @return this
         */
        public Builder headerCheck(String name, String text) {
            headerChecks.add(new StaticHeader(name, new HeaderValue.Plain(text)));
            return this;
        }

        /**
         * A header with a secret that every request of the peer must carry.
         *
         * @param name the header's name
         * @param ref the secret's name in the vault
         * @return this
         */
        public Builder headerCheck(String name, SecretRef ref) {
            headerChecks.add(new StaticHeader(name, new HeaderValue.Secured(ref)));
            return this;
        }

        /**
         * A setting that the profile documents.
         *
         * @param name its name
         * @param value its value
         * @return this
         */
        public Builder setting(String name, String value) {
            settings = settings.with(name, value);
            return this;
        }

        /**
         * Lets this connection answer on the bare base path too.
         *
         * @param on whether it does; false by default
         * @return this
         */
        public Builder barePath(boolean on) {
            this.barePath = on;
            return this;
        }

        /**
         * Enables or disables the connection.
         *
         * @param on whether it lives; true by default
         * @return this
         */
        public Builder enabled(boolean on) {
            this.enabled = on;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException naming what is missing or not legal
         */
        public ConnectionSettings build() {
            return new ConnectionSettings(
                    id,
                    profile,
                    settings,
                    required(cpBaseUrl, "cpBaseUrl"),
                    required(presentToken, "presentToken"),
                    required(expectToken, "expectToken"),
                    headers,
                    headerChecks,
                    barePath,
                    enabled);
        }

        private <T> T required(@Nullable T value, String name) {
            if (value == null) {
                throw new IllegalArgumentException("connection " + id + " needs " + name);
            }
            return value;
        }
    }
}
