package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.adjustment.AdjustmentInput;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.AnswerFamilies;
import com.betterfleet.oscp.connection.Disposition;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.OutboxPolicy;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.metering.MeteringEffect;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends the waiting messages of each group: one at a time, in order, until the peer has taken them. */
final class OutboxService {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final Outboxes outboxes;
    private final MeteringService metering;
    private final Passing passing = new Passing();
    private final AdjustmentService adjustments;

    /** One try of one message, with what the record said of it. */
    private record Try(GroupRef group, OutboxItem item, long session, Optional<OutboxRecord.Sending> sending) {}

    OutboxService(
            Parts parts,
            Transactions transactions,
            LinkService links,
            Outboxes outboxes,
            MeteringService metering,
            AdjustmentService adjustments) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.outboxes = outboxes;
        this.metering = metering;
        this.adjustments = adjustments;
    }

    /** Sends the head of the queue if the line is online and nothing of it is under way. */
    void drain(GroupRef group) {
        transactions.run("outbox of " + group, () -> next(group));
    }

    /** Looks at the queues of a connection again: its link has moved. */
    void wake(ConnectionId connection) {
        for (GroupRef group : parts.records().groups(connection)) {
            Guard.run(() -> transactions.run("outbox of " + group, () -> woken(group)));
        }
    }

    /** Forgets a try of this node that was under way when the process stopped; one of another node is left to it. */
    void restarted(GroupRef group) {
        transactions.run("outbox of " + group, () -> {
            Loaded<OutboxRecord> queue = outboxes.load(group);
            return queue.value().busyElsewhere(parts.node().value(), parts.now())
                    ? Attempt.unchanged(false)
                    : rest(queue, Optional.of(parts.now()));
        });
    }

    private Attempt<Boolean> woken(GroupRef group) {
        Loaded<OutboxRecord> queue = outboxes.load(group);
        if (!online(group) || queue.value().busy(parts.now())) {
            return Attempt.unchanged(false);
        }
        Optional<OutboxItem> head = outboxes.head(queue.key());
        if (head.isEmpty()) {
            return Attempt.unchanged(false);
        }
        Commit.Builder commit = Commit.builder();
        commit.add(queue.key(), head.get().tryAt(parts.now()));
        Outboxes.write(commit, queue, queue.value().idleUntil(Optional.of(parts.now())));
        return Attempt.of(commit.build(), true, () -> {});
    }

    private boolean online(GroupRef group) {
        return links.settled(group.connection()).value().state() == LinkState.ONLINE;
    }

    private Attempt<Boolean> next(GroupRef group) {
        Loaded<OutboxRecord> queue = outboxes.load(group);
        Instant now = parts.now();
        if (queue.value().busy(now) || parts.node().working().isEmpty()) {
            return Attempt.unchanged(false);
        }
        Optional<OutboxItem> head = outboxes.head(queue.key());
        if (head.isEmpty() || !online(group)) {
            return rest(queue, Optional.empty());
        }
        if (head.get().nextTry().isAfter(now)) {
            return rest(queue, Optional.of(head.get().nextTry()));
        }
        return OutboxPolicy.expired(head.get(), now)
                .map(park -> expire(group, queue, head.get(), park.why()))
                .orElseGet(() -> send(group, queue, head.get()));
    }

    private Attempt<Boolean> expire(GroupRef group, Loaded<OutboxRecord> queue, OutboxItem item, String why) {
        Commit.Builder commit = Commit.builder().add(queue.key(), item.park(why));
        Outboxes.write(commit, queue, queue.value().idleUntil(Optional.of(parts.now())));
        return Attempt.of(commit.build(), false, () -> {
            passing.expired(group);
            parts.raise(new GroupEvent.MessageParked(group, parts.now(), item.action(), item.requestId(), why));
            drain(group);
        });
    }

    private Attempt<Boolean> rest(Loaded<OutboxRecord> queue, Optional<Instant> until) {
        if (queue.version() == 0) {
            return Attempt.unchanged(false);
        }
        Commit.Builder commit = Commit.builder();
        Outboxes.write(commit, queue, queue.value().idleUntil(until));
        return Attempt.of(commit.build(), false, () -> {});
    }

    private Attempt<Boolean> send(GroupRef group, Loaded<OutboxRecord> queue, OutboxItem item) {
        ConnectionSettings settings = parts.settings(group.connection());
        PartnerProfile profile = parts.profiles().of(settings);
        LinkRecord link = links.settled(group.connection()).value();
        OutboundMessage message = new Outbound(settings, profile, link.exchange())
                .message(item.action(), item.body(), item.requestId(), item.correlationId());
        Instant until = parts.now().plus(message.longest()).plus(MARGIN);
        OutboxRecord sending = queue.value().sending(parts.node().value(), until);
        Commit.Builder commit = Commit.builder();
        Outboxes.write(commit, queue, sending);
        Try made = new Try(group, item, link.session(), sending.sending());
        return Attempt.of(
                commit.build(),
                true,
                () -> parts.client().send(message).thenAccept(result -> parts.later(() -> answered(made, result))));
    }

    private void answered(Try made, SendResult result) {
        GroupRef group = made.group();
        boolean connections = result instanceof SendResult.NoCredential
                || AnswerFamilies.family(result) instanceof AnswerFamilies.Family.Connection;
        if (connections && links.settled(group.connection()).value().session() != made.session()) {
            transactions.run("outbox of " + group, () -> again(made));
            return;
        }
        if (!OutboxPolicy.onlyThisOne(result, othersPass(group, result, parts.now()))) {
            links.apply(group.connection(), new LinkInput.OutboxAnswered(result));
        }
        transactions.run("outbox of " + group, () -> settle(made, result));
    }

    /** What was wrong with the connection was so in an older session: the head is tried in this one (rule I33). */
    private Attempt<Boolean> again(Try made) {
        GroupRef group = made.group();
        Loaded<OutboxRecord> queue = outboxes.load(group);
        Instant now = parts.now();
        if (queue.value().busyBut(made.sending(), now)) {
            return Attempt.unchanged(false);
        }
        Commit.Builder commit = Commit.builder();
        outboxes.head(queue.key()).ifPresent(head -> commit.add(queue.key(), head.tryAt(now)));
        Outboxes.write(commit, queue, queue.value().idleUntil(Optional.of(now)));
        return Attempt.of(commit.build(), true, () -> drain(group));
    }

    /**
     * A late answer about a message that is gone, because another node or an operator settled it or it was withdrawn, changes
     * nothing but that the next may be sent; nor does a late failure while another try is under way, by whichever node.
     */
    private Attempt<Boolean> settle(Try made, SendResult result) {
        Loaded<OutboxRecord> queue = outboxes.load(made.group());
        return outboxes.waiting(queue.key(), made.item())
                .map(item -> settle(made, queue, item, result))
                .orElseGet(() -> gone(made, queue));
    }

    private Attempt<Boolean> gone(Try made, Loaded<OutboxRecord> queue) {
        if (made.sending().isEmpty() || !queue.value().sending().equals(made.sending())) {
            return Attempt.unchanged(false);
        }
        Commit.Builder commit = Commit.builder();
        Outboxes.write(commit, queue, queue.value().idleUntil(Optional.of(parts.now())));
        return Attempt.of(commit.build(), false, () -> drain(made.group()));
    }

    private Attempt<Boolean> settle(Try made, Loaded<OutboxRecord> queue, OutboxItem item, SendResult result) {
        GroupRef group = made.group();
        PartnerProfile profile = parts.profile(group.connection());
        Instant now = parts.now();
        Disposition disposition = OutboxPolicy.decide(
                item, result, profile.retry(), now, parts.jitter().getAsDouble(), othersPass(group, result, now));
        if (!(disposition instanceof Disposition.Done) && queue.value().busyBut(made.sending(), now)) {
            return Attempt.unchanged(false);
        }
        Commit.Builder commit = Commit.builder();
        List<MeteringEffect> marks = List.of();
        Runnable delivered = () -> {};
        if (disposition instanceof Disposition.Done) {
            commit.remove(queue.key(), item.requestId());
            marks = metering.left(group, new MeteringInput.Acknowledged(item.requestId()), commit);
            delivered = item.action() == Action.ADJUST_GROUP_CAPACITY_FORECAST
                    ? adjustments.left(group, new AdjustmentInput.Delivered(item.requestId()), commit)
                    : delivered;
        } else {
            commit.add(queue.key(), after(item, disposition, now));
        }
        Outboxes.write(commit, queue, queue.value().idleUntil(Optional.of(now)));
        List<MeteringEffect> effects = marks;
        Runnable told = delivered;
        return Attempt.of(commit.build(), true, () -> {
            passing.decided(group, result, disposition, now);
            parts.raise(event(group, item, disposition, result, now));
            metering.run(group, effects);
            told.run();
            drain(group);
        });
    }

    private boolean othersPass(GroupRef group, SendResult result, Instant now) {
        return !(AnswerFamilies.family(result) instanceof AnswerFamilies.Family.Success)
                && passing.othersPass(group, result, now);
    }

    private static OutboxItem after(OutboxItem item, Disposition disposition, Instant now) {
        if (disposition instanceof Disposition.Park park) {
            return item.park(park.why());
        }
        return item.retryAt(nextTry(disposition, now));
    }

    private static Instant nextTry(Disposition disposition, Instant now) {
        if (disposition instanceof Disposition.Retry retry) {
            return retry.at();
        }
        return disposition instanceof Disposition.Pause pause ? pause.retryAt() : now;
    }

    private static OscpEvent event(
            GroupRef group, OutboxItem item, Disposition disposition, SendResult result, Instant now) {
        if (disposition instanceof Disposition.Done) {
            return new GroupEvent.MessageSent(group, now, item.action(), item.requestId(), item.tries() + 1);
        }
        if (disposition instanceof Disposition.Park park) {
            return new GroupEvent.MessageParked(group, now, item.action(), item.requestId(), park.why());
        }
        return new GroupEvent.MessageFailed(
                group,
                now,
                item.action(),
                item.requestId(),
                AnswerFamilies.describe(result),
                nextTry(disposition, now));
    }
}
