package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the headers of a request. */
final class HeaderJudge {

    private static final Pattern JSON = Pattern.compile("(?i)application/json\\s*(;\\s*charset=\"?utf-8\"?)?");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final CapacityProviderSettings settings;
    private final Tokens tokens;
    private final Optional<SimulatedTokenEndpoint> issued;

    HeaderJudge(CapacityProviderSettings settings, Tokens tokens, Optional<SimulatedTokenEndpoint> issued) {
        this.settings = settings;
        this.tokens = tokens;
        this.issued = issued;
    }

    SimulatedTokenEndpoint.Standing standing(List<RawHeader> headers) {
        return issued.map(endpoint -> endpoint.standing(headers)).orElseGet(() -> exchanged(headers));
    }

    private SimulatedTokenEndpoint.Standing exchanged(List<RawHeader> headers) {
        if (tokens.exchanged() ? tokens.authorized(headers) : preset(headers)) {
            return SimulatedTokenEndpoint.Standing.GOOD;
        }
        return tokens.excused(headers)
                ? SimulatedTokenEndpoint.Standing.REVOKED
                : SimulatedTokenEndpoint.Standing.WRONG;
    }

    private boolean preset(List<RawHeader> headers) {
        return settings.demandedHeaders().stream()
                .filter(demanded -> demanded.isNamed("Authorization"))
                .allMatch(demanded -> authorization(headers, demanded.value()));
    }

    List<String> findings(List<RawHeader> headers) {
        List<String> findings = new ArrayList<>();
        demanded(headers, findings);
        exactlyOne(headers, "X-Request-ID", findings);
        if (RawHeader.values(headers, "X-Correlation-ID").size() > 1) {
            findings.add("X-Correlation-ID occurs more than once");
        }
        return findings;
    }

    void demanded(List<RawHeader> headers, List<String> findings) {
        settings.demandedHeaders().stream()
                .filter(demanded -> !demanded.isNamed("Authorization"))
                .forEach(demanded -> demanded(headers, demanded, findings));
    }

    List<String> contentType(List<RawHeader> headers) {
        List<String> types = RawHeader.values(headers, "Content-Type");
        return types.size() == 1 && JSON.matcher(types.get(0)).matches()
                ? List.of()
                : List.of("Content-Type must be application/json in UTF-8, was " + types);
    }

    // The scheme is compared without regard to case, the token is not.
    private static boolean authorization(List<RawHeader> headers, String demanded) {
        List<String> values = RawHeader.values(headers, "Authorization");
        return values.size() == 1 && scheme(values.get(0)).equals(scheme(demanded));
    }

    private static String scheme(String value) {
        int space = Math.max(0, value.indexOf(' '));
        return value.substring(0, space).toLowerCase(Locale.ROOT) + value.substring(space);
    }

    private static void demanded(List<RawHeader> headers, RawHeader demanded, List<String> findings) {
        List<String> values = RawHeader.values(headers, demanded.name());
        if (values.size() != 1) {
            findings.add(demanded.name() + " must occur once, occurs " + values.size() + " times");
        } else if (!values.get(0).equals(demanded.value())) {
            findings.add(demanded.name() + " has the wrong value");
        }
    }

    private static void exactlyOne(List<RawHeader> headers, String name, List<String> findings) {
        List<String> values = RawHeader.values(headers, name);
        if (values.size() != 1) {
            findings.add(name + " must occur once, occurs " + values.size() + " times");
        } else if (!ID.matcher(values.get(0)).matches()) {
            findings.add(name + " must be 1 to 128 printable characters");
        }
    }
}
