package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Collects the settings of a connection; made by {@link ConnectionSettings#of}. The credentials are either {@link #register
 * exchanged by Register} or one of the {@code present...} together with one of the {@code expect...} methods. Not
 * thread-safe.
 */
public final class ConnectionSettingsBuilder {
    private final ConnectionId id;
    private final String profile;
    private ProfileSettings settings = ProfileSettings.NONE;
    private @Nullable URI cpBaseUrl;
    private @Nullable PresentedCredential present;
    private @Nullable ExpectedCredential expect;
    private @Nullable Credentials.Exchanged exchanged;
    private final List<StaticHeader> headers = new ArrayList<>();
    private final List<StaticHeader> headerChecks = new ArrayList<>();
    private boolean barePath;
    private boolean enabled = true;

    ConnectionSettingsBuilder(ConnectionId id, String profile) {
        this.id = id;
        this.profile = profile;
    }

    /**
     * The Capacity Provider's base URL.
     *
     * @param url HTTPS unless loopback
     * @return this
     */
    public ConnectionSettingsBuilder cpBaseUrl(URI url) {
        this.cpBaseUrl = url;
        return this;
    }

    /**
     * A token that we present to the Capacity Provider.
     *
     * @param ref its name in the vault
     * @return this
     */
    public ConnectionSettingsBuilder presentToken(SecretRef ref) {
        this.present = new PresentedCredential.Token(ref);
        return this;
    }

    /**
     * An OAuth access token that we fetch and present to the Capacity Provider.
     *
     * @param tokenUrl its token endpoint, HTTPS unless loopback
     * @param clientId who we are to it
     * @param clientSecret our secret's name in the vault
     * @param scopes the scopes to ask for, usually none
     * @return this
     * @throws IllegalArgumentException naming what is not legal
     */
    public ConnectionSettingsBuilder presentOAuth(
            URI tokenUrl, String clientId, SecretRef clientSecret, String... scopes) {
        this.present = new PresentedCredential.OAuth(tokenUrl, clientId, clientSecret, List.of(scopes));
        return this;
    }

    /**
     * A token that we expect of the Capacity Provider.
     *
     * @param ref its name in the vault
     * @return this
     */
    public ConnectionSettingsBuilder expectToken(SecretRef ref) {
        this.expect = new ExpectedCredential.Token(ref);
        return this;
    }

    /**
     * An access token of our own token endpoint that we expect of the Capacity Provider. The provider needs {@code tokenKeys}
     * to give any.
     *
     * @param clientId who the peer is to our token endpoint; no other connection's
     * @param clientSecret the peer's secret, by its name in the vault
     * @return this
     * @throws IllegalArgumentException if the id is not legal
     */
    public ConnectionSettingsBuilder expectOAuth(String clientId, SecretRef clientSecret) {
        this.expect = new ExpectedCredential.OAuth(clientId, clientSecret);
        return this;
    }

    /**
     * A signed access token of another issuer that we expect of the Capacity Provider.
     *
     * @param issued what the token must be
     * @return this
     */
    public ConnectionSettingsBuilder expectIssued(ExpectedCredential.Issued issued) {
        this.expect = issued;
        return this;
    }

    /**
     * Tokens exchanged by Register, in place of any that is presented or expected otherwise.
     *
     * @param initialToken the initial token's name in the vault
     * @param fpBaseUrl our base URL for this connection as the peer reaches it, HTTPS unless loopback
     * @return this
     * @throws IllegalArgumentException if the URL is not legal
     */
    public ConnectionSettingsBuilder register(SecretRef initialToken, URI fpBaseUrl) {
        this.exchanged = new Credentials.Exchanged(initialToken, fpBaseUrl);
        return this;
    }

    /**
     * A header with plain text on every request of ours.
     *
     * @param name the header's name
     * @param text its value
     * @return this
     */
    public ConnectionSettingsBuilder header(String name, String text) {
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
    public ConnectionSettingsBuilder header(String name, SecretRef ref) {
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
    public ConnectionSettingsBuilder headerCheck(String name, String text) {
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
    public ConnectionSettingsBuilder headerCheck(String name, SecretRef ref) {
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
    public ConnectionSettingsBuilder setting(String name, String value) {
        settings = settings.with(name, value);
        return this;
    }

    /**
     * Lets this connection answer on the bare base path too.
     *
     * @param on whether it does; false by default
     * @return this
     */
    public ConnectionSettingsBuilder barePath(boolean on) {
        this.barePath = on;
        return this;
    }

    /**
     * Enables or disables the connection.
     *
     * @param on whether it lives; true by default
     * @return this
     */
    public ConnectionSettingsBuilder enabled(boolean on) {
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
                credentials(),
                headers,
                headerChecks,
                barePath,
                enabled);
    }

    private Credentials credentials() {
        if (exchanged == null) {
            return new Credentials.Agreed(
                    required(present, "presentToken or presentOAuth, or register"),
                    required(expect, "expectToken, expectOAuth or expectIssued, or register"));
        }
        if (present != null || expect != null) {
            throw new IllegalArgumentException(
                    "connection " + id + " has its tokens by register and others besides: choose one");
        }
        return exchanged;
    }

    private <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("connection " + id + " needs " + name);
        }
        return value;
    }
}
