package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who a token request says it is from, and how it proves that (RFC 6749, 2.3.1). A peer should encode id and secret before
 * it joins them for Basic, and many do not: the secret may be meant as it stands or decoded.
 */
record ClientProof(String clientId, String secret, String secretDecoded) {
    private static final String BASIC = "Basic ";

    /** What a request says of its sender. */
    sealed interface Found {}

    /** It proves itself by Basic or by the form. */
    record Given(ClientProof proof) implements Found {}

    /** It does not prove itself, or not in a way that we know. */
    record Nothing() implements Found {}

    /** It does so in more ways than one. */
    record TooMuch() implements Found {}

    static Found of(List<Header> headers, FormBody form) {
        List<String> given = headers.stream()
                .filter(header -> header.isNamed("Authorization"))
                .map(Header::value)
                .toList();
        if (given.isEmpty()) {
            return byForm(form);
        }
        if (given.size() > 1 || form.parameter("client_secret").isPresent()) {
            return new TooMuch();
        }
        return basic(given.get(0)).map(proof -> besides(proof, form)).orElseGet(Nothing::new);
    }

    /** Whether a secret is this proof's; both readings are compared, whichever fits. */
    boolean shows(Secret expected) {
        boolean asItStands = expected.matches(secret);
        boolean decoded = expected.matches(secretDecoded);
        return asItStands || decoded;
    }

    private static Found byForm(FormBody form) {
        Optional<String> secret = form.parameter("client_secret");
        return form.parameter("client_id")
                .filter(id -> secret.isPresent())
                .<Found>map(id -> new Given(new ClientProof(id, secret.orElseThrow(), secret.orElseThrow())))
                .orElseGet(Nothing::new);
    }

    private static Found besides(ClientProof proof, FormBody form) {
        boolean contradicted = form.parameter("client_id")
                .filter(id -> !id.equals(proof.clientId))
                .isPresent();
        return contradicted ? new TooMuch() : new Given(proof);
    }

    private static Optional<ClientProof> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2
                    ? Optional.of(new ClientProof(decoded(parts[0]), parts[1], decoded(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return FormBody.decode(text);
        } catch (IllegalArgumentException meantAsItStands) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "proof of a client";
    }
}
