package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.http.InboundHandler;
import com.betterfleet.oscp.http.InboundMessage;
import com.betterfleet.oscp.http.Reception;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitVerdict;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes the peers' messages: claims their ids, steps the machine they are for, and only then lets them be answered. */
final class InboundService implements InboundHandler {
    private static final String UNKNOWN_ID = "a message of this kind needs X-Request-ID";

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final Supplier<Boolean> closed;
    private final RefusalGate refusals = new RefusalGate();
    private final Map<ConnectionId, Map<String, LongAdder>> tolerances = new ConcurrentHashMap<>();

    InboundService(Parts parts, LinkService links, LimitService limits, Supplier<Boolean> closed) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.closed = closed;
    }

    @Override
    public Optional<InboundConnection> connection(ConnectionId id) {
        return parts.records().settings(id).map(loaded -> inbound(loaded.value()));
    }

    @Override
    public Optional<ConnectionId> bare() {
        return parts.records().connections().stream()
                .filter(id -> parts.settings(id).barePath())
                .findFirst();
    }

    @Override
    public Reception accept(InboundMessage message) {
        count(message);
        return repeated(message).orElseGet(() -> take(message));
    }

    /** Takes a message; where its id is claimed by the same message meanwhile, that one's answer is its answer. */
    private Reception take(InboundMessage message) {
        try {
            return step(message);
        } catch (Transactions.Claimed elsewhere) {
            return repeated(message).orElseThrow(() -> elsewhere);
        }
    }

    private Reception step(InboundMessage message) {
        if (message.message() instanceof Handshake handshake) {
            return message.requestId()
                    .map(id -> link(message, new LinkInput.HandshakeReceived(id, handshake), claim(message)))
                    .orElseGet(() -> refuse(400, "X-Request-ID", UNKNOWN_ID));
        }
        if (message.message() instanceof HandshakeAcknowledge acknowledge) {
            return link(
                    message, new LinkInput.AcknowledgeReceived(message.correlationId(), acknowledge), claim(message));
        }
        if (message.message() instanceof Heartbeat heartbeat) {
            return link(message, new LinkInput.HeartbeatReceived(heartbeat), commit -> {});
        }
        if (message.message() instanceof UpdateGroupCapacityForecast forecast) {
            return message.requestId()
                    .map(id -> forecast(message, id, forecast))
                    .orElseGet(() -> refuse(400, "X-Request-ID", UNKNOWN_ID));
        }
        return refuse(
                403, message.message().action().path(), "is not for a Flexibility Provider that uses this profile");
    }

    @Override
    public void refused(ConnectionId connection, String action, int status, String why) {
        Instant now = parts.now();
        refusals.admit(connection, status, now)
                .ifPresent(untold -> parts.raise(new LinkEvent.MessageRefused(
                        connection,
                        now,
                        action,
                        status,
                        untold == 0 ? why : why + " (" + untold + " more were not told)")));
    }

    Map<String, Long> tolerancesUsed(ConnectionId connection) {
        Map<String, Long> counts = new TreeMap<>();
        tolerances.getOrDefault(connection, Map.of()).forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    private InboundConnection inbound(ConnectionSettings settings) {
        Optional<String> unavailable = closed.get()
                ? Optional.of("shutting down")
                : released(settings.id()) ? Optional.of("the connection is suspended or disabled") : Optional.empty();
        return new InboundConnection(settings, parts.profiles().of(settings), expected(settings), unavailable);
    }

    private static List<ExpectedCredential> expected(ConnectionSettings settings) {
        return settings.credentials() instanceof Credentials.Agreed agreed ? List.of(agreed.expect()) : List.of();
    }

    /** Read, not settled: nothing is written for a request that has not been authenticated. */
    private boolean released(ConnectionId id) {
        return parts.records()
                .link(id)
                .map(link -> link.value().state().released())
                .orElse(false);
    }

    private void count(InboundMessage message) {
        if (message.tolerancesUsed().isEmpty()) {
            return;
        }
        Map<String, LongAdder> counts =
                tolerances.computeIfAbsent(message.connection(), id -> new ConcurrentHashMap<>());
        for (Tolerance tolerance : message.tolerancesUsed()) {
            counts.computeIfAbsent(tolerance.name(), name -> new LongAdder()).increment();
        }
    }

    /** The answer to a request id that was accepted before: the same again, or a conflict. */
    private Optional<Reception> repeated(InboundMessage message) {
        return message.requestId()
                .filter(id -> claimed(message))
                .flatMap(id -> parts.store().claim(Keys.link(message.connection()), id.value()))
                .map(claim -> claim.bodyHash().equals(message.bodyHash())
                        ? new Reception.Accepted()
                        : refuse(409, "X-Request-ID", "was used before with another body"));
    }

    private static boolean claimed(InboundMessage message) {
        return !(message.message() instanceof Heartbeat);
    }

    private Consumer<Commit.Builder> claim(InboundMessage message) {
        return commit -> message.requestId()
                .ifPresent(id -> commit.claim(
                        new Claim(Keys.link(message.connection()), id.value(), message.bodyHash(), parts.now())));
    }

    private Reception link(InboundMessage message, LinkInput input, Consumer<Commit.Builder> also) {
        Verdict verdict = links.apply(message.connection(), input, also);
        if (verdict instanceof Verdict.Refused refused) {
            return refuse(refused.status(), message.message().action().path(), refused.message());
        }
        if (verdict instanceof Verdict.Ignored ignored) {
            parts.raise(new LinkEvent.InputIgnored(
                    message.connection(),
                    parts.now(),
                    message.message().action().path(),
                    ignored.reason()));
        }
        return new Reception.Accepted();
    }

    private Reception forecast(InboundMessage message, RequestId id, UpdateGroupCapacityForecast forecast) {
        GroupRef group = new GroupRef(message.connection(), forecast.groupId());
        if (parts.records().bound(group).filter(found -> found.value().active()).isEmpty()) {
            return refuse(403, "group_id", "'" + forecast.groupId().value() + "' is not bound to this connection");
        }
        LimitVerdict verdict =
                limits.apply(group, new LimitInput.ForecastReceived(id, forecast), (situation, commit) -> {
                    commit.require(situation.link().key(), situation.link().version());
                    claim(message).accept(commit);
                });
        return verdict instanceof LimitVerdict.Refused refused
                ? new Reception.Refused(400, refused.violations())
                : new Reception.Accepted();
    }

    private static Reception refuse(int status, String path, String message) {
        return new Reception.Refused(status, List.of(new Violation(path, message)));
    }
}
