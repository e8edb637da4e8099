package com.betterfleet.oscp.adjustment;

import static com.betterfleet.oscp.forecast.Forecasts.id;
import static com.betterfleet.oscp.forecast.Forecasts.message;
import static com.betterfleet.oscp.forecast.Forecasts.minute;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.forecast.ForecastTranslator;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.forecast.Translation;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A group whose adjustments are asked for, in memory: drives the machine and keeps what came out. */
final class Desk {
    static final GroupRef GROUP = GroupRef.of("nz", "AKL01");

    AdjustmentRecord record = AdjustmentRecord.EMPTY;
    Instant now = Forecasts.START;
    PartnerProfile profile = Forecasts.profile(ReplaceExtent.REPLACE_FROM_FIRST_START);
    GroupBinding binding = Forecasts.binding().build();
    final List<GroupEvent.AdjustmentChanged> events = new ArrayList<>();
    final List<AdjustmentEffect.Enqueue> sent = new ArrayList<>();
    final Set<String> outbox = new TreeSet<>();

    Desk step(AdjustmentInput input) {
        AdjustmentStep step =
                AdjustmentMachine.step(record, input, new AdjustmentContext(GROUP, Duration.ofSeconds(5), now));
        record = step.record();
        step.effects().forEach(this::take);
        return this;
    }

    private void take(AdjustmentEffect effect) {
        if (effect instanceof AdjustmentEffect.Enqueue enqueue) {
            sent.add(enqueue);
            outbox.add(enqueue.id().value());
        } else if (effect instanceof AdjustmentEffect.Withdraw withdraw) {
            outbox.remove(withdraw.id().value());
        } else if (effect instanceof AdjustmentEffect.Raise raise) {
            events.add((GroupEvent.AdjustmentChanged) raise.event());
        }
    }

    Desk request(String id, ForecastType type, ForecastedBlock... blocks) {
        return step(new AdjustmentRequest(binding, profile, now).of(id(id), type, List.of(blocks), record));
    }

    Desk request(String id, ForecastedBlock... blocks) {
        return request(id, ForecastType.CONSUMPTION, blocks);
    }

    Desk delivered(String id) {
        outbox.remove(id);
        return step(new AdjustmentInput.Delivered(new RequestId(id)));
    }

    Desk hear(String source, ForecastedBlock... blocks) {
        return hear(source, Optional.empty(), ForecastType.CONSUMPTION, blocks);
    }

    Desk answered(String adjustment, String source, ForecastedBlock... blocks) {
        return hear(source, Optional.of(adjustment), ForecastType.CONSUMPTION, blocks);
    }

    Desk hear(String source, Optional<String> answers, ForecastType type, ForecastedBlock... blocks) {
        Translation.Translated heard = (Translation.Translated)
                ForecastTranslator.translate(id(source), message(type, blocks), binding, profile, 1);
        return step(new AdjustmentInput.ForecastAccepted(
                id(source), type, answers.map(RequestId::new), Blocks.of(heard.blocks())));
    }

    Desk at(long minute) {
        now = minute(minute);
        return step(new AdjustmentInput.Due());
    }

    Adjustment get(String id) {
        return record.all().stream()
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    AdjustmentState state(String id) {
        return get(id).state();
    }
}
