package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.internal.runtime.Transactions.Attempt;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.operation.Configuration;
import com.betterfleet.oscp.operation.ConfigurationSnapshot;
import com.betterfleet.oscp.operation.HistoryEntry;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes changes of the configuration: checked by the profile, journalled, then brought to the machines. */
final class ConfigurationService implements Configuration {
    private static final String WHAT = "configuration";

    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final LimitService limits;
    private final AdjustmentService adjustments;
    private final Outboxes outboxes;
    private final OAuthClients clients;
    private final Scopes scopes;
    private final Journal journal;

    ConfigurationService(
            Parts parts,
            Transactions transactions,
            LinkService links,
            LimitService limits,
            AdjustmentService adjustments,
            Outboxes outboxes,
            OAuthClients clients) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.limits = limits;
        this.adjustments = adjustments;
        this.outboxes = outboxes;
        this.clients = clients;
        this.scopes = new Scopes(parts.records());
        this.journal = new Journal(parts.store());
    }

    @Override
    public void connect(ConnectionSettings settings, Actor actor) {
        change(settings.id(), before -> settings, actor);
    }

    @Override
    public void enable(ConnectionId connection, Actor actor) {
        change(connection, before -> existing(connection, before).withEnabled(true), actor);
    }

    @Override
    public void disable(ConnectionId connection, Actor actor) {
        change(connection, before -> existing(connection, before).withEnabled(false), actor);
    }

    @Override
    public void bind(ConnectionId connection, GroupBinding binding, Actor actor) {
        GroupRef group = new GroupRef(connection, binding.group());
        transactions.run(WHAT, () -> binding(group, binding, actor));
    }

    @Override
    public void unbind(GroupRef group, Actor actor) {
        transactions.run(WHAT, () -> unbinding(group, actor));
    }

    @Override
    public List<HistoryEntry> history(ConnectionId connection, long after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        parts.settings(connection);
        return journal.history(connection, after, limit);
    }

    @Override
    public Optional<ConfigurationSnapshot> asOf(ConnectionId connection, long number) {
        return journal.asOf(connection, number);
    }

    @Override
    public List<ConnectionSettings> connections() {
        return parts.records().allSettings().stream().map(Loaded::value).toList();
    }

    @Override
    public List<GroupBinding> bindings(ConnectionId connection) {
        return parts.records().groups(connection).stream()
                .flatMap(group -> binding(group).stream())
                .toList();
    }

    @Override
    public Optional<GroupBinding> binding(GroupRef group) {
        return parts.records()
                .bound(group)
                .filter(bound -> bound.value().active())
                .map(bound -> bound.value().binding());
    }

    private void change(ConnectionId id, Function<Optional<ConnectionSettings>, ConnectionSettings> edit, Actor actor) {
        transactions.run(WHAT, () -> {
            long turn = scopes.turn();
            Optional<Loaded<ConnectionSettings>> before = parts.records().settings(id);
            return connecting(turn, before, edit.apply(before.map(Loaded::value)), actor);
        });
    }

    private Attempt<Verdict> connecting(
            long turn, Optional<Loaded<ConnectionSettings>> before, ConnectionSettings settings, Actor actor) {
        PartnerProfile profile = checked(settings);
        if (before.isPresent() && before.get().value().equals(settings)) {
            return Attempt.unchanged(new Verdict.Ignored("the settings are the same"));
        }
        Instant now = parts.now();
        String what = before.map(old -> word(old.value(), settings)).orElse(Journal.CONNECT);
        Consumer<Commit.Builder> change = commit -> scopes.take(turn, commit)
                .write(
                        Keys.connection(settings.id()),
                        before.map(Loaded::version).orElse(0L),
                        PayloadCodec.write(settings),
                        Optional.empty())
                .line(Journal.line(settings.id(), now, actor, what, before.map(Loaded::value), Optional.of(settings)));
        return before.map(old -> editing(old.value(), settings, change))
                .orElseGet(() -> creating(settings, profile, now, change))
                .first(() -> parts.raise(new LinkEvent.ConfigurationChanged(settings.id(), now, actor.name(), what)));
    }

    private static String word(ConnectionSettings before, ConnectionSettings after) {
        if (before.enabled() == after.enabled()) {
            return Journal.CONNECT;
        }
        return after.enabled() ? Journal.ENABLE : Journal.DISABLE;
    }

    /** Refuses settings that profile, other connections or the bindings there are do not go with. */
    private PartnerProfile checked(ConnectionSettings settings) {
        PartnerProfile profile = parts.profiles().of(settings);
        refuseIf("connection " + settings.id(), profile.check(settings));
        refuseSecondBarePath(settings);
        clients.check(settings);
        for (GroupBinding binding : bindings(settings.id())) {
            refuseIf("group " + binding.group().value(), profile.check(binding));
            refuseSecondAsset(settings.id(), binding, profile);
        }
        return profile;
    }

    private static Attempt<Verdict> creating(
            ConnectionSettings settings, PartnerProfile profile, Instant now, Consumer<Commit.Builder> change) {
        LinkRecord link = LinkRecord.initial(settings, profile, now);
        Commit.Builder commit =
                Commit.builder().write(Keys.link(settings.id()), 0, PayloadCodec.write(link), link.nextDue());
        change.accept(commit);
        return Attempt.of(commit.build(), new Verdict.Accepted(), () -> {});
    }

    /** What an edit does to the link is in the edit's own commit, so that no crash comes between them. */
    private Attempt<Verdict> editing(
            ConnectionSettings before, ConnectionSettings settings, Consumer<Commit.Builder> change) {
        if (before.enabled() == settings.enabled()) {
            return links.attempt(
                    settings, LinkArrival.of(new LinkInput.Edited(before.needsNewSession(settings))), change);
        }
        LinkInput onOrOff = settings.enabled() ? new LinkInput.Enable() : new LinkInput.Disable();
        return links.attempt(settings, LinkArrival.of(onOrOff), change);
    }

    private Attempt<Boolean> binding(GroupRef group, GroupBinding binding, Actor actor) {
        Loaded<ConnectionSettings> connection = connection(group.connection());
        PartnerProfile profile = parts.profiles().of(connection.value());
        refuseIf("group " + group, profile.check(binding));
        refuseSecondAsset(group.connection(), binding, profile);
        Optional<Loaded<BoundGroup>> stored = parts.records().bound(group);
        Optional<GroupBinding> before = binding(group);
        if (before.isPresent() && before.get().equals(binding)) {
            return Attempt.unchanged(false);
        }
        refuseMove(group, before, binding);
        refuseWhileReleasing(group, stored.map(Loaded::value), binding);
        Instant now = parts.now();
        BoundGroup bound = new BoundGroup(binding, true, parts.sink().circuitOf(binding.scope()));
        Commit.Builder commit = inTurn(connection)
                .write(
                        Keys.of(Kind.BINDING, group),
                        stored.map(Loaded::version).orElse(0L),
                        PayloadCodec.write(bound),
                        Optional.empty())
                .line(Journal.line(group.connection(), now, actor, Journal.BIND, before, Optional.of(binding)));
        long revision = scopes.hold(group, bound, stored.map(Loaded::value), commit);
        if (before.isEmpty()) {
            startMetering(group, profile, now, commit);
        }
        if (stored.isEmpty()) {
            commit.write(Keys.of(Kind.OUTBOX, group), 0, PayloadCodec.write(OutboxRecord.EMPTY), Optional.empty());
        }
        GroupCommit all = new GroupCommit(group, outboxes, commit);
        limits.step(group, bound, new LimitInput.Bound(revision), all);
        return Attempt.of(all.build(), true, () -> bound(group, actor, Journal.BIND, all::run));
    }

    private Loaded<ConnectionSettings> connection(ConnectionId id) {
        return existing(id, parts.records().settings(id));
    }

    /**
     * Begins the commit of a binding by writing the connection's settings as they are: what is configured of one connection
     * comes one after another, each by what the one before has left.
     */
    private static Commit.Builder inTurn(Loaded<ConnectionSettings> connection) {
        return Commit.builder()
                .write(
                        connection.key(),
                        connection.version(),
                        PayloadCodec.write(connection.value()),
                        Optional.empty());
    }

    private void startMetering(GroupRef group, PartnerProfile profile, Instant now, Commit.Builder commit) {
        boolean open = !links.settled(group.connection()).value().state().released();
        MeteringRecord metering = MeteringRecord.initial(now, profile.metering(), open);
        long version = parts.records().metering(group).map(Loaded::version).orElse(0L);
        commit.write(Keys.of(Kind.METERING, group), version, PayloadCodec.write(metering), metering.nextDue());
    }

    private Attempt<Boolean> unbinding(GroupRef group, Actor actor) {
        Loaded<ConnectionSettings> connection = connection(group.connection());
        parts.requireBound(group);
        Loaded<BoundGroup> stored = parts.records().bound(group).orElseThrow();
        GroupBinding binding = stored.value().binding();
        BoundGroup unbound = new BoundGroup(binding, false, stored.value().circuit());
        Commit.Builder commit = inTurn(connection)
                .write(stored.key(), stored.version(), PayloadCodec.write(unbound), Optional.empty())
                .line(Journal.line(
                        group.connection(),
                        parts.now(),
                        actor,
                        Journal.UNBIND,
                        Optional.of(binding),
                        Optional.empty()));
        scopes.letGo(unbound, commit);
        parts.records().metering(group).ifPresent(metering -> commit.delete(metering.key(), metering.version()));
        GroupCommit all = new GroupCommit(group, outboxes, commit);
        limits.step(group, unbound, new LimitInput.Unbind(), all);
        adjustments.unbound(group, all);
        return Attempt.of(all.build(), true, () -> bound(group, actor, Journal.UNBIND, all::run));
    }

    private void bound(GroupRef group, Actor actor, String what, Runnable effects) {
        parts.raise(new LinkEvent.ConfigurationChanged(
                group.connection(),
                parts.now(),
                actor.name(),
                what + " " + group.group().value()));
        effects.run();
    }

    private static void refuseMove(GroupRef group, Optional<GroupBinding> before, GroupBinding binding) {
        if (before.isPresent() && !before.get().scope().equals(binding.scope())) {
            throw new IllegalArgumentException("group " + group + " has scope "
                    + before.get().scope() + ": unbind it before binding it to " + binding.scope());
        }
    }

    /** An unbound scope is let go for good before its group goes elsewhere: the release would lose its way. */
    private void refuseWhileReleasing(GroupRef group, Optional<BoundGroup> stored, GroupBinding binding) {
        boolean elsewhere = stored.filter(old -> !old.active())
                .filter(old -> !old.binding().scope().equals(binding.scope()))
                .isPresent();
        boolean pending = parts.records()
                .limit(group)
                .filter(limit -> limit.value().releasing())
                .isPresent();
        if (elsewhere && pending) {
            throw new IllegalArgumentException("group " + group + " still releases scope "
                    + stored.orElseThrow().binding().scope() + ": bind it to " + binding.scope()
                    + " once that is confirmed");
        }
    }

    /** Where each asset is reported by its own id, two groups with one would be counted twice. */
    private void refuseSecondAsset(ConnectionId connection, GroupBinding binding, PartnerProfile profile) {
        if (profile.metering().report().action() != Action.UPDATE_ASSET_MEASUREMENTS) {
            return;
        }
        for (GroupBinding other : bindings(connection)) {
            if (other.asset().equals(binding.asset()) && !other.group().equals(binding.group())) {
                throw new IllegalArgumentException("asset '" + binding.asset().value() + "' of group "
                        + binding.group().value() + " is reported by group "
                        + other.group().value() + " already: one asset per group, give each its own");
            }
        }
    }

    private void refuseSecondBarePath(ConnectionSettings settings) {
        if (!settings.barePath()) {
            return;
        }
        for (ConnectionSettings other : connections()) {
            if (other.barePath() && !other.id().equals(settings.id())) {
                throw new IllegalArgumentException("connection " + other.id() + " has the bare path already");
            }
        }
    }

    private static <T> T existing(ConnectionId id, Optional<T> settings) {
        return settings.orElseThrow(() -> new IllegalArgumentException("there is no connection '" + id + "'"));
    }

    private static void refuseIf(String what, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    what + ": " + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
    }
}
