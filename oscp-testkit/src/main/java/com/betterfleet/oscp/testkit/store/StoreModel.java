package com.betterfleet.oscp.testkit.store;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A store without any cleverness: it copies plain lists, changes the copy and keeps it only if all went well. */
final class StoreModel {
    private record Queued(Key owner, OutboxItem item) {}

    private List<Stored> records = new ArrayList<>();
    private List<Queued> queued = new ArrayList<>();
    private List<Claim> claims = new ArrayList<>();
    private List<JournalLine> lines = new ArrayList<>();

    CommitResult commit(Commit commit) {
        List<Claim> nextClaims = new ArrayList<>(claims);
        for (Claim claim : commit.claims()) {
            if (nextClaims.stream()
                    .anyMatch(old ->
                            old.owner().equals(claim.owner()) && old.requestId().equals(claim.requestId()))) {
                return CommitResult.CLAIMED;
            }
            nextClaims.add(claim);
        }
        for (Commit.Require require : commit.requires()) {
            if (version(require.key()) != require.version()) {
                return CommitResult.CONFLICT;
            }
        }
        List<Stored> next = new ArrayList<>(records);
        for (Commit.Require delete : commit.deletes()) {
            if (version(delete.key()) != delete.version()) {
                return CommitResult.CONFLICT;
            }
            next.removeIf(stored -> stored.key().equals(delete.key()));
        }
        for (Commit.Write write : commit.writes()) {
            if (version(write.key()) != write.expected()) {
                return CommitResult.CONFLICT;
            }
            next.removeIf(stored -> stored.key().equals(write.key()));
            next.add(new Stored(write.key(), write.expected() + 1, write.payload(), write.nextDue()));
        }
        records = next;
        claims = nextClaims;
        commit.removes().forEach(remove -> take(remove.owner(), remove.requestId()));
        for (Commit.Add add : commit.adds()) {
            take(add.owner(), add.item().requestId());
            queued.add(new Queued(add.owner(), add.item()));
        }
        commit.lines().forEach(this::append);
        return CommitResult.COMMITTED;
    }

    private long version(Key key) {
        return find(key).map(Stored::version).orElse(0L);
    }

    private void take(Key owner, RequestId id) {
        queued.removeIf(
                entry -> entry.owner().equals(owner) && entry.item().requestId().equals(id));
    }

    private void append(JournalLine line) {
        long number = 1
                + lines.stream().filter(old -> old.owner().equals(line.owner())).count();
        lines.add(new JournalLine(
                line.owner(), number, line.at(), line.actor(), line.what(), line.before(), line.after()));
    }

    Optional<Stored> find(Key key) {
        return records.stream().filter(stored -> stored.key().equals(key)).findFirst();
    }

    List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        return records.stream()
                .filter(stored -> stored.key().kind() == kind)
                .filter(stored -> after.isEmpty() || stored.key().compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(Stored::key))
                .limit(limit)
                .toList();
    }

    List<Key> due(Instant now, int limit) {
        return records.stream()
                .filter(stored ->
                        stored.nextDue().isPresent() && !stored.nextDue().get().isAfter(now))
                .sorted(Comparator.comparing((Stored stored) -> stored.nextDue().orElseThrow())
                        .thenComparing(Stored::key))
                .map(Stored::key)
                .limit(limit)
                .toList();
    }

    Optional<Claim> claim(Key owner, String id) {
        return claims.stream()
                .filter(claim ->
                        claim.owner().equals(owner) && claim.requestId().equals(id))
                .findFirst();
    }

    List<OutboxItem> outbox(Key owner, int limit) {
        return queued.stream()
                .filter(entry -> entry.owner().equals(owner))
                .map(Queued::item)
                .sorted(Comparator.comparingLong(OutboxItem::sequence)
                        .thenComparing(item -> item.requestId().value()))
                .limit(limit)
                .toList();
    }

    List<JournalLine> journal(Key owner, long after, int limit) {
        return lines.stream()
                .filter(line -> line.owner().equals(owner) && line.number() > after)
                .limit(limit)
                .toList();
    }

    int forget(Instant before) {
        int had = claims.size();
        claims.removeIf(claim -> claim.at().isBefore(before));
        return had - claims.size();
    }
}
