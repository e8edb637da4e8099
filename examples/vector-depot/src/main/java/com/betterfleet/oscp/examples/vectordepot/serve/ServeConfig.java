package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a configuration file says, checked. Secrets are in the vault and nowhere else. */
final class ServeConfig {
    /** The one connection's id. */
    static final String CONNECTION = "cp";

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
    private static final Set<String> TAKEN = Set.of("/status", "/explain", "/oauth2/token");

    private final Values values;
    private final ServeCredentials credentials;
    private final SecretVault vault = SecretVault.inMemory();
    private final int port;
    private final String barePath;
    private final Optional<URI> publicBaseUrl;
    private final List<GroupBinding> groups;

    private ServeConfig(Values values) {
        this.values = values;
        requireAll(values);
        credentials = ServeCredentials.of(values);
        port = values.require("fp.port", ServeConfig::port);
        barePath = values.get("fp.bare-path", ServeConfig::path).orElse("/oscp/fp/2.0");
        publicBaseUrl = values.get("fp.public-base-url", ServeConfig::origin);
        groups = groupIds(values).map(id -> group(values, id)).toList();
        connection(fpBaseUrl(port));
    }

    /**
     * Reads a configuration.
     *
     * @throws IllegalArgumentException in one line, naming the properties that are missing or wrong
     */
    static ServeConfig of(Values values) {
        return new ServeConfig(values);
    }

    String host() {
        return values.get("fp.host").orElse("127.0.0.1");
    }

    int port() {
        return port;
    }

    String barePath() {
        return barePath;
    }

    SecretVault vault() {
        return vault;
    }

    List<GroupBinding> groups() {
        return groups;
    }

    /** Puts a fresh key for our own access tokens into the vault; those of an earlier process count no more. */
    SecretRef keepTokenKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return ServeSettings.keep(vault, "oauth.issuer.key", Base64.getEncoder().encodeToString(key));
    }

    boolean issuesTokens() {
        return credentials.issuesTokens();
    }

    /** Where this process listens, once the port is known. */
    URI url(int boundPort) {
        String host = host().contains(":") ? "[" + host() + "]" : host();
        return URI.create("http://" + host + ":" + boundPort);
    }

    /** Our base URL as the peer knows it. */
    URI fpBaseUrl(int boundPort) {
        return URI.create(publicBaseUrl.orElseGet(() -> url(boundPort)) + barePath);
    }

    /** The connection, once our base URL is known. */
    ConnectionSettings connection(URI fpBaseUrl) {
        ConnectionSettingsBuilder settings = ConnectionSettings.of(CONNECTION, values.require("profile"))
                .cpBaseUrl(values.require("cp.base-url", ServeConfig::url))
                .barePath(true);
        credentials.add(settings, fpBaseUrl, vault);
        ServeSettings.add(values, settings, vault);
        return settings.build();
    }

    private static void requireAll(Values values) {
        List<String> missing = new ArrayList<>();
        for (String name : List.of("fp.port", "profile", "cp.base-url")) {
            if (!values.has(name)) {
                missing.add(name);
            }
        }
        groupIds(values).forEach(id -> {
            for (String part : List.of("scope", "site-limit-kw", "fallback-kw")) {
                if (!values.has("group." + id + "." + part)) {
                    missing.add("group." + id + "." + part);
                }
            }
        });
        missing.addAll(ServeCredentials.missing(values));
        Values.refuse(missing.isEmpty() ? List.of() : List.of("missing " + String.join(", ", missing)));
    }

    private static Stream<String> groupIds(Values values) {
        return values.under("group.").keySet().stream()
                .map(rest -> rest.substring(0, rest.lastIndexOf('.')))
                .distinct();
    }

    private static GroupBinding group(Values values, String id) {
        String prefix = "group." + id + ".";
        GroupBinding.Builder binding = Values.named("group." + id, () -> GroupBinding.of(id))
                .siteLimit(values.require(prefix + "site-limit-kw", Power::kilowatts))
                .fallback(values.require(prefix + "fallback-kw", Power::kilowatts));
        ManagedScope scope = values.require(prefix + "scope", ServeConfig::scope);
        binding.scope(scope.microgridId(), scope.nodeId());
        values.get(prefix + "asset", binding::asset);
        return binding.build();
    }

    private static ManagedScope scope(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("must be microgrid/node, was '" + text + "'");
        }
        return new ManagedScope(parts[0], parts[1]);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("must be a number from 0 to 65535, was '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static String path(String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("must be a path such as /oscp/fp/2.0, was '" + text + "'");
        }
        if (TAKEN.contains(path)) {
            throw new IllegalArgumentException(path + " is taken, choose another");
        }
        return path;
    }

    private static URI origin(String text) {
        URI url = url(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        boolean bare = url.getRawPath().isEmpty() && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!web || !bare || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must be scheme, host and port only, such as https://depot.example.com (the path is fp.bare-path)");
        }
        return url;
    }

    /** Not told back when it is malformed: a password may be in it. */
    static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("must be a URL", malformed);
        }
    }

    @Override
    public String toString() {
        return "ServeConfig"
                + groups.stream().map(group -> group.group().value()).collect(Collectors.toList());
    }
}
