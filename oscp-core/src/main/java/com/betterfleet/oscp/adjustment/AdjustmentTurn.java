package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One step of the machine while it is being made. */
final class AdjustmentTurn {
    private final AdjustmentContext context;
    private final Instant now;
    private final List<AdjustmentEffect> effects = new ArrayList<>();
    private AdjustmentRecord record;

    AdjustmentTurn(AdjustmentRecord record, AdjustmentContext context) {
        this.record = record;
        this.context = context;
        this.now = context.now();
    }

    AdjustmentStep end() {
        return new AdjustmentStep(record, effects);
    }

    /** What has no use any more is not left in the outbox, where it could only be parked. */
    void expire() {
        for (Adjustment one : pending(adjustment -> !adjustment.end().isAfter(now))) {
            finish(
                    one,
                    AdjustmentState.EXPIRED,
                    one.state() == AdjustmentState.SENT
                            ? "its last block has passed, and the peer never answered with success"
                            : "its last block has passed without an answer");
        }
    }

    void requested(AdjustmentInput.Requested input) {
        ForecastType type = input.message().type();
        if (record.knows(input.id()) || !record.hasRoomFor(type, now)) {
            return;
        }
        for (Adjustment older : pending(one -> isWaiting(one) && one.type() == type)) {
            finish(older, AdjustmentState.SUPERSEDED, "adjustment " + input.id() + " was requested before it was sent");
        }
        Adjustment asked = new Adjustment(input.id(), type, AdjustmentState.SENT, now, "requested", input.blocks());
        record = record.plus(asked);
        effects.add(new AdjustmentEffect.Enqueue(
                asked.id(), input.message(), asked.blocks().get(0).start().toString(), asked.end()));
        tell(asked);
    }

    void delivered(RequestId id) {
        pending(one -> isWaiting(one) && one.id().equals(id))
                .forEach(one -> become(one.now(AdjustmentState.DELIVERED, now, "the peer answered with success")));
    }

    void forecast(AdjustmentInput.ForecastAccepted forecast) {
        Comparison comparison = new Comparison(forecast.blocks(), context.gapTolerance(), now);
        for (Adjustment one : record.pending()) {
            boolean sameType = one.type() == forecast.type();
            Adjustment compared = sameType ? one.with(comparison.compared(one.blocks())) : one;
            if (forecast.answers().filter(one.id()::equals).isPresent()) {
                finish(compared, AdjustmentState.ANSWERED, "forecast " + forecast.source() + " answers it");
            } else if (sameType && !isWaiting(one) && comparison.covers(one.blocks())) {
                finish(compared, AdjustmentState.SUPERSEDED, "forecast " + forecast.source() + " covers it");
            }
        }
    }

    void givenUp(AdjustmentInput.GivenUp input) {
        pending(one -> input.which().map(one.id()::equals).orElse(true))
                .forEach(one -> finish(one, AdjustmentState.EXPIRED, input.why()));
    }

    private static boolean isWaiting(Adjustment one) {
        return one.state() == AdjustmentState.SENT;
    }

    private List<Adjustment> pending(Predicate<Adjustment> which) {
        return record.pending().stream().filter(which).toList();
    }

    private void finish(Adjustment one, AdjustmentState state, String why) {
        if (isWaiting(one)) {
            effects.add(new AdjustmentEffect.Withdraw(one.id()));
        }
        become(one.now(state, now, why));
    }

    private void become(Adjustment changed) {
        record = record.with(changed);
        tell(changed);
    }

    private void tell(Adjustment one) {
        effects.add(new AdjustmentEffect.Raise(new GroupEvent.AdjustmentChanged(
                context.group(), now, one.id(), one.type(), one.state(), one.blocks(), one.why())));
    }
}
