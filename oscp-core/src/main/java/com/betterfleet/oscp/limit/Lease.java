package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.oscp.configuration.ZeroLease;
import com.betterfleet.oscp.profile.LimitRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** How long an order may stand without us, and what comes after (rule I23). */
final class Lease {
    /** How far past the end of a lease {@code afterwards} looks. */
    static final Duration AFTER = Duration.ofHours(1);

    private final Turn turn;
    private final Direction direction;
    private final Statements said;
    private final Plan plan;

    Lease(Turn turn, Direction direction, Statements said, Plan plan) {
        this.turn = turn;
        this.direction = direction;
        this.said = said;
        this.plan = plan;
    }

    /** The end of a lease made now. */
    Instant end(Limit limit) {
        Instant longest = turn.now.plus(turn.rules().leaseMax());
        return bound(limit).filter(longest::isAfter).orElse(longest);
    }

    /** What ends a lease whenever it is made: a lowering ahead, the deadline of the link. */
    Optional<Instant> bound(Limit limit) {
        LimitRules rules = turn.rules();
        Optional<Instant> deadline = turn.context.link().offlineAt().filter(turn.now::isBefore);
        return Stream.of(plan.firstBelow(limit), deadline)
                .flatMap(Optional::stream)
                .map(instant -> instant.plus(rules.orderGrace()))
                .min(Instant::compareTo);
    }

    /** What an unattended circuit shall take from an instant on. */
    Limit afterwards(Instant end) {
        Instant hour = end.plus(AFTER);
        boolean zeroRules = direction == Direction.IMPORT && plan.now().protectiveZero();
        if (!zeroRules) {
            return Limit.of(plan.least(end, hour));
        }
        return turn.context.binding().zeroLease() == ZeroLease.ZERO
                ? Limit.ZERO
                : Limit.of(Plan.of(said.withoutZero(), end, hour).leastFallback(end, hour));
    }
}
