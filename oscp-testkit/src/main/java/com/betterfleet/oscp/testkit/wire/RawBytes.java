package com.betterfleet.oscp.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a body as they were on the wire. Immutable. */
public final class RawBytes {

    private static final RawBytes EMPTY = new RawBytes(new byte[0]);

    private final byte[] bytes;

    private RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * No bytes at all.
     *
     * @return the empty body
     */
    public static RawBytes empty() {
        return EMPTY;
    }

    /**
     * A copy of some bytes.
     *
     * @param bytes the bytes
     * @return the body
     */
    public static RawBytes of(byte[] bytes) {
        return new RawBytes(bytes.clone());
    }

    /**
     * A text in UTF-8.
     *
     * @param text the text
     * @return the body
     */
    public static RawBytes utf8(String text) {
        return new RawBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A copy of the bytes.
     *
     * @return the bytes
     */
    public byte[] toArray() {
        return bytes.clone();
    }

    /**
     * The bytes read as UTF-8; what is not valid becomes a replacement character.
     *
     * @return the text
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * How many bytes there are.
     *
     * @return the length in bytes
     */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
