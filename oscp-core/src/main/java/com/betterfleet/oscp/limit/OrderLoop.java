package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.oscp.event.GroupEvent;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One direction's part of a step: compares what is planned now with what was ordered and confirmed, and says what to ask
 * of the sink next (rules I21, I23, I24).
 */
final class OrderLoop {
    private final Turn turn;
    private final TrackDraft track;
    private final Statements said;
    private final Plan plan;
    private final Lease lease;
    private final Alarms alarms;
    private final Compliance compliance;
    private Wanted wanted;

    private OrderLoop(Turn turn, TrackDraft track, Statements said) {
        this.turn = turn;
        this.track = track;
        this.said = said;
        this.plan = Plan.of(said, turn.now, horizon());
        this.lease = new Lease(turn, track.direction, said, plan);
        this.alarms = new Alarms(turn, track, said);
        this.compliance = new Compliance(turn, track);
        this.wanted = Wanted.of(plan.now());
    }

    /** Does what is to be done now for a direction that is managed; the result knows when to look again. */
    static OrderLoop run(Turn turn, Direction direction, Statements statements, boolean detectedNow) {
        OrderLoop loop = new OrderLoop(turn, turn.track(direction), statements);
        loop.tellMode();
        loop.alarms.tell();
        loop.want(detectedNow);
        if (turn.closesNow()) {
            loop.close();
        }
        if (loop.outlivesClosing()) {
            turn.closing.clear();
        }
        if (turn.isClosing()) {
            loop.actClosing();
        } else {
            loop.act();
        }
        Deadlines.check(turn, loop.track);
        loop.compliance.check(statements, loop.plan.now());
        return loop;
    }

    /** The last order of a closing process: nothing of the next hour is below it. It waits for no call, nobody waits then. */
    private void close() {
        turn.call = Optional.empty();
        Limit least = Limit.of(plan.least(turn.now, turn.now.plus(Lease.AFTER)));
        turn.closing.put(track.direction, wanted.limit().min(least));
        track.again = true;
        track.issued = track.issued.map(last -> last.at(last.stage()));
    }

    /** Whoever still looks when less is planned or the last order's lease is to be renewed goes on for the closed process. */
    private boolean outlivesClosing() {
        return !turn.closesNow()
                && !track.again
                && track.issued
                        .filter(last -> wanted.limit().isBelow(last.order().limit())
                                || !DueTimes.renewAt(last).isAfter(turn.now))
                        .isPresent();
    }

    /** Every instant at which this direction is to be looked at again; some may be past. */
    void due(NavigableSet<Instant> due) {
        DueTimes times = new DueTimes(turn, track, due);
        plan.nextChange().ifPresent(due::add);
        alarms.due(due);
        compliance.due(due);
        times.ofRaise();
        times.ofDeadlines();
        times.ofOrder();
    }

    private Instant horizon() {
        Instant longest = turn.now.plus(turn.rules().leaseMax());
        Instant held = track.issued.map(last -> last.order().validUntil()).orElse(longest);
        return (held.isAfter(longest) ? held : longest).plus(Lease.AFTER).plusSeconds(1);
    }

    private void tellMode() {
        Ruling now = plan.now();
        if (track.mode != now.mode()) {
            turn.raise(new GroupEvent.ModeChanged(
                    turn.group(), turn.now, track.direction, track.mode, now.mode(), now.reason()));
            track.mode = now.mode();
        }
    }

    private void want(boolean detectedNow) {
        Instant cause = detectedNow ? turn.now : lastCut().orElse(turn.now);
        holdRaise(cause);
        Optional<Limit> before = track.planned;
        Limit limit = wanted.limit();
        if (!before.equals(Optional.of(limit))) {
            Deadlines.planned(track, limit, cause);
            track.planned = Optional.of(limit);
            track.plannedSince = Optional.of(cause);
        }
    }

    private void holdRaise(Instant cause) {
        Optional<Issued> last =
                track.issued.filter(one -> wanted.limit().isAbove(one.order().limit()));
        if (last.isEmpty()) {
            track.raiseSince = Optional.empty();
            return;
        }
        Instant since = track.raiseSince.orElse(cause);
        track.raiseSince = Optional.of(since);
        if (turn.now.isBefore(since.plus(turn.context.binding().raiseDelay()))) {
            wanted = wanted.heldAt(last.get());
        }
    }

    /** The boundary that has passed since the step before. */
    private Optional<Instant> lastCut() {
        NavigableSet<Instant> cuts = new TreeSet<>();
        turn.evaluatedAt.ifPresent(before -> said.cuts(before, turn.now.plusNanos(1), cuts::add));
        return cuts.isEmpty() ? Optional.empty() : Optional.of(cuts.last());
    }

    private void act() {
        if (turn.call.isPresent()) {
            return;
        }
        if (wantsOrder()) {
            Instant end = lease.end(wanted.limit());
            issue(wanted, end, lease.afterwards(end), cause(wanted.limit()));
        } else if (track.issued.isPresent()) {
            follow(track.issued.get());
        }
    }

    private void actClosing() {
        if (turn.call.isPresent()) {
            return;
        }
        if (track.again && !waits()) {
            Wanted last = wanted.loweredTo(turn.closing.getOrDefault(track.direction, Limit.ZERO), "closing");
            issue(last, turn.now.plus(turn.rules().leaseMax()), last.limit(), turn.now);
        } else if (!track.isAt(Stage.CONFIRMED) && !track.again) {
            follow(track.issued.orElseThrow());
        }
    }

    private boolean wantsOrder() {
        if (track.issued.isEmpty()) {
            return true;
        }
        Issued last = track.issued.get();
        return wanted.differsFrom(last.order()) || (track.again && !waits()) || (!last.isFinal() && leaseWants(last));
    }

    /** Whether the next try of a failed order lies ahead. */
    private boolean waits() {
        return track.issued.flatMap(Issued::nextTry).filter(turn.now::isBefore).isPresent();
    }

    private boolean leaseWants(Issued last) {
        LimitOrder order = last.order();
        return !order.validUntil().isAfter(turn.now)
                || isTooLong(order)
                || track.repeatAt.filter(at -> !at.isAfter(turn.now)).isPresent()
                || wantsRenewal(last);
    }

    /** Something lower has come into the order's lease, or into the hour after it; or the clock was set back. */
    private boolean isTooLong(LimitOrder order) {
        Instant longest = turn.now.plus(turn.rules().leaseMax());
        return order.validUntil().isAfter(longest)
                || lease.bound(order.limit())
                        .filter(order.validUntil()::isAfter)
                        .isPresent()
                || lease.afterwards(order.validUntil()).isBelow(order.afterwards());
    }

    private boolean wantsRenewal(Issued last) {
        Instant at = DueTimes.renewAt(last);
        boolean due = !at.isAfter(turn.now)
                && lease.end(last.order().limit()).isAfter(last.order().validUntil());
        boolean read = !last.is(Stage.CONFIRMED)
                || track.readAt.filter(when -> !when.isBefore(at)).isPresent();
        return due && read;
    }

    private void follow(Issued last) {
        if (last.isToBeTriedAgain(turn.now)) {
            track.issued = Optional.of(last.at(Stage.APPLYING));
            apply(last.order());
        } else if (last.is(Stage.CONFIRMED) && wantsRead(last)) {
            turn.call = Optional.of(new Call(Call.Kind.READ, track.direction, 0, turn.now));
            turn.then(new LimitEffect.Read(turn.context.binding().scope(), track.direction));
        }
    }

    private boolean wantsRead(Issued last) {
        Instant before = track.readAt.orElse(last.at());
        boolean renews = !DueTimes.renewAt(last).isAfter(turn.now)
                && lease.end(last.order().limit()).isAfter(last.order().validUntil());
        return renews || !before.plus(turn.rules().readEvery()).isAfter(turn.now);
    }

    /** What a change is counted from; renewals and repetitions have no other cause than their time. */
    private Instant cause(Limit limit) {
        boolean changed =
                track.issued.filter(last -> last.order().limit().equals(limit)).isEmpty();
        return changed ? track.plannedSince.orElse(turn.now) : turn.now;
    }

    private void issue(Wanted what, Instant validUntil, Limit afterwards, Instant cause) {
        track.revision++;
        LimitOrder order = new LimitOrder(
                turn.context.binding().scope(),
                track.direction,
                what.limit(),
                validUntil,
                afterwards,
                what.wish(),
                what.mode(),
                what.protectiveZero(),
                track.revision,
                what.reason());
        if (track.issued
                .filter(last -> order.limit().isAbove(last.order().limit()))
                .isPresent()) {
            track.raiseSince = Optional.empty();
        }
        track.issued = Optional.of(new Issued(
                order,
                turn.now,
                cause,
                what.source(),
                Stage.APPLYING,
                Optional.empty(),
                repeats(order),
                Optional.empty()));
        track.again = false;
        turn.raise(new GroupEvent.LimitOrdered(turn.group(), turn.now, order, what.source()));
        apply(order);
    }

    /** The order of a protective zero, and the first after it, are sent twice: some chargers miss the first. */
    private boolean repeats(LimitOrder next) {
        boolean turned = track.issued
                .map(last -> last.order().protectiveZero() != next.protectiveZero())
                .orElse(next.protectiveZero());
        boolean owed = track.issued
                .filter(last -> last.repeat() && !last.is(Stage.CONFIRMED))
                .isPresent();
        boolean now = track.repeatAt.filter(at -> !at.isAfter(turn.now)).isPresent();
        if (turned || now) {
            track.repeatAt = Optional.empty();
        }
        return turned || owed;
    }

    private void apply(LimitOrder order) {
        turn.call = Optional.of(new Call(Call.Kind.APPLY, track.direction, order.revision(), turn.now));
        turn.then(new LimitEffect.Apply(order));
    }
}
