package com.betterfleet.oscp.store;

/**
 * Names a record.
 *
 * @param kind what it is about
 * @param id the connection id, or {@code connection/group}; at most 400 characters
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
