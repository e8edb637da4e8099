package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link Track} while a step is being made. */
final class TrackDraft {
    final Direction direction;
    long revision;
    Mode mode;
    Optional<Limit> planned;
    Optional<Instant> plannedSince;
    Optional<Issued> issued;
    Optional<Confirmed> confirmed;
    List<Lowering> lowerings;
    Optional<Breach> breach;
    Optional<Instant> raiseSince;
    Optional<Instant> repeatAt;
    Optional<Instant> readAt;
    Optional<Instant> alarmedFor;
    Optional<Instant> overdueSince;
    List<Missed> missed;
    Optional<Instant> reportedAt;
    int failures;
    boolean notApplicable;
    boolean again;

    TrackDraft(Direction direction, Track track) {
        this.direction = direction;
        this.revision = track.revision();
        this.mode = track.mode();
        this.planned = track.planned();
        this.plannedSince = track.plannedSince();
        this.issued = track.issued();
        this.confirmed = track.confirmed();
        this.lowerings = track.lowerings();
        this.breach = track.breach();
        this.raiseSince = track.raiseSince();
        this.repeatAt = track.repeatAt();
        this.readAt = track.readAt();
        this.alarmedFor = track.alarmedFor();
        this.overdueSince = track.overdueSince();
        this.missed = track.missed();
        this.reportedAt = track.reportedAt();
        this.failures = track.failures();
        this.notApplicable = track.notApplicable();
        this.again = track.again();
    }

    /** Nobody manages this direction now: only the revision, the mode, the alarm and what was told are of use later. */
    void clear() {
        planned = Optional.empty();
        plannedSince = Optional.empty();
        issued = Optional.empty();
        confirmed = Optional.empty();
        lowerings = List.of();
        missed = missed.stream().filter(Missed::told).toList();
        raiseSince = Optional.empty();
        repeatAt = Optional.empty();
        readAt = Optional.empty();
        failures = 0;
        notApplicable = false;
        again = false;
    }

    /** Whether the last order is at a stage. */
    boolean isAt(Stage stage) {
        return issued.filter(order -> order.is(stage)).isPresent();
    }

    Track done() {
        return new Track(
                revision,
                mode,
                planned,
                plannedSince,
                issued,
                confirmed,
                lowerings,
                breach,
                raiseSince,
                repeatAt,
                readAt,
                alarmedFor,
                overdueSince,
                missed,
                reportedAt,
                failures,
                notApplicable,
                again);
    }
}
