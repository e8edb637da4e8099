package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * All that one partner does in its own way, as an immutable value. Thread-safe.
 *
 * @param id the profile's id, for example {@code vector}
 * @param groupIds what a {@code group_id} must look like
 * @param register whether the Register exchange is used; where not, credentials are agreed out of band and the link
 *     starts registered
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
        boolean register,
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
     * @param register whether the Register exchange is used
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
        for (String name : wire.requiredHeaders().stream().sorted().toList()) {
            if (find(settings.headers(), name).isEmpty()) {
                found.add(new Violation("header." + name, "is required by profile " + id));
            }
        }
        for (String name : wire.secretHeaders().stream().sorted().toList()) {
            requireSecret(settings.headers(), "header.", name, found);
            requireSecret(settings.headerChecks(), "headerCheck.", name, found);
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

    private void requireSecret(List<StaticHeader> headers, String what, String name, List<Violation> found) {
        boolean plain = find(headers, name).stream().anyMatch(header -> header.value() instanceof HeaderValue.Plain);
        if (plain) {
            found.add(new Violation(what + name, "must be a SecretRef, profile " + id + " keeps it secret"));
        }
    }

    private static List<StaticHeader> find(List<StaticHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().toLowerCase(Locale.ROOT).equals(name))
                .toList();
    }
}
