package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.adjustment.AdjustmentContext;
import com.betterfleet.oscp.adjustment.AdjustmentEffect;
import com.betterfleet.oscp.adjustment.AdjustmentInput;
import com.betterfleet.oscp.adjustment.AdjustmentMachine;
import com.betterfleet.oscp.adjustment.AdjustmentRecord;
import com.betterfleet.oscp.adjustment.AdjustmentRequest;
import com.betterfleet.oscp.adjustment.AdjustmentStep;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.forecast.ForecastTranslator;
import com.betterfleet.oscp.forecast.Translation;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.Rules;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the adjustment machine of each group; what it does to the outbox is in the same commit. */
final class AdjustmentService {
    private static final String REQUEST = "request-adjustment";

    private final Parts parts;
    private final Transactions transactions;
    private final Outboxes outboxes;

    AdjustmentService(Parts parts, Transactions transactions, Outboxes outboxes) {
        this.parts = parts;
        this.transactions = transactions;
        this.outboxes = outboxes;
    }

    RequestId request(GroupRef group, ForecastType type, List<ForecastedBlock> blocks, String reason, Actor actor) {
        Optional<String> complaint = Rules.messageText(reason);
        if (complaint.isPresent()) {
            throw new IllegalArgumentException("reason: " + complaint.get());
        }
        RequestId id = parts.freshId();
        Asked asked = new Asked(group.group(), id, type, List.copyOf(blocks), reason);
        return transactions.run(REQUEST, () -> requesting(group, asked, actor));
    }

    private Attempt<RequestId> requesting(GroupRef group, Asked asked, Actor actor) {
        parts.requireBound(group);
        Loaded<AdjustmentRecord> loaded = load(group);
        AdjustmentInput.Requested input = new AdjustmentRequest(binding(group), profile(group), parts.now())
                .of(asked.requestId(), asked.type(), asked.blocks(), loaded.value());
        GroupCommit commit = commit(group);
        commit.builder()
                .line(Journal.line(
                        group.connection(), parts.now(), actor, REQUEST, Optional.empty(), Optional.of(asked)));
        step(group, loaded, input, commit);
        return Attempt.of(commit.build(), asked.requestId(), () -> {
            commit.run();
            parts.raise(new GroupEvent.OperationDone(
                    group,
                    parts.now(),
                    actor.name(),
                    REQUEST,
                    asked.blocks().size() + " blocks of " + asked.type() + " as " + asked.requestId()));
        });
    }

    /** Ends what has expired. */
    void due(GroupRef group) {
        transactions.run("adjustments of " + group, () -> {
            GroupCommit commit = commit(group);
            step(group, load(group), new AdjustmentInput.Due(), commit);
            return Attempt.of(commit.build(), true, commit::run);
        });
    }

    /** Adds what a message that leaves the queue means to the commit in which it does; answers what to do after it. */
    Runnable left(GroupRef group, AdjustmentInput input, Commit.Builder builder) {
        Loaded<AdjustmentRecord> loaded = load(group);
        if (loaded.value().pending().isEmpty()) {
            return () -> {};
        }
        AdjustmentStep step = write(group, loaded, input, builder);
        step.effects().stream()
                .filter(AdjustmentEffect.Withdraw.class::isInstance)
                .map(AdjustmentEffect.Withdraw.class::cast)
                .forEach(gone -> builder.remove(Keys.of(Kind.OUTBOX, group), gone.id()));
        return () -> raise(step);
    }

    /** Adds what an accepted forecast means for what was requested to the commit that accepts it. */
    void forecast(
            GroupRef group,
            RequestId source,
            Optional<RequestId> answers,
            UpdateGroupCapacityForecast message,
            GroupCommit commit) {
        Loaded<AdjustmentRecord> loaded = load(group);
        if (!loaded.value().pending().isEmpty()) {
            Blocks blocks = inWatts(group, source, message);
            step(group, loaded, new AdjustmentInput.ForecastAccepted(source, message.type(), answers, blocks), commit);
        }
    }

    /** Nobody waits for an answer to what an unbound group has asked. */
    void unbound(GroupRef group, GroupCommit commit) {
        Loaded<AdjustmentRecord> loaded = load(group);
        if (!loaded.value().pending().isEmpty()) {
            step(group, loaded, new AdjustmentInput.GivenUp(Optional.empty(), "the group was unbound"), commit);
        }
    }

    AdjustmentRecord of(GroupRef group) {
        return load(group).value();
    }

    private Loaded<AdjustmentRecord> load(GroupRef group) {
        return parts.records()
                .adjustments(group)
                .orElseGet(() -> new Loaded<>(Keys.of(Kind.ADJUSTMENT, group), 0, AdjustmentRecord.EMPTY));
    }

    private GroupCommit commit(GroupRef group) {
        return new GroupCommit(group, outboxes, Commit.builder());
    }

    private void step(GroupRef group, Loaded<AdjustmentRecord> loaded, AdjustmentInput input, GroupCommit commit) {
        AdjustmentStep step = write(group, loaded, input, commit.builder());
        for (AdjustmentEffect effect : step.effects()) {
            if (effect instanceof AdjustmentEffect.Enqueue enqueue) {
                commit.send(Outgoing.of(enqueue));
            } else if (effect instanceof AdjustmentEffect.Withdraw withdraw) {
                commit.withdraw(withdraw.id());
            }
        }
        commit.then(() -> raise(step));
    }

    private AdjustmentStep write(
            GroupRef group, Loaded<AdjustmentRecord> loaded, AdjustmentInput input, Commit.Builder builder) {
        AdjustmentContext context = new AdjustmentContext(group, gapTolerance(group), parts.now());
        AdjustmentStep step = AdjustmentMachine.step(loaded.value(), input, context);
        builder.write(
                loaded.key(),
                loaded.version(),
                parts.records().payload(loaded.key(), step.record()),
                step.record().nextDue());
        return step;
    }

    private void raise(AdjustmentStep step) {
        for (AdjustmentEffect effect : step.effects()) {
            if (effect instanceof AdjustmentEffect.Raise raise) {
                parts.raise(raise.event());
            }
        }
    }

    /** It was accepted, so it can be translated. */
    private Blocks inWatts(GroupRef group, RequestId source, UpdateGroupCapacityForecast message) {
        Translation translation = ForecastTranslator.translate(source, message, binding(group), profile(group), 0);
        return translation instanceof Translation.Translated translated ? Blocks.of(translated.blocks()) : Blocks.NONE;
    }

    private Duration gapTolerance(GroupRef group) {
        return binding(group).gapTolerance().orElse(profile(group).forecast().gapTolerance());
    }

    private GroupBinding binding(GroupRef group) {
        return parts.records()
                .bound(group)
                .orElseThrow(() -> new IllegalArgumentException("there is no group '" + group + "'"))
                .value()
                .binding();
    }

    private PartnerProfile profile(GroupRef group) {
        return parts.profile(group.connection());
    }

    /** What the journal says of a request; the reason is nowhere else. */
    private record Asked(
            GroupId group, RequestId requestId, ForecastType type, List<ForecastedBlock> blocks, String reason) {}
}
