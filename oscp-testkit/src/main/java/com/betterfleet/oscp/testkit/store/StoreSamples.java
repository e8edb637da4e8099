package com.betterfleet.oscp.testkit.store;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Small values to put into a store. */
final class StoreSamples {
    static final Instant NOON = Instant.parse("2026-04-04T12:00:00Z");

    private StoreSamples() {}

    static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static Key metering(String id) {
        return new Key(Kind.METERING, id);
    }

    static Key queue(String id) {
        return new Key(Kind.OUTBOX, id);
    }

    static Key link(String id) {
        return new Key(Kind.LINK, id);
    }

    static Payload payload(String text) {
        return new Payload(1, text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Payload payload) {
        return new String(payload.bytes(), StandardCharsets.UTF_8);
    }

    static OutboxItem item(String id, long sequence) {
        return new OutboxItem(
                new RequestId(id),
                sequence,
                Action.UPDATE_ASSET_MEASUREMENTS,
                "about " + id,
                new byte[] {'{', '}'},
                Optional.empty(),
                Optional.empty(),
                NOON,
                0,
                NOON,
                Optional.empty());
    }

    static Claim claim(String owner, String id, String hash, Instant at) {
        return new Claim(link(owner), id, hash, at);
    }

    static JournalLine line(String owner, String what) {
        return new JournalLine(link(owner), 0, NOON, "ops", what, "", "{}");
    }

    static Commit write(Key key, long expected, String text) {
        return write(key, expected, text, Optional.empty());
    }

    static Commit write(Key key, long expected, String text, Optional<Instant> nextDue) {
        return Commit.builder().write(key, expected, payload(text), nextDue).build();
    }
}
