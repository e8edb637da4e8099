package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Builds {@link CapacityProviderSettings}. Not thread-safe. */
public final class CapacityProviderSettingsBuilder {

    private final URI fpBaseUrl;
    private final List<RawHeader> outboundHeaders = new ArrayList<>();
    private final List<RawHeader> demandedHeaders = new ArrayList<>();
    private final List<CapacityGroup> groups = new ArrayList<>();
    private final Set<String> actions = new TreeSet<>();
    private String basePath = "/oscp/cp/2.0";
    private Optional<Duration> heartbeatInterval = Optional.of(Duration.ofSeconds(60));
    private List<String> measurementConfiguration = List.of("CONTINUOUS");
    private Optional<Duration> acknowledgementDelay = Optional.of(Duration.ofSeconds(1));
    private Duration ownBeat = Duration.ofSeconds(30);
    private int promiseFactor = 3;
    private Optional<Duration> silenceHandshake = Optional.empty();
    private int tries = 3;
    private Duration retryDelay = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofSeconds(10);
    private Expectations expectations = Expectations.standard();
    private Optional<TokenIssue> tokenIssue = Optional.empty();
    private Optional<TokenSource> tokenSource = Optional.empty();
    private Optional<RegistrationHabits> registration = Optional.empty();

    CapacityProviderSettingsBuilder(URI fpBaseUrl) {
        this.fpBaseUrl = fpBaseUrl;
    }

    /**
     * The path below which it is called; {@code /oscp/cp/2.0} unless said.
     *
     * @param path the path, without a slash at its end
     * @return this builder
     */
    public CapacityProviderSettingsBuilder basePath(String path) {
        basePath = path;
        return this;
    }

    /**
     * Presents a header on every message; none unless said.
     *
     * @param name the header's name
     * @param value its value
     * @return this builder
     */
    public CapacityProviderSettingsBuilder present(String name, String value) {
        outboundHeaders.add(new RawHeader(name, value));
        return this;
    }

    /**
     * Demands a header, once and with exactly this value, of every message; none unless said.
     *
     * @param name the header's name
     * @param value its value
     * @return this builder
     */
    public CapacityProviderSettingsBuilder demand(String name, String value) {
        demandedHeaders.add(new RawHeader(name, value));
        return this;
    }

    /**
     * Gives access tokens at a token endpoint of its own, and demands one of every message as {@code Authorization: Bearer}.
     *
     * @param clientId the FP's client id
     * @param clientSecret its secret
     * @param life how long a token lives, at least a second
     * @return this builder
     */
    public CapacityProviderSettingsBuilder issueTokens(String clientId, String clientSecret, Duration life) {
        tokenIssue = Optional.of(new TokenIssue(clientId, clientSecret, life));
        return this;
    }

    /**
     * Presents an access token of the FP's token endpoint as {@code Authorization: Bearer}; it is fetched with client credentials, and anew
     * half a minute before its end or when it was refused.
     *
     * @param url the FP's token endpoint
     * @param clientId who the provider is to it
     * @param clientSecret its secret
     * @return this builder
     */
    public CapacityProviderSettingsBuilder presentTokensOf(URI url, String clientId, String clientSecret) {
        tokenSource = Optional.of(new TokenSource(url, clientId, clientSecret));
        return this;
    }

    /**
     * Asks the FP for a heartbeat interval; 60 s unless said. It is written in seconds, with decimals where needed.
     *
     * @param interval the interval, at least a millisecond
     * @return this builder
     */
    public CapacityProviderSettingsBuilder heartbeatInterval(Duration interval) {
        heartbeatInterval = Optional.of(interval);
        return this;
    }

    /**
     * Asks the FP for no heartbeats, and never takes it for silent.
     *
     * @return this builder
     */
    public CapacityProviderSettingsBuilder noHeartbeats() {
        heartbeatInterval = Optional.empty();
        return this;
    }

    /**
     * What measurements it asks for; {@code CONTINUOUS} unless said.
     *
     * @param words the words of {@code measurement_configuration}; none leaves the property out
     * @return this builder
     */
    public CapacityProviderSettingsBuilder measurementConfiguration(String... words) {
        measurementConfiguration = List.of(words);
        return this;
    }

    /**
     * Acknowledges handshakes after a delay; 1 s unless said.
     *
     * @param delay from the answer to the acknowledgement
     * @return this builder
     */
    public CapacityProviderSettingsBuilder acknowledgeAfter(Duration delay) {
        acknowledgementDelay = Optional.of(delay);
        return this;
    }

    /**
     * Never acknowledges a handshake.
     *
     * @return this builder
     */
    public CapacityProviderSettingsBuilder neverAcknowledge() {
        acknowledgementDelay = Optional.empty();
        return this;
    }

    /**
     * How it beats when the FP asked for no interval, and what it promises; 30 s and 3 unless said.
     *
     * @param ownBeat the interval
     * @param factor {@code offline_mode_at} is that many intervals from now, whichever interval rules
     * @return this builder
     */
    public CapacityProviderSettingsBuilder beat(Duration ownBeat, int factor) {
        this.ownBeat = ownBeat;
        promiseFactor = factor;
        return this;
    }

    /**
     * Starts handshakes of its own once the FP is silent; unless said it waits for the FP's.
     *
     * @param every from one handshake to the next, until one is acknowledged
     * @return this builder
     */
    public CapacityProviderSettingsBuilder handshakeWhenSilent(Duration every) {
        silenceHandshake = Optional.of(every);
        return this;
    }

    /**
     * How stubborn it is; three tries 10 s apart unless said.
     *
     * @param tries how often in all
     * @param delay between two tries
     * @return this builder
     */
    public CapacityProviderSettingsBuilder retries(int tries, Duration delay) {
        this.tries = tries;
        retryDelay = delay;
        return this;
    }

    /**
     * How long it waits for an answer; 10 s unless said.
     *
     * @param timeout the time-out
     * @return this builder
     */
    public CapacityProviderSettingsBuilder timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /**
     * Takes an action besides handshakes and heartbeats; none unless said.
     *
     * @param action {@code update_asset_measurements}, {@code update_group_measurements}, {@code adjust_group_capacity_forecast} or
     *     {@code group_capacity_compliance_error}
     * @return this builder
     */
    public CapacityProviderSettingsBuilder accept(String action) {
        actions.add(action);
        return this;
    }

    /**
     * Knows a group; none unless said.
     *
     * @param groupId the {@code group_id}
     * @param assetId the {@code asset_id} of the group's charging
     * @return this builder
     */
    public CapacityProviderSettingsBuilder group(String groupId, String assetId) {
        groups.add(new CapacityGroup(groupId, assetId));
        return this;
    }

    /**
     * What it expects of measurements; {@link Expectations#standard()} unless said.
     *
     * @param expected the expectations
     * @return this builder
     */
    public CapacityProviderSettingsBuilder expect(Expectations expected) {
        expectations = expected;
        return this;
    }

    /**
     * Exchanges tokens by Register, in place of any {@code Authorization} that is presented or demanded; unless said it does not.
     *
     * @param habits how
     * @return this builder
     */
    public CapacityProviderSettingsBuilder register(RegistrationHabits habits) {
        registration = Optional.of(habits);
        return this;
    }

    /**
     * The settings.
     *
     * @return settings that have checked themselves
     */
    public CapacityProviderSettings build() {
        return new CapacityProviderSettings(
                basePath,
                fpBaseUrl,
                outboundHeaders,
                demandedHeaders,
                heartbeatInterval,
                measurementConfiguration,
                acknowledgementDelay,
                ownBeat,
                promiseFactor,
                silenceHandshake,
                tries,
                retryDelay,
                timeout,
                actions,
                groups,
                expectations,
                tokenIssue,
                tokenSource,
                registration);
    }
}
