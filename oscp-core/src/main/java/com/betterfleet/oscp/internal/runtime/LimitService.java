package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.limit.LimitContext;
import com.betterfleet.oscp.limit.LimitEffect;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitMachine;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.limit.LimitStep;
import com.betterfleet.oscp.limit.LimitVerdict;
import com.betterfleet.oscp.limit.LinkView;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Runs the limit machine of each group, and hands its orders to the host's sink. */
final class LimitService {
    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final Outboxes outboxes;
    private final ComplianceMessages compliance;

    LimitService(Parts parts, Transactions transactions, LinkService links, Outboxes outboxes) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.outboxes = outboxes;
        this.compliance = new ComplianceMessages(parts);
    }

    /**
     * A group with all that its limit depends on.
     *
     * @param limit its record
     * @param link the link as it stands
     * @param context what the machine wants to know
     */
    record Situation(Loaded<LimitRecord> limit, Loaded<LinkRecord> link, LimitContext context) {}

    LimitVerdict apply(GroupRef group, LimitInput input) {
        return apply(group, input, (situation, step, commit) -> {});
    }

    /** Adds to the commit of a step that was not refused. */
    interface Also {
        void add(Situation situation, LimitStep step, GroupCommit commit);
    }

    LimitVerdict apply(GroupRef group, LimitInput input, Also also) {
        return transactions.run("limit of " + group, () -> attempt(group, input, also));
    }

    /** Orders what is safe without us, before this returns. */
    void close(GroupRef group) {
        transactions.runHere(
                "limit of " + group, () -> attempt(group, new LimitInput.Close(), (situation, step, commit) -> {}));
    }

    void reevaluate(ConnectionId connection, String cause) {
        for (GroupRef group : parts.records().groups(connection)) {
            Guard.run(() -> apply(group, new LimitInput.Reevaluate(cause)));
        }
    }

    /** Loads a group; an inactive one is looked at as if its link were disabled, so that it is released. */
    Situation situation(GroupRef group) {
        BoundGroup bound = parts.records()
                .bound(group)
                .orElseThrow(() -> new IllegalArgumentException("there is no group '" + group + "'"))
                .value();
        return situation(group, bound);
    }

    private Situation situation(GroupRef group, BoundGroup bound) {
        Loaded<LinkRecord> link = links.settled(group.connection());
        Loaded<LimitRecord> limit = parts.records()
                .limit(group)
                .orElseGet(() -> new Loaded<>(Keys.of(Kind.LIMIT, group), 0, LimitRecord.initial()));
        LinkState state = bound.active() ? link.value().state() : LinkState.DISABLED;
        LinkRecord line = link.value();
        LinkView view = new LinkView(state, line.since(), line.session(), line.offlineAt());
        LimitContext context = new LimitContext(
                group,
                bound.binding(),
                parts.profile(group.connection()),
                view,
                parts.now(),
                parts.jitter().getAsDouble());
        return new Situation(limit, link, context);
    }

    /** Steps the machine as part of the commit that binds or unbinds. */
    void step(GroupRef group, BoundGroup bound, LimitInput input, GroupCommit commit) {
        Situation situation = situation(group, bound);
        LimitStep step = LimitMachine.step(situation.limit().value(), input, situation.context());
        keep(situation, step, commit);
    }

    private void keep(Situation situation, LimitStep made, GroupCommit commit) {
        LimitStep step = compliance.tell(situation, made, commit);
        write(situation, step, commit.builder());
        commit.then(() -> run(situation.context().group(), step.effects()));
    }

    private void write(Situation situation, LimitStep step, Commit.Builder commit) {
        commit.write(
                situation.limit().key(),
                situation.limit().version(),
                parts.records().payload(situation.limit().key(), step.record()),
                step.record().nextDue());
    }

    private Attempt<LimitVerdict> attempt(GroupRef group, LimitInput input, Also also) {
        Situation situation = situation(group);
        LimitStep step = LimitMachine.step(situation.limit().value(), input, situation.context());
        if (step.verdict() instanceof LimitVerdict.Refused) {
            return Attempt.unchanged(step.verdict());
        }
        GroupCommit commit = new GroupCommit(group, outboxes, Commit.builder());
        keep(situation, step, commit);
        also.add(situation, step, commit);
        return Attempt.of(commit.build(), step.verdict(), commit::run);
    }

    private void run(GroupRef group, List<LimitEffect> effects) {
        for (LimitEffect effect : effects) {
            if (effect instanceof LimitEffect.Raise raise) {
                parts.raise(raise.event());
            } else if (effect instanceof LimitEffect.Apply apply) {
                order(group, apply.order());
            } else if (effect instanceof LimitEffect.ReleaseScope release) {
                release(group, release.scope(), release.revision());
            } else if (effect instanceof LimitEffect.Read read) {
                read(group, read.scope(), read.direction());
            }
        }
    }

    private void order(GroupRef group, LimitOrder order) {
        CompletionStage<Outcome> stage = Guard.call(() -> parts.sink().apply(order));
        answer(
                group,
                stage,
                outcome -> new LimitInput.SinkAnswered(order.direction(), order.revision(), outcome),
                why -> new LimitInput.SinkFailed(order.direction(), order.revision(), why));
    }

    private void release(GroupRef group, ManagedScope scope, long revision) {
        answer(
                group,
                Guard.call(() -> parts.sink().release(scope, revision)),
                outcome -> new LimitInput.SinkAnswered(Direction.IMPORT, revision, outcome),
                why -> new LimitInput.SinkFailed(Direction.IMPORT, revision, why));
    }

    private void read(GroupRef group, ManagedScope scope, Direction direction) {
        CompletionStage<Optional<Limit>> stage = Guard.call(() -> parts.sink().read(scope, direction));
        answer(
                group,
                stage,
                limit -> new LimitInput.ReadAnswered(direction, limit),
                why -> new LimitInput.ReadFailed(direction, why));
    }

    private <T> void answer(
            GroupRef group,
            CompletionStage<T> stage,
            Function<T, LimitInput> answered,
            Function<String, LimitInput> failed) {
        stage.whenComplete((value, failure) -> {
            LimitInput input = failure == null ? answered.apply(value) : failed.apply(Guard.words(failure));
            parts.later(() -> apply(group, input));
        });
    }
}
