package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.Disposition;
import com.betterfleet.oscp.connection.OutboxPolicy;
import com.betterfleet.oscp.outbox.SendResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose messages this node sees pass and whose fail, which tells a fault of one group from one of its connection. Costs the
 * same however many groups there are. Thread-safe.
 */
final class Passing {
    private final Map<ConnectionId, Latest> successes = new ConcurrentHashMap<>();
    private final Map<GroupRef, Instant> failingSince = new ConcurrentHashMap<>();
    private final Set<GroupRef> forbidden = ConcurrentHashMap.newKeySet();

    /** The latest success of a connection, and the latest among all groups but that one's. */
    private record Latest(GroupRef group, Instant at, Optional<Instant> ofOthers) {
        Latest then(Latest next) {
            return new Latest(next.group, next.at, group.equals(next.group) ? ofOthers : Optional.of(at));
        }

        Optional<Instant> butOf(GroupRef one) {
            return group.equals(one) ? ofOthers : Optional.of(at);
        }
    }

    /**
     * A failure: whether messages of other groups of the connection have passed since the one of this group first failed; or
     * whether the group is known to be forbidden and nothing is known against the connection.
     */
    boolean othersPass(GroupRef group, SendResult result, Instant now) {
        Instant since = failingSince.computeIfAbsent(group, first -> now);
        Optional<Instant> others =
                Optional.ofNullable(successes.get(group.connection())).flatMap(latest -> latest.butOf(group));
        return others.filter(since::isBefore).isPresent()
                || OutboxPolicy.onlyThisOne(result, others.isPresent() && forbidden.contains(group));
    }

    /** What was decided about a message; what put it aside says nothing of the next, but that its group may be forbidden. */
    void decided(GroupRef group, SendResult result, Disposition disposition, Instant now) {
        if (disposition instanceof Disposition.Done) {
            failingSince.remove(group);
            forbidden.remove(group);
            successes.merge(group.connection(), new Latest(group, now, Optional.empty()), Latest::then);
        } else if (disposition instanceof Disposition.Park) {
            failingSince.remove(group);
            Optional.of(group)
                    .filter(one -> OutboxPolicy.onlyThisOne(result, true))
                    .ifPresent(forbidden::add);
        } else if (disposition instanceof Disposition.Pause) {
            successes.remove(group.connection());
        }
    }

    /** The message is put aside untried. */
    void expired(GroupRef group) {
        failingSince.remove(group);
    }
}
