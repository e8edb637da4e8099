package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All that one partner does in its own way, as an immutable value. Thread-safe.
 *
 * @param id the profile's id, for example {@code vector}
 * @param groupIds what a {@code group_id} must look like
 * @param registration who begins the Register exchange on a connection whose tokens are exchanged; NONE where there is no
 *     such connection
 * @param adjust whether the partner takes AdjustGroupCapacityForecast
 * @param compliance whether the partner takes GroupCapacityComplianceError
 * @param wire spelling, credentials, headers
 * @param handshake handshakes
 * @param heartbeat heartbeats
 * @param forecast forecasts
 * @param limit limits
 * @param metering measurements
 * @param retry waiting messages
 */
public record PartnerProfile(
        String id,
        Pattern groupIds,
        Registration registration,
        boolean adjust,
        boolean compliance,
        WireRules wire,
        HandshakeRules handshake,
        HeartbeatRules heartbeat,
        ForecastRules forecast,
        LimitRules limit,
        MeteringRules metering,
        RetryRules retry) {
    /**
     * Checks the id.
     *
     * @param id the profile's id, for example {@code vector}
     * @param groupIds what a {@code group_id} must look like
     * @param registration who begins the Register exchange
     * @param adjust whether the partner takes AdjustGroupCapacityForecast
     * @param compliance whether the partner takes GroupCapacityComplianceError
     * @param wire spelling, credentials, headers
     * @param handshake handshakes
     * @param heartbeat heartbeats
     * @param forecast forecasts
     * @param limit limits
     * @param metering measurements
     * @param retry waiting messages
     */
    public PartnerProfile {
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,49}")) {
            throw new IllegalArgumentException("profile id must be 1 to 50 of a-z 0-9 . -, was '" + id + "'");
        }
    }

    /**
     * Checks a connection against this profile.
     *
     * @param settings the connection
     * @return what is wrong, empty if nothing is
     */
    public List<Violation> check(ConnectionSettings settings) {
        List<Violation> found = new ArrayList<>();
        if (registration == Registration.NONE && settings.credentials() instanceof Credentials.Exchanged) {
            found.add(
                    new Violation("register", "is not used by profile " + id + ": name what to present and to expect"));
        }
        for (HeaderRule rule : wire.headers()) {
            if (rule instanceof HeaderRule.Configured configured) {
                check(settings, configured, found);
            } else if (!find(settings.headers(), rule.name()).isEmpty()) {
                found.add(new Violation(
                        "header." + rule.name(), "is the id of each message in profile " + id + ", not configured"));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Checks a binding against this profile.
     *
     * @param binding the binding
     * @return what is wrong, empty if nothing is
     */
    public List<Violation> check(GroupBinding binding) {
        List<Violation> found = new ArrayList<>();
        String group = binding.group().value();
        if (!groupIds.matcher(group).matches()) {
            found.add(new Violation("group_id", "'" + group + "' must match " + groupIds + " in profile " + id));
        }
        if (binding.raiseDelay().compareTo(limit.applyDeadline().dividedBy(2)) > 0) {
            found.add(new Violation(
                    "raiseDelay",
                    binding.raiseDelay() + " is more than half of the apply deadline " + limit.applyDeadline()));
        }
        return List.copyOf(found);
    }

    private void check(ConnectionSettings settings, HeaderRule.Configured rule, List<Violation> found) {
        if (rule.required() && find(settings.headers(), rule.name()).isEmpty()) {
            found.add(new Violation("header." + rule.name(), "is required by profile " + id));
        }
        if (rule.secret()) {
            requireSecret(settings.headers(), "header.", rule.name(), found);
            requireSecret(settings.headerChecks(), "headerCheck.", rule.name(), found);
        }
    }

    private void requireSecret(List<StaticHeader> headers, String what, String name, List<Violation> found) {
        boolean plain = find(headers, name).stream().anyMatch(header -> header.value() instanceof HeaderValue.Plain);
        if (plain) {
            found.add(new Violation(what + name, "must be a SecretRef, profile " + id + " keeps it secret"));
        }
    }

    private static List<StaticHeader> find(List<StaticHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .toList();
    }
}
