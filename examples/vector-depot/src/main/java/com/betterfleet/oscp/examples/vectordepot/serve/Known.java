package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.oscp.message.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A property that the configuration may have. Capital letters in its name stand for what the file chooses.
 *
 * @param name for example {@code group.ID.asset}
 * @param otherwise what holds without it, in words
 * @param meaning what it means
 * @param example a value
 */
record Known(String name, String otherwise, String meaning, String example) {
    static final List<Known> ALL = List.of(
            new Known("fp.host", "127.0.0.1", "the address to listen on", "0.0.0.0"),
            new Known("fp.port", "required", "the port to listen on; 0 takes a free one", "8080"),
            new Known(
                    "fp.public-base-url",
                    "http://{fp.host}:{fp.port}",
                    "scheme, host and port by which the peer reaches us",
                    "https://depot.example.com"),
            new Known(
                    "fp.bare-path",
                    "/oscp/fp/2.0",
                    "the path of our base URL, appended to fp.public-base-url",
                    "/oscp/fp/2.0"),
            new Known("profile", "required", "the partner profile: oscp-2.0 or vector", "oscp-2.0"),
            new Known("cp.base-url", "required", "the peer's base URL", "https://derms.example.com/oscp/cp/2.0"),
            new Known(
                    "token.initial",
                    "none",
                    "Register: expected of the peer's first Register, or presented in ours",
                    "first-secret"),
            new Known("token.expect", "none", "preset: the token that the peer presents to us", "their-secret"),
            new Known("token.present", "none", "preset: the token that we present to the peer", "our-secret"),
            new Known(
                    "register",
                    "the profile's with token.initial, else none",
                    "who begins the Register exchange: initiate (we), await (the peer) or none",
                    "await"),
            new Known("handshake", "initiate", "who starts a handshake: initiate (we, or the peer) or await", "await"),
            new Known("heartbeat-interval.asked", "60", "seconds between heartbeats that we ask of the peer", "60"),
            new Known(
                    "heartbeat-interval.min",
                    "10",
                    "the fewest seconds that the peer may ask of us; fewer are refused with 400",
                    "10"),
            new Known(
                    "oauth.token-url",
                    "none",
                    "OAuth out: where we fetch tokens for the peer",
                    "https://derms.example.com/token"),
            new Known("oauth.client-id", "none", "OAuth out: who we are there", "depot"),
            new Known("oauth.client-secret", "none", "OAuth out: our secret there", "our-secret"),
            new Known(
                    "oauth.issuer.client-id", "none", "OAuth in: who the peer is at our /oauth2/token", "vector-derms"),
            new Known("oauth.issuer.client-secret", "none", "OAuth in: the peer's secret there", "their-secret"),
            new Known("header.NAME", "none", "a header on every request of ours", "F1"),
            new Known("header-check.NAME", "none", "a header that every request of the peer must carry", "F1"),
            new Known(
                    "tolerances",
                    "the profile's (oscp-2.0: all)",
                    "the dialects that are read: all, none, or names separated by commas",
                    "FLAT_HANDSHAKE,CAPACITY_AS_TEXT"),
            new Known(
                    "naive-zone",
                    "none",
                    "the zone of times without offset, with the tolerance NAIVE_LOCAL_TIME only",
                    "Pacific/Auckland"),
            new Known("path.ACTION", "OSCP's", "the path segment of an action, both ways", "handshake_acknowledgment"),
            new Known("group.ID.asset", "ID", "the asset id under which the group's charging is reported", "AKL01"),
            new Known("group.ID.scope", "required", "what the group manages, microgrid/node", "mg-7/grid"),
            new Known("group.ID.site-limit-kw", "required", "the most that may ever be imported, in kW", "900"),
            new Known(
                    "group.ID.fallback-kw",
                    "required",
                    "the most that may be imported while the line is not agreed, in kW",
                    "120"));

    private static final List<String> GROUP_PARTS = List.of("asset", "scope", "site-limit-kw", "fallback-kw");

    /** What is wrong with a property's name: empty if it is known, else the nearest name that is. */
    static Optional<String> nearestIfUnknown(String name) {
        List<String> names = namesLike(name);
        if (names.contains(name)) {
            return Optional.empty();
        }
        return names.stream().min((a, b) -> Integer.compare(Distance.between(name, a), Distance.between(name, b)));
    }

    /** Every name that is known, with the parts that the file chooses taken from the given one. */
    private static List<String> namesLike(String name) {
        Stream<String> fixed =
                ALL.stream().map(Known::name).filter(known -> known.equals(known.toLowerCase(Locale.ROOT)));
        return Stream.of(fixed, paths(), headers(name), group(name))
                .flatMap(stream -> stream)
                .toList();
    }

    private static Stream<String> paths() {
        return Arrays.stream(Action.values()).map(action -> "path." + action.path());
    }

    private static Stream<String> headers(String name) {
        String header = name.substring(name.indexOf('.') + 1);
        return header.isEmpty() || header.equals(name)
                ? Stream.of()
                : Stream.of("header." + header, "header-check." + header);
    }

    private static Stream<String> group(String name) {
        int first = name.indexOf('.');
        int last = name.lastIndexOf('.');
        String id = first < last ? name.substring(first + 1, last) : "ID";
        String shown = id.isEmpty() ? "ID" : id;
        return GROUP_PARTS.stream().map(part -> "group." + shown + "." + part);
    }
}
