package com.betterfleet.oscp.store;

import java.util.Arrays;

/**
 * Opaque bytes with the number of the schema that wrote them. A payload of a newer schema than a node knows is left
 * alone by it.
 *
 * @param schema number of the schema, from 1
 * @param bytes the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // copied both ways and compared by content
public record Payload(int schema, byte[] bytes) {
    /**
     * Copies the bytes.
     *
     * @param schema number of the schema, from 1
     * @param bytes the bytes
     */
    public Payload {
        bytes = bytes.clone();
        if (schema < 1) {
            throw new IllegalArgumentException("schema must be at least 1, was " + schema);
        }
    }

    /**
     * The content.
     *
     * @return a copy of the bytes
     */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && schema == payload.schema && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * schema + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "schema " + schema + ", " + bytes.length + " bytes";
    }
}
