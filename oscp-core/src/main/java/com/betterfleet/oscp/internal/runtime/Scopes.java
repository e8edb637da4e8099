package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import java.util.Optional;

/**
 * What may be had once. One scope, one group: a scope is taken and let go in the commit that binds or unbinds. Bare path
 * and OAuth client ids are looked for among all connections, so connections are changed one at a time, in turns.
 */
final class Scopes {
    private final Records records;

    Scopes(Records records) {
        this.records = records;
    }

    /**
     * Takes the scope for a group, and the circuit that the sink maps it to: of two binds at once one finds it taken. What
     * the group had before and has no more is let go.
     *
     * @return the highest revision that a group before has ordered the scope or the circuit with
     */
    long hold(GroupRef group, BoundGroup bound, Optional<BoundGroup> before, Commit.Builder commit) {
        ManagedScope scope = bound.binding().scope();
        before.filter(BoundGroup::active)
                .flatMap(BoundGroup::circuit)
                .filter(circuit -> !bound.circuit().equals(Optional.of(circuit)))
                .ifPresent(circuit -> letGo(Keys.circuit(circuit), commit));
        long ofScope = hold(group, Keys.scope(scope), "scope " + scope, "one scope, one group", commit);
        return bound.circuit()
                .map(circuit -> hold(
                        group,
                        Keys.circuit(circuit),
                        "circuit " + circuit + " of scope " + scope,
                        "one circuit, one group",
                        commit))
                .map(ofCircuit -> Math.max(ofScope, ofCircuit))
                .orElse(ofScope);
    }

    /** Lets go what a group had that is unbound. */
    void letGo(BoundGroup bound, Commit.Builder commit) {
        letGo(Keys.scope(bound.binding().scope()), commit);
        bound.circuit().ifPresent(circuit -> letGo(Keys.circuit(circuit), commit));
    }

    private long hold(GroupRef group, Key key, String what, String rule, Commit.Builder commit) {
        Optional<Loaded<ScopeHolder>> stored = records.holder(key);
        ScopeHolder before = stored.map(Loaded::value).orElse(ScopeHolder.NOBODY);
        if (before.group().filter(holder -> !holder.equals(group)).isPresent()) {
            throw new IllegalArgumentException(
                    what + " is already bound to group " + before.group().orElseThrow() + ": " + rule);
        }
        ScopeHolder after = before.heldBy(group);
        write(key, stored, after, commit);
        return after.former().map(this::revision).orElse(0L);
    }

    private void letGo(Key key, Commit.Builder commit) {
        Optional<Loaded<ScopeHolder>> stored = records.holder(key);
        write(key, stored, stored.map(Loaded::value).orElse(ScopeHolder.NOBODY).letGo(), commit);
    }

    private long revision(GroupRef former) {
        return records.limit(former)
                .map(limit -> Math.max(
                        limit.value().imports().revision(),
                        limit.value().exports().revision()))
                .orElse(0L);
    }

    /** The turn it is; to be asked before anything else is read. */
    long turn() {
        return records.version(Keys.CONNECTIONS);
    }

    /** Takes a turn: of two who looked at once one looks again. */
    Commit.Builder take(long turn, Commit.Builder commit) {
        return commit.write(Keys.CONNECTIONS, turn, PayloadCodec.write(ScopeHolder.NOBODY), Optional.empty());
    }

    private static void write(
            Key key, Optional<Loaded<ScopeHolder>> stored, ScopeHolder holder, Commit.Builder commit) {
        commit.write(key, stored.map(Loaded::version).orElse(0L), PayloadCodec.write(holder), Optional.empty());
    }
}
