package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.message;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A site in memory: drives the machine, keeps what came out, and may have a circuit that obeys at once. */
final class Site {
    LimitRecord record = LimitRecord.initial();
    Instant now = Forecasts.START;
    LinkState state = LinkState.ONLINE;
    Instant since = Forecasts.START;
    long session = 1;
    Optional<Instant> offlineAt = Optional.empty();
    GroupBinding binding = Forecasts.binding().build();
    PartnerProfile profile;
    final List<OscpEvent> events = new ArrayList<>();
    final List<LimitOrder> orders = new ArrayList<>();
    final List<LimitEffect> pending = new ArrayList<>();
    LimitVerdict verdict = new LimitVerdict.Accepted();
    boolean obeys;
    double jitter = 0.5;

    Site(ReplaceExtent extent) {
        this.profile = Forecasts.profile(extent);
    }

    /** Online in session 1, with Vector's replace extent; nothing answers sink calls. */
    static Site silent() {
        return new Site(ReplaceExtent.REPLACE_FROM_FIRST_START);
    }

    /** The same, with a circuit that obeys and confirms at once. */
    static Site obeying() {
        Site site = silent();
        site.obeys = true;
        return site;
    }

    Site step(LimitInput input) {
        LimitStep step = LimitMachine.step(record, input, context());
        record = step.record();
        verdict = step.verdict();
        for (LimitEffect effect : step.effects()) {
            if (effect instanceof LimitEffect.Raise raise) {
                events.add(raise.event());
            } else {
                pending.add(effect);
            }
            if (effect instanceof LimitEffect.Apply apply) {
                orders.add(apply.order());
            }
        }
        while (obeys && !pending.isEmpty()) {
            obey(pending.remove(0));
        }
        return this;
    }

    private void obey(LimitEffect effect) {
        if (effect instanceof LimitEffect.Apply apply) {
            LimitOrder order = apply.order();
            step(new LimitInput.SinkAnswered(
                    order.direction(), order.revision(), new Outcome.Confirmed(order.limit())));
        } else if (effect instanceof LimitEffect.ReleaseScope release) {
            step(new LimitInput.SinkAnswered(
                    Direction.IMPORT, release.revision(), new Outcome.Confirmed(Limit.unlimited())));
        } else if (effect instanceof LimitEffect.Read read) {
            step(new LimitInput.ReadAnswered(
                    read.direction(), record.track(read.direction()).confirmed().map(Confirmed::readBack)));
        }
    }

    LimitContext context() {
        return new LimitContext(
                GroupRef.of("nz", "AKL01"),
                binding,
                profile,
                new LinkView(state, since, session, offlineAt),
                now,
                jitter);
    }

    Site hear(String id, ForecastType type, ForecastedBlock... blocks) {
        return hear(id, message(type, blocks));
    }

    Site hear(String id, UpdateGroupCapacityForecast message) {
        return step(new LimitInput.ForecastReceived(new RequestId(id), message));
    }

    Site at(long minute) {
        return at(minute(minute));
    }

    /** Lets time pass to an instant, doing what is due on the way. */
    Site at(Instant instant) {
        int steps = 0;
        while (record.nextDue().filter(due -> !due.isAfter(instant)).isPresent()) {
            Instant due = record.nextDue().orElseThrow();
            assertThat(due).as("next due is ahead").isAfter(now);
            assertThat(++steps).as("steps on the way").isLessThan(5000);
            now = due;
            step(new LimitInput.Due());
        }
        now = instant;
        return this;
    }

    Site link(LinkState next) {
        since = next == state ? since : now;
        state = next;
        return step(new LimitInput.Reevaluate("link is " + next));
    }

    /** A handshake: online in the next session. */
    Site reconnect() {
        session++;
        return link(LinkState.ONLINE);
    }

    Site start() {
        return step(new LimitInput.Restarted());
    }

    Site answer(Outcome outcome) {
        LimitOrder order = ((LimitEffect.Apply) pending.remove(0)).order();
        return step(new LimitInput.SinkAnswered(order.direction(), order.revision(), outcome));
    }

    Site confirm() {
        return answer(new Outcome.Confirmed(
                ((LimitEffect.Apply) pending.get(0)).order().limit()));
    }

    Site confirmAll() {
        while (!pending.isEmpty()) {
            obey(pending.remove(0));
        }
        return this;
    }

    LimitOrder order() {
        return orders.get(orders.size() - 1);
    }

    EnvelopeStep stepAt(long minute) {
        return stepAt(minute(minute));
    }

    EnvelopeStep stepAt(Instant t) {
        return Envelopes.of(record, context(), Direction.IMPORT).orElseThrow().stepAt(t);
    }

    /** The import limit in kilowatts. */
    String limitAt(long minute) {
        return limitAt(minute(minute));
    }

    String limitAt(Instant t) {
        return kilowatts(stepAt(t).limit());
    }

    static String kilowatts(Limit limit) {
        return ((Limit.Limited) limit).most().inKilowatts().toPlainString();
    }

    static Limit limit(String kilowatts) {
        return Limit.of(Power.kilowatts(kilowatts));
    }

    <E extends GroupEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
