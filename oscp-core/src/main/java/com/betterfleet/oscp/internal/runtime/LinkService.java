package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.connection.LinkContext;
import com.betterfleet.oscp.connection.LinkEffect;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.LinkStep;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.TokenKeeper.Kept;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Runs the link machine of each connection: its inputs from wherever they come, its effects after the commit. */
final class LinkService {
    private final Parts parts;
    private final Transactions transactions;
    private final TokenKeeper tokens;
    private final LinkCalls calls;
    private final Consumer<ConnectionId> moved;
    private volatile Consumer<ConnectionId> first = id -> {};

    LinkService(Parts parts, Transactions transactions, TokenKeeper tokens, Consumer<ConnectionId> moved) {
        this.parts = parts;
        this.transactions = transactions;
        this.tokens = tokens;
        this.calls = new LinkCalls(parts, tokens);
        this.moved = moved;
    }

    /** What comes before any step of a link: a record made by the clock before must not meet the clock that is now. */
    void first(Consumer<ConnectionId> work) {
        first = work;
    }

    /** Adds to the commit of a step that was not refused. */
    interface Also {
        void add(LinkRecord before, LinkStep step, Commit.Builder commit);
    }

    Verdict apply(ConnectionId id, LinkInput input) {
        return apply(id, input, commit -> {});
    }

    /** Steps the machine; what {@code also} adds is committed with it unless the input was refused. */
    Verdict apply(ConnectionId id, LinkInput input, Consumer<Commit.Builder> also) {
        return apply(id, LinkArrival.of(input), also);
    }

    Verdict apply(ConnectionId id, LinkArrival arrival, Consumer<Commit.Builder> also) {
        return transactions.run("link " + id, () -> attempt(parts.settings(id), arrival, also));
    }

    /** A message that another machine accepted was sent with this token; nothing is written unless that tells something. */
    void used(ConnectionId id, SecretRef token) {
        if (load(id).value().exchange().provedBy(token)) {
            apply(id, new LinkInput.CredentialUsed(token));
        }
    }

    /** Steps the machine for an operator; what {@code also} adds knows what came of it. */
    Verdict operate(ConnectionId id, LinkInput input, Also also) {
        return transactions.run("link " + id, () -> attempt(parts.settings(id), LinkArrival.of(input), also));
    }

    /** The link as it stands now: deadlines that have passed are settled first. */
    Loaded<LinkRecord> settled(ConnectionId id) {
        first.accept(id);
        Loaded<LinkRecord> loaded = load(id);
        boolean passed = loaded.value()
                .offlineAt()
                .filter(at -> !at.isAfter(parts.now()))
                .isPresent();
        if (!passed) {
            return loaded;
        }
        apply(id, new LinkInput.Due());
        return load(id);
    }

    private Loaded<LinkRecord> load(ConnectionId id) {
        return parts.records()
                .link(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no connection '" + id + "'"));
    }

    /** One step of the machine, for those that commit something with it; by the settings as they will be then. */
    Attempt<Verdict> attempt(ConnectionSettings settings, LinkArrival arrival, Consumer<Commit.Builder> also) {
        return attempt(settings, arrival, (before, step, commit) -> also.accept(commit));
    }

    private Attempt<Verdict> attempt(ConnectionSettings settings, LinkArrival arrival, Also also) {
        ConnectionId id = settings.id();
        first.accept(id);
        PartnerProfile profile = parts.profiles().of(settings);
        Loaded<LinkRecord> loaded = load(id);
        LinkContext context = new LinkContext(
                settings,
                profile,
                parts.now(),
                parts.freshId(),
                parts.jitter().getAsDouble(),
                parts.node().working());
        LinkStep step = arrival.step(loaded.value(), context);
        boolean refused = step.verdict() instanceof Verdict.Refused;
        Outbound address = new Outbound(settings, profile, step.record().exchange());
        Commit.Builder commit = Commit.builder();
        if (!refused) {
            also.add(loaded.value(), step, commit);
        }
        if (commit.isEmpty() && step.record().equals(loaded.value())) {
            return Attempt.unchanged(step.verdict()).first(() -> run(address, step.effects(), Kept.NONE));
        }
        commit.write(
                loaded.key(),
                loaded.version(),
                parts.records().payload(loaded.key(), step.record()),
                step.record().nextDue());
        Kept kept = tokens.keep(id, loaded.value().exchange(), step.record().exchange(), arrival.tokens());
        return Attempt.of(commit.build(), step.verdict(), () -> run(address, step.effects(), kept))
                .undoneBy(() -> tokens.undo(kept));
    }

    private void run(Outbound address, List<LinkEffect> effects, Kept kept) {
        ConnectionId id = address.settings().id();
        for (LinkEffect effect : effects) {
            if (effect instanceof LinkEffect.Raise raise) {
                parts.raise(raise.event());
            } else if (effect instanceof LinkEffect.Moved) {
                moved.accept(id);
            } else if (effect instanceof LinkEffect.Transmit transmit) {
                comesBack(id, calls.transmit(address, transmit));
            } else if (effect instanceof LinkEffect.SendRegister register) {
                comesBack(id, calls.register(address, register));
            } else if (effect instanceof LinkEffect.Beat beat) {
                comesBack(id, calls.beat(address, beat));
            } else if (effect instanceof LinkEffect.Deregister end) {
                calls.deregister(address.by(end.ended()), end.id());
            }
        }
        tokens.settle(kept);
    }

    private void comesBack(ConnectionId id, CompletionStage<LinkInput> call) {
        call.thenAccept(input -> parts.later(() -> apply(id, input)));
    }
}
