package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;

/** The names of our records in the store. */
final class Keys {
    /** Written by whoever changes a connection, so that what only one may have is looked for in turn; no scope's text. */
    static final Key CONNECTIONS = new Key(Kind.SCOPE, "/connections");

    private static final int LONGEST = 400;

    private Keys() {}

    static Key connection(ConnectionId id) {
        return new Key(Kind.CONNECTION, id.value());
    }

    static Key link(ConnectionId id) {
        return new Key(Kind.LINK, id.value());
    }

    static Key of(Kind kind, GroupRef group) {
        return new Key(kind, group.toString());
    }

    /** A slash in a microgrid's id is spelled so that {@code a/b} and {@code c} are not {@code a} and {@code b/c}. */
    static Key scope(ManagedScope scope) {
        String microgrid = scope.microgridId().replace("%", "%25").replace("/", "%2F");
        String id = microgrid + "/" + scope.nodeId();
        if (id.length() > LONGEST) {
            throw new IllegalArgumentException("scope must have at most " + LONGEST
                    + " characters (microgridId, a slash, nodeId), has " + id.length());
        }
        return new Key(Kind.SCOPE, id);
    }

    /** No scope's text: a microgrid's id is not blank. */
    static Key circuit(CircuitId circuit) {
        String id = "/circuit/" + circuit.value();
        if (id.length() > LONGEST) {
            throw new IllegalArgumentException("circuit id must have at most " + (LONGEST - "/circuit/".length())
                    + " characters, has " + circuit.value().length());
        }
        return new Key(Kind.SCOPE, id);
    }

    static ConnectionId connectionOf(Key key) {
        int slash = key.id().indexOf('/');
        return ConnectionId.of(slash < 0 ? key.id() : key.id().substring(0, slash));
    }

    static GroupRef groupOf(Key key) {
        int slash = key.id().indexOf('/');
        return GroupRef.of(key.id().substring(0, slash), key.id().substring(slash + 1));
    }
}
