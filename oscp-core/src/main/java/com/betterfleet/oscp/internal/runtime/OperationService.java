package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitVerdict;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Does what operators ask, each with a line in the journal in the same commit. */
final class OperationService implements Operations {
    private static final int MOST = 1000;

    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final LimitService limits;
    private final Outboxes outboxes;

    OperationService(
            Parts parts, Transactions transactions, LinkService links, LimitService limits, Outboxes outboxes) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.limits = limits;
        this.outboxes = outboxes;
    }

    @Override
    public String handshakeNow(ConnectionId connection, Actor actor) {
        return link(connection, new LinkInput.HandshakeNow(), actor, "handshake-now");
    }

    @Override
    public String suspend(ConnectionId connection, Actor actor) {
        return link(connection, new LinkInput.Suspend(), actor, "suspend");
    }

    @Override
    public String resume(ConnectionId connection, Actor actor) {
        return link(connection, new LinkInput.Resume(), actor, "resume");
    }

    @Override
    public String endRegistration(ConnectionId connection, Actor actor) {
        return link(connection, new LinkInput.EndRegistration(), actor, "end-registration");
    }

    @Override
    public String resendLimit(GroupRef group, Actor actor) {
        return limit(group, new LimitInput.ResendLimit(), actor, "resend-limit");
    }

    @Override
    public String overrideProtectiveZero(GroupRef group, Actor actor) {
        return limit(group, new LimitInput.OverrideZero(), actor, "override-protective-zero");
    }

    @Override
    public List<OutboxItem> parked(GroupRef group) {
        return queued(group).stream().filter(item -> item.parked().isPresent()).toList();
    }

    @Override
    public void retryParked(GroupRef group, RequestId requestId, Actor actor) {
        change(
                group,
                actor,
                "retry-parked",
                () -> find(queued(group), group, requestId, "waits or is parked"),
                (commit, item) -> commit.add(Keys.of(Kind.OUTBOX, group), item.tryAt(parts.now())));
    }

    @Override
    public void discardParked(GroupRef group, RequestId requestId, Actor actor) {
        change(
                group,
                actor,
                "discard-parked",
                () -> find(parked(group), group, requestId, "is parked"),
                (commit, item) -> commit.remove(Keys.of(Kind.OUTBOX, group), item.requestId()));
    }

    private List<OutboxItem> queued(GroupRef group) {
        requireKnown(group);
        return outboxes.items(Keys.of(Kind.OUTBOX, group), MOST);
    }

    private static OutboxItem find(List<OutboxItem> items, GroupRef group, RequestId id, String state) {
        return items.stream()
                .filter(candidate -> candidate.requestId().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no message " + id.value() + " " + state + " for group " + group));
    }

    private void change(
            GroupRef group,
            Actor actor,
            String what,
            Supplier<OutboxItem> which,
            BiConsumer<Commit.Builder, OutboxItem> change) {
        transactions.run(what, () -> {
            Loaded<OutboxRecord> queue = outboxes.load(group);
            OutboxItem item = which.get();
            Commit.Builder commit = Commit.builder().line(line(queue.key(), actor, what, item.toString()));
            change.accept(commit, item);
            Outboxes.write(commit, queue, queue.value().wokenAt(parts.now()));
            return Attempt.of(commit.build(), true, () -> report(group, actor, what, item.subject()));
        });
    }

    private String link(ConnectionId connection, LinkInput input, Actor actor, String what) {
        parts.settings(connection);
        Key owner = Keys.connection(connection);
        Verdict verdict = links.apply(connection, input, commit -> commit.line(line(owner, actor, what, "")));
        if (verdict instanceof Verdict.Refused refused) {
            return "not done: " + refused.message();
        }
        return verdict instanceof Verdict.Ignored ignored ? ignored.reason() : "done";
    }

    private String limit(GroupRef group, LimitInput input, Actor actor, String what) {
        parts.requireBound(group);
        Key owner = Keys.of(Kind.BINDING, group);
        LimitVerdict verdict =
                limits.apply(group, input, (situation, commit) -> commit.line(line(owner, actor, what, "")));
        String result = verdict instanceof LimitVerdict.Done done ? done.result() : "done";
        report(group, actor, what, result);
        return result;
    }

    /** A group that was unbound is known still: what was parked before may be sent or discarded. */
    private void requireKnown(GroupRef group) {
        if (parts.records().bound(group).isEmpty()) {
            throw new IllegalArgumentException("there is no group '" + group + "'");
        }
    }

    private void report(GroupRef group, Actor actor, String what, String result) {
        parts.raise(new GroupEvent.OperationDone(group, parts.now(), actor.name(), what, result));
    }

    private JournalLine line(Key owner, Actor actor, String what, String after) {
        return new JournalLine(owner, 0, parts.now(), actor.name(), what, "", after);
    }
}
