package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The properties that are a connection's headers and its profile's settings. */
final class ServeSettings {
    private static final Map<String, String> SETTING_OF = Map.of(
            "heartbeat-interval.asked", "heartbeat-interval",
            "heartbeat-interval.min", "heartbeat-interval-min",
            "handshake", "handshake",
            "register", "register",
            "tolerances", "tolerances",
            "naive-zone", "naive-zone");
    private static final Pattern SETTING = Pattern.compile("setting (\\S+) of profile \\S+ must");
    private static final Map<String, String> URLS =
            Map.of("cpBaseUrl", "cp.base-url", "fpBaseUrl", "fp.public-base-url", "tokenUrl", "oauth.token-url");

    private ServeSettings() {}

    /** Adds them. Which header is a secret is the partner's to say, so all are kept as such. */
    static void add(Values values, ConnectionSettingsBuilder settings, SecretVault vault) {
        SETTING_OF.forEach(
                (property, setting) -> values.get(property).ifPresent(value -> settings.setting(setting, value)));
        values.under("path.").forEach((action, path) -> settings.setting("path." + action, path));
        headers(values, "header.", vault, settings::header);
        headers(values, "header-check.", vault, settings::headerCheck);
    }

    private static void headers(
            Values values,
            String prefix,
            SecretVault vault,
            BiFunction<String, SecretRef, ConnectionSettingsBuilder> header) {
        values.under(prefix).forEach((name, value) -> {
            SecretRef ref = keep(vault, prefix + name, value);
            Values.named(prefix + name, () -> header.apply(name, ref));
        });
    }

    /** Puts a secret into the vault under its property's name. */
    static SecretRef keep(SecretVault vault, String property, String value) {
        Secret secret = Values.named(property, () -> Secret.of(value));
        SecretRef ref = Values.named(property, () -> SecretRef.of(property));
        vault.put(ref, secret);
        return ref;
    }

    /** What the library says of a setting, in the words of the file. */
    static String inWordsOfTheFile(String message) {
        String said = SETTING.matcher(message).replaceAll(match -> property(match.group(1)) + " must");
        for (Map.Entry<String, String> url : URLS.entrySet()) {
            said = said.replace(url.getKey(), url.getValue());
        }
        return said;
    }

    private static String property(String setting) {
        return SETTING_OF.entrySet().stream()
                .filter(entry -> entry.getValue().equals(setting))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(setting);
    }
}
