package com.betterfleet.oscp.message;

import java.net.URI;

/**
 * One entry of {@code version_url} in {@link Register}: a version of OSCP and where it is spoken.
 *
 * @param version 1 to 255 characters, for example {@code 2.0}
 * @param baseUrl absolute, {@code http} or {@code https}, with a host, without user, query or fragment; otherwise opaque
 */
public record VersionUrl(String version, URI baseUrl) {
    /**
     * Checks both.
     *
     * @param version as the component says
     * @param baseUrl as the component says
     */
    public VersionUrl {
        Checks.obey("version", Rules.identifier(version));
        Checks.obey("base_url", Rules.baseUrl(baseUrl));
    }
}
