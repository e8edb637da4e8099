package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.store.Commit;
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

    /** Takes the scope for a group: of two binds at once one finds it taken. */
    void hold(GroupRef group, ManagedScope scope, Commit.Builder commit) {
        Optional<Loaded<ScopeHolder>> stored = records.holder(scope);
        Optional<GroupRef> holder = stored.flatMap(found -> found.value().group());
        if (holder.isPresent() && !holder.get().equals(group)) {
            throw new IllegalArgumentException(
                    "scope " + scope + " is already bound to group " + holder.get() + ": one scope, one group");
        }
        write(scope, stored, new ScopeHolder(Optional.of(group)), commit);
    }

    void letGo(ManagedScope scope, Commit.Builder commit) {
        write(scope, records.holder(scope), new ScopeHolder(Optional.empty()), commit);
    }

    /** The turn it is; to be asked before anything else is read. */
    long turn() {
        return records.version(Keys.CONNECTIONS);
    }

    /** Takes a turn: of two who looked at once one looks again. */
    Commit.Builder take(long turn, Commit.Builder commit) {
        return commit.write(
                Keys.CONNECTIONS, turn, PayloadCodec.write(new ScopeHolder(Optional.empty())), Optional.empty());
    }

    private static void write(
            ManagedScope scope, Optional<Loaded<ScopeHolder>> stored, ScopeHolder holder, Commit.Builder commit) {
        commit.write(
                Keys.scope(scope),
                stored.map(Loaded::version).orElse(0L),
                PayloadCodec.write(holder),
                Optional.empty());
    }
}
