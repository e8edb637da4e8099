package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.adjustment.AdjustmentInput;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitVerdict;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.metering.MeteringEffect;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Does what operators ask, each with a line in the journal in the same commit. */
final class OperationService implements Operations {
    private static final int MOST = 1000;

    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final LimitService limits;
    private final AdjustmentService adjustments;
    private final MeteringService metering;
    private final Outboxes outboxes;

    OperationService(
            Parts parts,
            Transactions transactions,
            LinkService links,
            LimitService limits,
            AdjustmentService adjustments,
            MeteringService metering,
            Outboxes outboxes) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.limits = limits;
        this.adjustments = adjustments;
        this.metering = metering;
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
        return limit(group, new LimitInput.ResendLimit(), actor, "resend-limit", Optional.empty());
    }

    @Override
    public String overrideProtectiveZero(GroupRef group, Actor actor) {
        return limit(group, new LimitInput.OverrideZero(), actor, "override-protective-zero", Optional.empty());
    }

    @Override
    public RequestId requestAdjustment(
            GroupRef group, ForecastType type, List<ForecastedBlock> blocks, String reason, Actor actor) {
        return adjustments.request(group, type, blocks, reason, actor);
    }

    @Override
    public String reportNonCompliance(
            GroupRef group, Direction direction, TimeInterval span, String message, Actor actor) {
        return limit(
                group,
                new LimitInput.ReportNonCompliance(direction, span, message),
                actor,
                "report-non-compliance",
                Optional.of(new NotKept(group.group(), direction, span, message)));
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
                item -> Optional.of(item.tryAt(parts.now())));
    }

    @Override
    public void discardParked(GroupRef group, RequestId requestId, Actor actor) {
        change(
                group,
                actor,
                "discard-parked",
                () -> find(parked(group), group, requestId, "is parked"),
                item -> Optional.empty());
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
            Function<OutboxItem, Optional<OutboxItem>> change) {
        transactions.run(what, () -> {
            Loaded<OutboxRecord> queue = outboxes.load(group);
            OutboxItem item = which.get();
            Optional<OutboxItem> after = change.apply(item);
            Commit.Builder commit = Commit.builder()
                    .line(line(
                            group.connection(),
                            actor,
                            what,
                            Optional.of(Waiting.of(group, item)),
                            after.map(one -> Waiting.of(group, one))));
            after.ifPresentOrElse(
                    one -> commit.add(queue.key(), one), () -> commit.remove(queue.key(), item.requestId()));
            Outboxes.write(commit, queue, queue.value().wokenAt(parts.now()));
            Runnable left = after.isPresent() ? () -> {} : left(group, item, actor, commit);
            return Attempt.of(commit.build(), true, () -> {
                left.run();
                report(group, actor, what, item.subject());
            });
        });
    }

    /** An adjustment that is discarded is given up, and so is a window. */
    private Runnable left(GroupRef group, OutboxItem item, Actor actor, Commit.Builder commit) {
        String why = "it was parked, and discarded by " + actor.name();
        if (item.action() == Action.ADJUST_GROUP_CAPACITY_FORECAST) {
            return adjustments.left(group, new AdjustmentInput.GivenUp(Optional.of(item.requestId()), why), commit);
        }
        List<MeteringEffect> effects = metering.left(group, new MeteringInput.Discarded(item.requestId(), why), commit);
        return () -> metering.run(group, effects);
    }

    private String link(ConnectionId connection, LinkInput input, Actor actor, String what) {
        parts.settings(connection);
        return words(links.operate(
                connection,
                input,
                (before, step, commit) -> commit.line(line(
                        connection,
                        actor,
                        what,
                        Optional.of(new Link(before.state(), before.session())),
                        Optional.of(new LinkResult(
                                step.record().state(), step.record().session(), words(step.verdict())))))));
    }

    private static String words(Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return "not done: " + refused.message();
        }
        return verdict instanceof Verdict.Ignored ignored ? ignored.reason() : "done";
    }

    private String limit(GroupRef group, LimitInput input, Actor actor, String what, Optional<?> asked) {
        parts.requireBound(group);
        LimitVerdict verdict = limits.apply(
                group,
                input,
                (situation, step, commit) -> commit.builder()
                        .line(line(
                                group.connection(),
                                actor,
                                what,
                                asked,
                                Optional.of(new GroupResult(group.group(), words(step.verdict()))))));
        if (verdict instanceof LimitVerdict.Refused refused) {
            throw new IllegalArgumentException(
                    refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
        String result = words(verdict);
        report(group, actor, what, result);
        return result;
    }

    private static String words(LimitVerdict verdict) {
        return verdict instanceof LimitVerdict.Done done ? done.result() : "done";
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

    private JournalLine line(ConnectionId connection, Actor actor, String what, Optional<?> before, Optional<?> after) {
        return Journal.line(connection, parts.now(), actor, what, before, after);
    }

    /** What the journal says of a link before an operation. */
    private record Link(LinkState state, long session) {}

    /** What the journal says of a link after an operation. */
    private record LinkResult(LinkState state, long session, String result) {}

    /** What the journal says an operator wanted the utility to be told. */
    private record NotKept(GroupId group, Direction direction, TimeInterval span, String message) {}

    /** What the journal says of an operation on a group. */
    private record GroupResult(GroupId group, String result) {}

    /** What the journal says of a waiting or parked message: all but its body. */
    private record Waiting(GroupId group, RequestId requestId, String subject, Optional<String> parked) {
        static Waiting of(GroupRef group, OutboxItem item) {
            return new Waiting(group.group(), item.requestId(), item.subject(), item.parked());
        }
    }
}
