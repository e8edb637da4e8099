package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.TokenExchange;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.http.InboundHandler;
import com.betterfleet.oscp.http.InboundMessage;
import com.betterfleet.oscp.http.Reception;
import com.betterfleet.oscp.http.RegistrationEnd;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitVerdict;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.store.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Takes the peers' messages: claims their ids, steps the machine they are for, and only then lets them be answered. */
final class InboundService implements InboundHandler {
    private static final String AGREED =
            "the credentials of this connection are agreed, nothing is exchanged by register";
    private static final String UNKNOWN_ID = "a message of this kind needs X-Request-ID";

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final AdjustmentService adjustments;
    private final PeerUrls peerUrls;
    private final Supplier<Boolean> closed;
    private final BarePath bare;
    private final RefusalGate refusals = new RefusalGate();
    private final ToleranceCounts tolerances = new ToleranceCounts();

    InboundService(
            Parts parts,
            LinkService links,
            LimitService limits,
            AdjustmentService adjustments,
            PeerUrls peerUrls,
            Supplier<Boolean> closed) {
        this.parts = parts;
        this.bare = new BarePath(parts);
        this.links = links;
        this.limits = limits;
        this.adjustments = adjustments;
        this.peerUrls = peerUrls;
        this.closed = closed;
    }

    @Override
    public Optional<InboundConnection> connection(ConnectionId id) {
        return parts.records().settings(id).map(loaded -> inbound(loaded.value()));
    }

    @Override
    public Optional<ConnectionId> bare() {
        return bare.connection();
    }

    @Override
    public Reception accept(InboundMessage message) {
        count(message);
        return once(claimOf(message), () -> step(message));
    }

    @Override
    public Reception end(RegistrationEnd end) {
        Optional<Claim> claim = claim(end.connection(), end.requestId(), end.bodyHash());
        return once(
                claim,
                () -> reception(
                        end.connection(),
                        Action.REGISTER,
                        links.apply(
                                end.connection(),
                                new LinkInput.RegistrationEnded(),
                                commit -> claim.ifPresent(commit::claim))));
    }

    /** Takes a request; where its id is claimed by the same request before or meanwhile, that one's answer is its answer. */
    private Reception once(Optional<Claim> claim, Supplier<Reception> work) {
        Optional<Reception> before = repeated(claim);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return work.get();
        } catch (Transactions.Claimed elsewhere) {
            return repeated(claim).orElseThrow(() -> elsewhere);
        }
    }

    private Reception step(InboundMessage message) {
        if (message.message() instanceof Handshake handshake) {
            return message.requestId()
                    .map(id -> link(message, new LinkInput.HandshakeReceived(id, handshake)))
                    .orElseGet(() -> refuse(400, "X-Request-ID", UNKNOWN_ID));
        }
        if (message.message() instanceof HandshakeAcknowledge acknowledge) {
            return link(message, new LinkInput.AcknowledgeReceived(message.correlationId(), acknowledge));
        }
        if (message.message() instanceof Heartbeat heartbeat) {
            return link(message, new LinkInput.HeartbeatReceived(heartbeat));
        }
        if (message.message() instanceof Register register) {
            return LinkArrival.token(message.credential())
                    .filter(token -> exchanges(message.connection()))
                    .map(token -> register(message, token, register))
                    .orElseGet(() -> refuse(403, "register", AGREED));
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
        return tolerances.of(connection);
    }

    /** The link is read, not settled: nothing is written for a request that has not been authenticated. */
    private InboundConnection inbound(ConnectionSettings settings) {
        Optional<LinkRecord> link = parts.records().link(settings.id()).map(Loaded::value);
        return new InboundConnection(
                settings, parts.profiles().of(settings), expected(settings, link), unavailable(link));
    }

    private Optional<String> unavailable(Optional<LinkRecord> link) {
        if (closed.get()) {
            return Optional.of("shutting down");
        }
        return link.filter(one -> one.state().released()).map(one -> "the connection is suspended or disabled");
    }

    private static List<ExpectedCredential> expected(ConnectionSettings settings, Optional<LinkRecord> link) {
        if (settings.credentials() instanceof Credentials.Agreed agreed) {
            return List.of(agreed.expect());
        }
        return link.stream()
                .flatMap(one -> one.exchange().expected().stream())
                .<ExpectedCredential>map(ExpectedCredential.Token::new)
                .toList();
    }

    private void count(InboundMessage message) {
        Set<String> first = tolerances.count(message.connection(), message.tolerancesUsed());
        if (!first.isEmpty()) {
            parts.raise(new LinkEvent.TolerancesUsed(
                    message.connection(), parts.now(), message.message().action(), first));
        }
    }

    /** The answer to a request id that was accepted before: the same again, or a conflict. */
    private Optional<Reception> repeated(Optional<Claim> claim) {
        return claim.flatMap(wanted -> parts.store().claim(wanted.owner(), wanted.requestId()))
                .map(taken -> taken.bodyHash().equals(claim.orElseThrow().bodyHash())
                        ? new Reception.Accepted()
                        : refuse(409, "X-Request-ID", "was used before with another body"));
    }

    private Optional<Claim> claimOf(InboundMessage message) {
        return message.message() instanceof Heartbeat
                ? Optional.empty()
                : claim(message.connection(), message.requestId(), message.bodyHash());
    }

    private Optional<Claim> claim(ConnectionId connection, Optional<RequestId> requestId, String bodyHash) {
        return requestId.map(id -> new Claim(Keys.link(connection), id.value(), bodyHash, parts.now()));
    }

    private boolean exchanges(ConnectionId connection) {
        return parts.settings(connection).credentials() instanceof Credentials.Exchanged;
    }

    private Reception register(InboundMessage message, SecretRef presented, Register register) {
        Optional<Reception.Refused> refusal = peerUrls.refusal(parts.settings(message.connection()), register);
        return refusal.isPresent()
                ? refusal.get()
                : link(
                        message,
                        LinkArrival.of(
                                new LinkInput.RegisterReceived(
                                        message.requestId(),
                                        message.correlationId(),
                                        presented,
                                        TokenExchange.name(message.connection(), parts.freshId()),
                                        PeerUrls.of(register)),
                                Secret.of(register.token().value())));
    }

    private Reception link(InboundMessage message, LinkInput input) {
        return link(message, LinkArrival.of(input, message.credential()));
    }

    private Reception link(InboundMessage message, LinkArrival arrival) {
        Optional<Claim> claim = claimOf(message);
        Verdict verdict = links.apply(message.connection(), arrival, commit -> claim.ifPresent(commit::claim));
        return reception(message.connection(), message.message().action(), verdict);
    }

    private Reception reception(ConnectionId connection, Action action, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return refuse(refused.status(), action.path(), refused.message());
        }
        if (verdict instanceof Verdict.Ignored ignored) {
            parts.raise(new LinkEvent.InputIgnored(connection, parts.now(), action.path(), ignored.reason()));
        }
        return new Reception.Accepted();
    }

    private Reception forecast(InboundMessage message, RequestId id, UpdateGroupCapacityForecast forecast) {
        GroupRef group = new GroupRef(message.connection(), forecast.groupId());
        if (parts.records().bound(group).filter(found -> found.value().active()).isEmpty()) {
            return refuse(403, "group_id", "'" + forecast.groupId().value() + "' is not bound to this connection");
        }
        LimitVerdict verdict =
                limits.apply(group, new LimitInput.ForecastReceived(id, forecast), (situation, step, commit) -> {
                    commit.builder()
                            .require(situation.link().key(), situation.link().version());
                    claimOf(message).ifPresent(commit.builder()::claim);
                    adjustments.forecast(group, id, message.correlationId(), forecast, commit);
                });
        if (verdict instanceof LimitVerdict.Refused refused) {
            return new Reception.Refused(400, refused.violations());
        }
        LinkArrival.token(message.credential())
                .ifPresent(token -> parts.later(() -> links.used(message.connection(), token)));
        return new Reception.Accepted();
    }

    private static Reception refuse(int status, String path, String message) {
        return new Reception.Refused(status, List.of(new Violation(path, message)));
    }
}
