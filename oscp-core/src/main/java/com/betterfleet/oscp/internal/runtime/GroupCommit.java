package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.store.Commit;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit about one group in the making: what it writes, what it does to the group's queue, which is written once at most, and
 * what is to be done when it has taken effect. Not thread-safe.
 */
final class GroupCommit {
    private final GroupRef group;
    private final Outboxes outboxes;
    private final Commit.Builder builder;
    private final List<Outgoing> messages = new ArrayList<>();
    private final List<RequestId> withdrawn = new ArrayList<>();
    private final List<Runnable> effects = new ArrayList<>();

    GroupCommit(GroupRef group, Outboxes outboxes, Commit.Builder builder) {
        this.group = group;
        this.outboxes = outboxes;
        this.builder = builder;
    }

    /** What else it writes. */
    Commit.Builder builder() {
        return builder;
    }

    /** Puts a message at the end of the queue. */
    void send(Outgoing message) {
        messages.add(message);
    }

    /** Takes a message out of the queue; one that is not there is no fault. */
    void withdraw(RequestId id) {
        withdrawn.add(id);
    }

    void then(Runnable effect) {
        effects.add(effect);
    }

    /** The commit; nothing is added to it any more. */
    Commit build() {
        if (!messages.isEmpty() || !withdrawn.isEmpty()) {
            outboxes.change(group, withdrawn, messages, builder);
        }
        return builder.build();
    }

    /** Does what is to be done after the commit, in the order in which it was asked for. */
    void run() {
        effects.forEach(Runnable::run);
    }
}
