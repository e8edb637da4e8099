package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path below the mount point, taken apart: {@code /{connection}/{action}}, or {@code /{action}} on the bare path. */
record Route(Optional<ConnectionId> connection, String segment) {
    private static final Pattern PATH = Pattern.compile("(?:/([A-Za-z0-9][A-Za-z0-9._-]{0,63}))?/([^/]{1,100})");

    static Optional<Route> of(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Route(Optional.ofNullable(parts.group(1)).map(ConnectionId::of), parts.group(2)));
    }

    /** The segment, fit for a log line. */
    String shown() {
        return Printable.bounded(segment, 100);
    }
}
