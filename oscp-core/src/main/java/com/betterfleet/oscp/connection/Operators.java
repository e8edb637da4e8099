package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import java.time.Duration;
import java.util.Optional;

/** What operators, the configuration and the clock do to a link. */
final class Operators {
    private static final int FORBIDDEN = 403;
    private static final Verdict DONE = new Verdict.Accepted();

    private Operators() {}

    static Verdict take(Turn turn, LinkState away, String reason) {
        turn.leave(away, turn.now(), reason);
        Failures.forget(turn);
        turn.become(turn.record().lease(Optional.empty()));
        return DONE;
    }

    static Verdict giveBack(Turn turn, String reason) {
        Conditions.forget(turn);
        underNewTerms(turn);
        turn.leaveToWait(reason);
        return DONE;
    }

    /** Whatever else is done to the link, the exchange of tokens goes by the configuration as it is now. */
    private static void underNewTerms(Turn turn) {
        turn.exchange(turn.exchange().under(TokenExchange.terms(turn.context().settings())));
    }

    static Verdict edited(Turn turn, LinkInput.Edited input) {
        boolean waits =
                turn.record().state() == LinkState.REGISTERED || turn.record().state() == LinkState.OFFLINE;
        if (input.needsNewSession()) {
            Conditions.forget(turn);
            Failures.forget(turn);
            underNewTerms(turn);
            if (!turn.record().state().released()) {
                turn.leaveToWait("URL or credentials were edited");
            }
            return DONE;
        }
        if (!waits) {
            return new Verdict.Ignored("the edit does not touch the link");
        }
        turn.become(
                turn.record().startAt(Turn.startAt(turn.profile(), turn.record().since())));
        return DONE;
    }

    /** Done at once by the node that was asked, which goes on with it. */
    static Verdict handshakeNow(Turn turn) {
        Verdict verdict = now(turn);
        if (verdict instanceof Verdict.Accepted) {
            Leases.seize(turn);
        }
        return verdict;
    }

    private static Verdict now(Turn turn) {
        if (turn.unregistered()) {
            return OwnRegisters.now(turn);
        }
        if (!turn.rules().weMayStart()) {
            return new Verdict.Refused(
                    FORBIDDEN, "handshake: profile " + turn.profile().id() + " lets only the peer start one");
        }
        if (turn.handshakes().none()) {
            turn.become(turn.record().startAt(Optional.empty()));
            DueWork.start(turn, "an operator asked for a handshake");
            return DONE;
        }
        return again(turn);
    }

    /** What waits for its next try is tried now. */
    private static Verdict again(Turn turn) {
        boolean theirs = turn.handshakes().theirs().isPresent();
        boolean acknowledgementWaits = turn.handshakes()
                .theirs()
                .filter(one -> one.phase() == PeerHandshake.Phase.WAITING)
                .isPresent();
        boolean oursWaits = turn.handshakes()
                .ours()
                .map(OwnHandshake::phase)
                .filter(phase -> phase == OwnHandshake.Phase.RETRY || (!theirs && ended(phase)))
                .isPresent();
        if (acknowledgementWaits) {
            turn.handshakes().theirs().ifPresent(one -> DueWork.acknowledge(turn, one));
        }
        if (oursWaits) {
            turn.handshakes().ours().ifPresent(one -> retry(turn, one));
        }
        return acknowledgementWaits || oursWaits ? DONE : new Verdict.Ignored("a handshake is under way already");
    }

    private static boolean ended(OwnHandshake.Phase phase) {
        return phase == OwnHandshake.Phase.LATE || phase == OwnHandshake.Phase.REFUSED;
    }

    private static void retry(Turn turn, OwnHandshake ours) {
        if (ended(ours.phase())) {
            DueWork.renew(turn, 0);
        } else {
            DueWork.transmit(turn, ours);
        }
    }

    /**
     * Settles by the old clock what had passed by it, moves what is ours, then settles what has passed by the new one. Every
     * node sees its clock being set and the record may be moved once: by the node that holds the lease or takes it.
     */
    static Verdict clockStepped(Turn turn, Duration step) {
        if (!Leases.free(turn)) {
            return Leases.left(turn);
        }
        Duration bounded = Times.bounded(step);
        turn.settle(Times.plus(turn.now(), bounded.negated()));
        turn.become(turn.record().shifted(bounded));
        turn.raise(new LinkEvent.ClockStepped(turn.connection(), turn.now(), bounded));
        turn.settle(turn.now());
        Leases.seize(turn);
        return DONE;
    }
}
