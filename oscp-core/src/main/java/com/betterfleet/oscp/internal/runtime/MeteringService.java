package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeteringContext;
import com.betterfleet.oscp.metering.MeteringEffect;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.metering.MeteringMachine;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.metering.MeteringStep;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** Runs the metering machine of each group; what it wants sent is put into the outbox in the same commit. */
final class MeteringService {
    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final Outboxes outboxes;

    MeteringService(Parts parts, Transactions transactions, LinkService links, Outboxes outboxes) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.outboxes = outboxes;
    }

    void apply(GroupRef group, MeteringInput input) {
        transactions.run("metering of " + group, () -> attempt(group, input));
    }

    /** Looks at every group of a connection again: whether windows open depends on its link. */
    void lookAgain(ConnectionId connection) {
        applyAll(connection, new MeteringInput.Due());
    }

    private void applyAll(ConnectionId connection, MeteringInput input) {
        for (GroupRef group : parts.records().groups(connection)) {
            Guard.run(() -> apply(group, input));
        }
    }

    /** Adds what a message that leaves the outbox means to the commit in which it does; answers what to run after it. */
    List<MeteringEffect> left(GroupRef group, MeteringInput input, Commit.Builder commit) {
        Optional<Loaded<MeteringRecord>> loaded = parts.records().metering(group);
        if (loaded.isEmpty()) {
            return List.of();
        }
        MeteringStep step = step(group, loaded.get(), input);
        write(commit, loaded.get(), step);
        withdraw(group, step, commit);
        return step.effects();
    }

    void run(GroupRef group, List<MeteringEffect> effects) {
        for (MeteringEffect effect : effects) {
            if (effect instanceof MeteringEffect.Raise raise) {
                parts.raise(raise.event());
            } else if (effect instanceof MeteringEffect.Read read) {
                read(group, read.query());
            }
        }
    }

    private Attempt<Boolean> attempt(GroupRef group, MeteringInput input) {
        Optional<Loaded<MeteringRecord>> loaded = parts.records().metering(group);
        if (loaded.isEmpty()) {
            return Attempt.unchanged(false);
        }
        MeteringStep step = step(group, loaded.get(), input);
        Commit.Builder commit = Commit.builder();
        write(commit, loaded.get(), step);
        List<Outgoing> messages = step.effects().stream()
                .filter(MeteringEffect.Enqueue.class::isInstance)
                .map(MeteringEffect.Enqueue.class::cast)
                .map(Outgoing::of)
                .toList();
        if (!messages.isEmpty()) {
            outboxes.enqueue(group, messages, commit);
        }
        withdraw(group, step, commit);
        return Attempt.of(commit.build(), true, () -> run(group, step.effects()));
    }

    private static void withdraw(GroupRef group, MeteringStep step, Commit.Builder commit) {
        step.effects().stream()
                .filter(MeteringEffect.Withdraw.class::isInstance)
                .map(MeteringEffect.Withdraw.class::cast)
                .forEach(gone -> commit.remove(Keys.of(Kind.OUTBOX, group), gone.id()));
    }

    private MeteringStep step(GroupRef group, Loaded<MeteringRecord> loaded, MeteringInput input) {
        return MeteringMachine.step(loaded.value(), input, context(group));
    }

    private void write(Commit.Builder commit, Loaded<MeteringRecord> loaded, MeteringStep step) {
        commit.write(
                loaded.key(),
                loaded.version(),
                parts.records().payload(loaded.key(), step.record()),
                step.record().nextDue());
    }

    private MeteringContext context(GroupRef group) {
        GroupBinding binding = parts.records()
                .bound(group)
                .orElseThrow(() -> new IllegalArgumentException("there is no group '" + group + "'"))
                .value()
                .binding();
        LinkRecord link = links.settled(group.connection()).value();
        return new MeteringContext(
                group,
                binding,
                parts.profile(group.connection()),
                !link.state().released(),
                link.agreedMeasurement(),
                parts.now(),
                parts.freshId());
    }

    private void read(GroupRef group, MeterQuery query) {
        TimeInterval window = query.window();
        Guard.call(() -> parts.meters().read(query)).whenComplete((readings, failure) -> {
            parts.later(() -> apply(group, input(window, readings, failure)));
        });
    }

    private static MeteringInput input(
            TimeInterval window, @Nullable MeterReadings readings, @Nullable Throwable failure) {
        if (failure != null) {
            return new MeteringInput.ReadFailed(window, Guard.words(failure));
        }
        return readings == null
                ? new MeteringInput.ReadFailed(window, "the meter source answered null")
                : new MeteringInput.ReadingsArrived(window, readings);
    }
}
