package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A store that counts its calls and puts its whole content into one digest. */
final class WatchedStore implements OscpStore {
    private static final int ALL = Integer.MAX_VALUE;

    private final InMemoryOscpStore store = new InMemoryOscpStore();
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();
    private final AtomicLong claimsDigest = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private long digestedAt = -1;
    private String digest = "";

    /** How often records, queues, claims or journals were read, apart from by {@link #digest()}. */
    long reads() {
        return reads.get();
    }

    int claims() {
        return claims.size();
    }

    /** Every record with its version, every waiting message, every claim, every journal line. */
    synchronized String digest() {
        long now = changes.get();
        if (digestedAt != now) {
            digest = HexFormat.of().formatHex(content().digest());
            digestedAt = now;
        }
        return digest;
    }

    private MessageDigest content() {
        MessageDigest content = sha256();
        for (Kind kind : Kind.values()) {
            store.list(kind, Optional.empty(), ALL).forEach(stored -> add(content, stored));
        }
        add(content, claims.size() + " " + claimsDigest);
        return content;
    }

    private void add(MessageDigest content, Stored stored) {
        add(
                content,
                stored.key() + " " + stored.version() + " " + stored.nextDue() + " "
                        + stored.payload().schema());
        content.update(stored.payload().bytes());
        store.outbox(stored.key(), ALL).forEach(item -> {
            add(content, item.toString());
            content.update(item.body());
        });
        store.journal(stored.key(), 0, ALL).forEach(line -> add(content, line.toString()));
    }

    private static void add(MessageDigest content, String text) {
        content.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public CommitResult commit(Commit commit) {
        CommitResult result = store.commit(commit);
        if (result == CommitResult.COMMITTED) {
            commit.claims().forEach(this::remember);
            changes.incrementAndGet();
        }
        return result;
    }

    private void remember(Claim claim) {
        claims.put(claim.owner() + " " + claim.requestId(), claim);
        claimsDigest.addAndGet(claim.hashCode());
    }

    @Override
    public int forget(Instant before) {
        int forgotten = store.forget(before);
        if (forgotten > 0) {
            claims.values().removeIf(claim -> claim.at().isBefore(before));
            claimsDigest.set(claims.values().stream().mapToLong(Claim::hashCode).sum());
            changes.incrementAndGet();
        }
        return forgotten;
    }

    @Override
    public Optional<Stored> find(Key key) {
        reads.incrementAndGet();
        return store.find(key);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        reads.incrementAndGet();
        return store.list(kind, after, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        reads.incrementAndGet();
        return store.claim(owner, requestId);
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        reads.incrementAndGet();
        return store.outbox(owner, limit);
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        reads.incrementAndGet();
        return store.journal(owner, after, limit);
    }
}
