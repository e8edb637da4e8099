package com.betterfleet.oscp.store;

/**
 * Names a record. Keys are equal where kind and id are, character by character: case, accents and spaces at the end count.
 * Their order is that of {@link Kind}'s constants, then {@link String#compareTo} of the ids. (The order of the ids' UTF-8
 * bytes, SQL's {@code COLLATE "C"}, differs from it only between characters beyond U+FFFF and those of U+E000 to U+FFFF;
 * either will do.)
 *
 * @param kind what it is about
 * @param id the connection id, {@code connection/group}, or a managed scope's text; 1 to 400 characters of any script, without
 *     control characters
 */
public record Key(Kind kind, String id) implements Comparable<Key> {
    /**
     * Checks the id.
     *
     * @param kind what it is about
     * @param id the connection id, or {@code connection/group}; at most 400 characters
     */
    public Key {
        if (id.isEmpty() || id.length() > 400) {
            throw new IllegalArgumentException("key id must have 1 to 400 characters");
        }
    }

    @Override
    public int compareTo(Key other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
