package com.betterfleet.oscp.http;

import com.betterfleet.oscp.message.Action;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one message from another under the same request id. */
final class BodyHash {
    private BodyHash() {}

    static String of(Action action, byte[] body) {
        MessageDigest digest = sha256();
        digest.update((action.path() + '\n').getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(body));
    }

    /** Of the end of a registration: its body does not count. */
    static String ofEnd() {
        return of(Action.REGISTER, "DELETE".getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
