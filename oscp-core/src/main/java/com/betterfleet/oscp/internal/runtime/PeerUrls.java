package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Urls;
import com.betterfleet.oscp.http.Reception;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.Rules;
import com.betterfleet.oscp.message.VersionUrl;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges the versions and URLs of a peer's Register (decision 17): ours is 2.0, and its URL must be known to us. */
final class PeerUrls {
    private static final int BAD_REQUEST = 400;
    private static final int NO_COMMON_VERSION = 501;
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){0,3}");

    private final BiPredicate<ConnectionId, URI> approved;

    PeerUrls(BiPredicate<ConnectionId, URI> approved) {
        this.approved = approved;
    }

    /** Where the peer is reached; ask only for a Register that is not refused. */
    static URI of(Register register) {
        return register.versionUrl().get(chosen(register).orElseThrow()).baseUrl();
    }

    Optional<Reception.Refused> refusal(ConnectionSettings settings, Register register) {
        Optional<Integer> chosen = chosen(register);
        if (chosen.isEmpty()) {
            return Optional.of(refused(NO_COMMON_VERSION, "version_url", noneOf(register)));
        }
        URI url = register.versionUrl().get(chosen.get()).baseUrl();
        String field = "version_url[" + chosen.get() + "].base_url";
        if (!Urls.isSafe(url)) {
            return Optional.of(refused(BAD_REQUEST, field, Rules.quote(url.toString()) + " is not https"));
        }
        return same(url, settings.cpBaseUrl()) || approved.test(settings.id(), url)
                ? Optional.empty()
                : Optional.of(refused(
                        BAD_REQUEST,
                        field,
                        Rules.quote(url.toString())
                                + " is not the base URL that is configured here for this connection"));
    }

    private static Optional<Integer> chosen(Register register) {
        return IntStream.range(0, register.versionUrl().size())
                .filter(i -> register.versionUrl().get(i).version().equals(LinkCalls.VERSION))
                .boxed()
                .findFirst();
    }

    /** Shows only what looks like a version: it stands beside a token, and some peer will mistake one for the other. */
    private static String noneOf(Register register) {
        String offered = register.versionUrl().stream()
                .limit(5)
                .map(VersionUrl::version)
                .map(version -> VERSION.matcher(version).matches() ? version : "something else")
                .collect(Collectors.joining(", "));
        return "no common version: " + LinkCalls.VERSION + " is spoken here, offered were " + offered;
    }

    /** RFC 3986, 6.2: scheme and host have no case, and a port that goes without saying may be said; one slash at the end. */
    private static boolean same(URI one, URI other) {
        return normal(one).equals(normal(other));
    }

    private static String normal(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        String path = Objects.requireNonNullElse(url.getRawPath(), "");
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + bare;
    }

    private static Reception.Refused refused(int status, String field, String message) {
        return new Reception.Refused(status, List.of(new Violation(field, message)));
    }
}
