package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The handshakes of both sides that are under way.
 *
 * @param ours ours, if one is
 * @param theirs the peer's, if one is
 * @param lastOfPeer the id of the last handshake of the peer that we accepted, so that a repetition changes nothing
 */
public record Handshakes(Optional<OwnHandshake> ours, Optional<PeerHandshake> theirs, Optional<RequestId> lastOfPeer) {
    static final Handshakes NONE = new Handshakes(Optional.empty(), Optional.empty(), Optional.empty());

    Handshakes ours(Optional<OwnHandshake> next) {
        return new Handshakes(next, theirs, lastOfPeer);
    }

    Handshakes theirs(Optional<PeerHandshake> next) {
        return new Handshakes(ours, next, lastOfPeer);
    }

    Handshakes accepted(PeerHandshake next) {
        return new Handshakes(ours, Optional.of(next), Optional.of(next.id()));
    }

    Handshakes dropped() {
        return new Handshakes(Optional.empty(), Optional.empty(), lastOfPeer);
    }

    boolean none() {
        return ours.isEmpty() && theirs.isEmpty();
    }

    /** When a handshake of ours is dropped because the peer, whose own is settled, does not acknowledge it. */
    Optional<Instant> glareEndsAt() {
        return theirs.filter(one -> one.phase() == PeerHandshake.Phase.ACKNOWLEDGED)
                .map(PeerHandshake::due);
    }

    /** When something is due for ours; an unacknowledged one waits for what becomes of theirs. */
    Optional<Instant> oursDue() {
        return ours.filter(one -> one.phase() != OwnHandshake.Phase.LATE || theirs.isEmpty())
                .map(OwnHandshake::due);
    }

    Stream<Instant> due() {
        return Stream.concat(theirs.map(PeerHandshake::due).stream(), oursDue().stream());
    }

    Handshakes shifted(Duration step) {
        return new Handshakes(
                ours.map(one -> one.with(one.phase(), Times.plus(one.due(), step))),
                theirs.map(one -> one.with(one.phase(), Times.plus(one.due(), step))),
                lastOfPeer);
    }

    Handshakes dueBy(Instant last) {
        return new Handshakes(
                ours.map(one -> one.with(one.phase(), Times.earlier(one.due(), last))),
                theirs.map(one -> one.with(one.phase(), Times.earlier(one.due(), last))),
                lastOfPeer);
    }
}
