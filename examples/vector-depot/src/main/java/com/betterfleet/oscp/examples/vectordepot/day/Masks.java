package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a mask in the place of every secret: {@code ***1} for the first that was ever seen, {@code ***2} for the second. The
 * same secret always wears the same mask, so that a reader sees which token a request carries, and not the token; a replay
 * turns masks back into secrets of its own. Thread-safe.
 */
public final class Masks {
    private static final Set<String> SECRET = Set.of("authorization", "apikey", "x-access-token");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("(\"access_token\"\\s*:\\s*\")([^\"]*)");
    private static final Pattern CLIENT_SECRET = Pattern.compile("(client_secret=)([^&]*)");

    private final Map<String, String> maskOf = new HashMap<>();
    private final Map<String, String> secretOf = new HashMap<>();

    /** Masks that nobody wears yet. */
    public Masks() {}

    /**
     * The mask of a secret.
     *
     * @param secret the secret
     * @return its mask, a new one if it was never seen
     */
    public synchronized String hide(String secret) {
        String known = maskOf.get(secret);
        if (known != null) {
            return known;
        }
        String mask = "***" + (secretOf.size() + 1);
        wear(mask, secret);
        return mask;
    }

    /**
     * The secret behind a mask.
     *
     * @param mask the mask
     * @return its secret, one made up for it if nobody wears the mask yet
     */
    public synchronized String reveal(String mask) {
        String known = secretOf.get(mask);
        if (known != null) {
            return known;
        }
        String made = "made-up-for-" + mask.replace("*", "");
        wear(mask, made);
        return made;
    }

    private void wear(String mask, String secret) {
        secretOf.put(mask, secret);
        maskOf.put(secret, mask);
    }

    Header hide(Header header) {
        return isSecret(header) ? new Header(header.name(), hideCredential(header.value())) : header;
    }

    /**
     * A header as it was before it was hidden.
     *
     * @param header a header as it stands in a journal
     * @return the header with its secret
     */
    public Header reveal(Header header) {
        return isSecret(header) ? new Header(header.name(), revealCredential(header.value())) : header;
    }

    String hideBody(String body) {
        return inBody(body, this::hide);
    }

    /**
     * A body as it was before it was hidden.
     *
     * @param body a body as it stands in a journal
     * @return the body with its secrets
     */
    public String revealBody(String body) {
        return inBody(body, this::reveal);
    }

    /** What OAuth carries in bodies. */
    private static String inBody(String body, UnaryOperator<String> change) {
        return replace(ACCESS_TOKEN, replace(CLIENT_SECRET, body, change), change);
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> change) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(changed(found, change)));
    }

    private static String changed(MatchResult found, UnaryOperator<String> change) {
        return found.group(1) + change.apply(found.group(2));
    }

    private static boolean isSecret(Header header) {
        return SECRET.contains(header.name().toLowerCase(Locale.ROOT));
    }

    private String hideCredential(String value) {
        String scheme = scheme(value);
        String rest = value.substring(scheme.length());
        return scheme.equals("Basic ") ? scheme + hideBasic(rest) : scheme + hide(rest);
    }

    private String hideBasic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':') + 1;
            return pair.substring(0, colon) + hide(pair.substring(colon));
        } catch (IllegalArgumentException notBase64) {
            return hide(encoded);
        }
    }

    private String revealCredential(String value) {
        String scheme = scheme(value);
        String rest = value.substring(scheme.length());
        return scheme.equals("Basic ") ? scheme + revealBasic(rest) : scheme + reveal(rest);
    }

    private String revealBasic(String pair) {
        int colon = pair.indexOf(':') + 1;
        String open = pair.substring(0, colon) + reveal(pair.substring(colon));
        return colon == 0 ? open : Base64.getEncoder().encodeToString(open.getBytes(StandardCharsets.UTF_8));
    }

    private static String scheme(String value) {
        return value.substring(0, value.indexOf(' ') + 1);
    }
}
