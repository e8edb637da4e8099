package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.BINDING;
import static com.betterfleet.oscp.metering.MeteringSamples.GROUP;
import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.profile;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.profile.MeteringRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drives one group's metering by hand, and keeps all that it wanted done. */
final class Bench {
    final List<MeteringEffect> all = new ArrayList<>();
    List<MeteringEffect> last = List.of();
    MeteringRecord record;
    boolean open = true;
    Optional<MeasurementConfiguration> agreed = Optional.of(MeasurementConfiguration.INTERMITTENT);
    MeteringRules rules;
    /** Boundaries at which every register was read rather than interpolated. */
    final Set<Instant> readBoundaries = new HashSet<>();

    private int ids;

    Bench(MeteringRules rules, Instant boundAt) {
        this.rules = rules;
        this.record = MeteringRecord.initial(boundAt, rules, true);
    }

    /** Quarter hours, bound at 12:00. */
    static Bench quarters() {
        return new Bench(MeteringSamples.QUARTERS, MeteringSamples.T0);
    }

    Bench step(Instant now, MeteringInput input) {
        RequestId fresh = new RequestId("id-" + ids++);
        MeteringContext context = new MeteringContext(GROUP, BINDING, profile(rules), open, agreed, now, fresh);
        MeteringStep step = MeteringMachine.step(record, input, context);
        record = step.record();
        last = step.effects();
        all.addAll(last);
        record.start()
                .filter(there -> there.of(Direction.IMPORT).registers().values().stream()
                        .allMatch(value -> value.basis() == Basis.READ))
                .ifPresent(there -> readBoundaries.add(record.closedThrough()));
        return this;
    }

    Bench due(String time) {
        return step(at(time), new MeteringInput.Due());
    }

    Bench open(String time, boolean nowOpen) {
        open = nowOpen;
        return due(time);
    }

    Bench answer(String time, TimeInterval window, MeterReadings readings) {
        return step(at(time), new MeteringInput.ReadingsArrived(window, readings));
    }

    Bench fail(String time, TimeInterval window) {
        return step(at(time), new MeteringInput.ReadFailed(window, "meters are offline"));
    }

    Bench acknowledge(String time, RequestId id) {
        return acknowledge(at(time), id);
    }

    Bench acknowledge(Instant now, RequestId id) {
        return step(now, new MeteringInput.Acknowledged(id));
    }

    Bench restart(String time) {
        return step(at(time), new MeteringInput.Restarted());
    }

    Bench stepClock(String time, Duration by) {
        return step(at(time), new MeteringInput.ClockStepped(by));
    }

    List<MeterQuery> reads() {
        return reads(last);
    }

    static List<MeterQuery> reads(List<MeteringEffect> effects) {
        return only(effects, MeteringEffect.Read.class).stream()
                .map(MeteringEffect.Read::query)
                .toList();
    }

    List<TimeInterval> asked() {
        return reads().stream().map(MeterQuery::window).toList();
    }

    List<MeteringEffect.Enqueue> sent() {
        return only(all, MeteringEffect.Enqueue.class);
    }

    <E extends OscpEvent> List<E> events(Class<E> kind) {
        return only(all, MeteringEffect.Raise.class).stream()
                .map(MeteringEffect.Raise::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    AssetMeasurement asset() {
        MeteringEffect.Enqueue latest = sent().get(sent().size() - 1);
        List<AssetMeasurement> assets = ((UpdateAssetMeasurements) latest.message()).measurements();
        if (assets.size() != 1) {
            throw new AssertionError("rule I29: one combined asset, were " + assets);
        }
        return assets.get(0);
    }

    String kilowattHours() {
        return asset().energyMeasurement().orElseThrow().value().toPlainString();
    }

    private static <T> List<T> only(List<? super T> effects, Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
