package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.connection.LinkContext;
import com.betterfleet.oscp.connection.LinkEffect;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkMachine;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.LinkStep;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs the link machine of each connection: its inputs from wherever they come, its effects after the commit. */
final class LinkService {
    private final Parts parts;
    private final Transactions transactions;
    private final Consumer<ConnectionId> moved;

    LinkService(Parts parts, Transactions transactions, Consumer<ConnectionId> moved) {
        this.parts = parts;
        this.transactions = transactions;
        this.moved = moved;
    }

    Verdict apply(ConnectionId id, LinkInput input) {
        return apply(id, input, commit -> {});
    }

    /** Steps the machine; what {@code also} adds is committed with it unless the input was refused. */
    Verdict apply(ConnectionId id, LinkInput input, Consumer<Commit.Builder> also) {
        return transactions.run("link " + id, () -> attempt(parts.settings(id), input, also));
    }

    /** The link as it stands now: deadlines that have passed are settled first. */
    Loaded<LinkRecord> settled(ConnectionId id) {
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
    Attempt<Verdict> attempt(ConnectionSettings settings, LinkInput input, Consumer<Commit.Builder> also) {
        ConnectionId id = settings.id();
        PartnerProfile profile = parts.profiles().of(settings);
        Loaded<LinkRecord> loaded = load(id);
        LinkContext context = new LinkContext(
                settings, profile, parts.now(), parts.freshId(), parts.jitter().getAsDouble());
        LinkStep step = LinkMachine.step(loaded.value(), input, context);
        Runnable effects = () -> run(id, settings, profile, step.effects());
        boolean refused = step.verdict() instanceof Verdict.Refused;
        if (refused && step.record().equals(loaded.value())) {
            return new Attempt<>(Optional.empty(), step.verdict(), effects);
        }
        Commit.Builder commit = Commit.builder()
                .write(
                        loaded.key(),
                        loaded.version(),
                        PayloadCodec.write(step.record()),
                        step.record().nextDue());
        if (!refused) {
            also.accept(commit);
        }
        return Attempt.of(commit.build(), step.verdict(), effects);
    }

    private void run(ConnectionId id, ConnectionSettings settings, PartnerProfile profile, List<LinkEffect> effects) {
        for (LinkEffect effect : effects) {
            if (effect instanceof LinkEffect.Raise raise) {
                parts.raise(raise.event());
            } else if (effect instanceof LinkEffect.Moved) {
                moved.accept(id);
            } else if (effect instanceof LinkEffect.Transmit transmit) {
                transmit(
                        id,
                        outbound(settings, profile, transmit.message(), transmit.id(), transmit.correlation()),
                        result -> new LinkInput.Answered(transmit.id(), result));
            } else if (effect instanceof LinkEffect.Beat beat) {
                transmit(
                        id,
                        outbound(settings, profile, new Heartbeat(beat.promise()), parts.freshId(), Optional.empty()),
                        result -> new LinkInput.HeartbeatAnswered(beat.session(), beat.promise(), result));
            }
        }
    }

    private static OutboundMessage outbound(
            ConnectionSettings settings,
            PartnerProfile profile,
            OscpMessage message,
            RequestId requestId,
            Optional<RequestId> correlation) {
        byte[] body = OscpCodec.strict().encode(message);
        return Outbound.of(settings, profile, message.action(), body, requestId, correlation);
    }

    private void transmit(ConnectionId id, OutboundMessage message, Function<SendResult, LinkInput> input) {
        parts.client().send(message).thenAccept(result -> parts.later(() -> apply(id, input.apply(result))));
    }
}
