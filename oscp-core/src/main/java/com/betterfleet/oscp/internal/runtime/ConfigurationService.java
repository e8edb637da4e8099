package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.ManagedScope;
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
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.operation.Configuration;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes changes of the configuration: checked by the profile, journalled, then brought to the machines. */
final class ConfigurationService implements Configuration {
    private final Parts parts;
    private final Transactions transactions;
    private final LinkService links;
    private final LimitService limits;
    private final OAuthClients clients;

    ConfigurationService(
            Parts parts, Transactions transactions, LinkService links, LimitService limits, OAuthClients clients) {
        this.parts = parts;
        this.transactions = transactions;
        this.links = links;
        this.limits = limits;
        this.clients = clients;
    }

    @Override
    public void connect(ConnectionSettings settings, Actor actor) {
        PartnerProfile profile = parts.profiles().of(settings);
        refuseIf("connection " + settings.id(), profile.check(settings));
        refuseSecondBarePath(settings);
        clients.check(settings);
        for (GroupBinding binding : bindings(settings.id())) {
            refuseIf("group " + binding.group().value(), profile.check(binding));
        }
        transactions.run("configuration", () -> connecting(settings, profile, actor));
    }

    @Override
    public void enable(ConnectionId connection, Actor actor) {
        connect(parts.settings(connection).withEnabled(true), actor);
    }

    @Override
    public void disable(ConnectionId connection, Actor actor) {
        connect(parts.settings(connection).withEnabled(false), actor);
    }

    @Override
    public void bind(ConnectionId connection, GroupBinding binding, Actor actor) {
        PartnerProfile profile = parts.profile(connection);
        GroupRef group = new GroupRef(connection, binding.group());
        refuseIf("group " + group, profile.check(binding));
        transactions.run("configuration", () -> binding(group, binding, profile, actor));
    }

    @Override
    public void unbind(GroupRef group, Actor actor) {
        transactions.run("configuration", () -> unbinding(group, actor));
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

    private Attempt<Verdict> connecting(ConnectionSettings settings, PartnerProfile profile, Actor actor) {
        Optional<Loaded<ConnectionSettings>> before = parts.records().settings(settings.id());
        if (before.isPresent() && before.get().value().equals(settings)) {
            return Attempt.unchanged(new Verdict.Ignored("the settings are the same"));
        }
        Instant now = parts.now();
        Key key = Keys.connection(settings.id());
        Consumer<Commit.Builder> change = commit -> commit.write(
                        key, before.map(Loaded::version).orElse(0L), PayloadCodec.write(settings), Optional.empty())
                .line(line(key, now, actor, "connect", before.map(Loaded::value), Optional.of(settings)));
        return before.map(old -> editing(old.value(), settings, change))
                .orElseGet(() -> creating(settings, profile, now, change))
                .first(() ->
                        parts.raise(new LinkEvent.ConfigurationChanged(settings.id(), now, actor.name(), "connect")));
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

    private Attempt<Boolean> binding(GroupRef group, GroupBinding binding, PartnerProfile profile, Actor actor) {
        Optional<Loaded<BoundGroup>> stored = parts.records().bound(group);
        Optional<GroupBinding> before = binding(group);
        if (before.isPresent() && before.get().equals(binding)) {
            return Attempt.unchanged(false);
        }
        refuseMove(group, before, binding);
        refuseWhileReleasing(group, stored.map(Loaded::value), binding);
        Instant now = parts.now();
        Key key = Keys.of(Kind.BINDING, group);
        Commit.Builder commit = Commit.builder()
                .write(
                        key,
                        stored.map(Loaded::version).orElse(0L),
                        PayloadCodec.write(new BoundGroup(binding, true)),
                        Optional.empty())
                .line(line(key, now, actor, "bind", before, Optional.of(binding)));
        hold(group, binding.scope(), commit);
        if (before.isEmpty()) {
            startMetering(group, profile, now, commit);
        }
        if (stored.isEmpty()) {
            commit.write(Keys.of(Kind.OUTBOX, group), 0, PayloadCodec.write(OutboxRecord.EMPTY), Optional.empty());
        }
        Runnable effects = limits.step(
                group, new BoundGroup(binding, true), new LimitInput.Reevaluate("the binding changed"), commit);
        return Attempt.of(commit.build(), true, () -> bound(group, actor, "bind", effects));
    }

    private void startMetering(GroupRef group, PartnerProfile profile, Instant now, Commit.Builder commit) {
        MeteringRecord metering = MeteringRecord.initial(now, profile.metering());
        long version = parts.records().metering(group).map(Loaded::version).orElse(0L);
        commit.write(Keys.of(Kind.METERING, group), version, PayloadCodec.write(metering), metering.nextDue());
    }

    private Attempt<Boolean> unbinding(GroupRef group, Actor actor) {
        Loaded<BoundGroup> stored = parts.records()
                .bound(group)
                .filter(found -> found.value().active())
                .orElseThrow(() -> new IllegalArgumentException("group " + group + " is not bound"));
        Instant now = parts.now();
        GroupBinding binding = stored.value().binding();
        Commit.Builder commit = Commit.builder()
                .write(
                        stored.key(),
                        stored.version(),
                        PayloadCodec.write(new BoundGroup(binding, false)),
                        Optional.empty())
                .line(line(stored.key(), now, actor, "unbind", Optional.of(binding), Optional.empty()));
        letGo(binding.scope(), commit);
        parts.records().metering(group).ifPresent(metering -> commit.delete(metering.key(), metering.version()));
        Runnable effects = limits.step(group, new BoundGroup(binding, false), new LimitInput.Unbind(), commit);
        return Attempt.of(commit.build(), true, () -> bound(group, actor, "unbind", effects));
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

    /** Takes the scope for a group in the same commit: of two binds at once one finds it taken. */
    private void hold(GroupRef group, ManagedScope scope, Commit.Builder commit) {
        Optional<Loaded<ScopeHolder>> stored = parts.records().holder(scope);
        Optional<GroupRef> holder = stored.flatMap(found -> found.value().group());
        if (holder.isPresent() && !holder.get().equals(group)) {
            throw new IllegalArgumentException(
                    "scope " + scope + " is already bound to group " + holder.get() + ": one scope, one group");
        }
        write(scope, stored, new ScopeHolder(Optional.of(group)), commit);
    }

    private void letGo(ManagedScope scope, Commit.Builder commit) {
        write(scope, parts.records().holder(scope), new ScopeHolder(Optional.empty()), commit);
    }

    private static void write(
            ManagedScope scope, Optional<Loaded<ScopeHolder>> stored, ScopeHolder holder, Commit.Builder commit) {
        commit.write(
                Keys.scope(scope),
                stored.map(Loaded::version).orElse(0L),
                PayloadCodec.write(holder),
                Optional.empty());
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

    private static void refuseIf(String what, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(
                    what + ": " + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
    }

    private static JournalLine line(
            Key owner, Instant at, Actor actor, String what, Optional<?> before, Optional<?> after) {
        return new JournalLine(owner, 0, at, actor.name(), what, text(before), text(after));
    }

    private static String text(Optional<?> value) {
        return value.isPresent() ? PayloadCodec.json(value.get()) : "";
    }
}
