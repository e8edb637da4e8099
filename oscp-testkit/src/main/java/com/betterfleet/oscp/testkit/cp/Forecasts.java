package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends forecasts: now, on a cadence, held back. Guarded by the agenda's lock. */
final class Forecasts {

    private final CapacityProviderSettings settings;
    private final Agenda agenda;
    private final Courier courier;
    private final Ledger ledger;
    private final Supplier<String> ids;
    private Optional<Duration> hold = Optional.empty();

    Forecasts(CapacityProviderSettings settings, Agenda agenda, Courier courier, Ledger ledger, Supplier<String> ids) {
        this.settings = settings;
        this.agenda = agenda;
        this.courier = courier;
        this.ledger = ledger;
        this.ids = ids;
    }

    void holdNext(Duration duration) {
        hold = Optional.of(duration);
    }

    String send(RawForecast forecast) {
        return send(forecast, Optional.empty());
    }

    String send(RawForecast forecast, Optional<String> answers) {
        String id = ids.get();
        ledger.forecastStarted(id, forecast);
        RawBytes body = Bodies.forecast(forecast);
        Optional<Duration> held = hold;
        hold = Optional.empty();
        held.ifPresentOrElse(
                wait -> agenda.after(wait, () -> send(id, answers, forecast, body)),
                () -> send(id, answers, forecast, body));
        return id;
    }

    private void send(String id, Optional<String> answers, RawForecast forecast, RawBytes body) {
        Instant first = agenda.now();
        courier.send(new Parcel(Actions.FORECAST, id, answers, body, settings.tries(), result -> {
            if (result.succeeded()) {
                ledger.acknowledged(new AcknowledgedForecast(id, forecast, body, first, agenda.now()));
            }
        }));
    }

    void every(
            Duration cadence, Duration offset, BooleanSupplier online, Function<Instant, List<RawForecast>> forecasts) {
        Instant tick = nextTick(cadence, agenda.now().minus(offset));
        agenda.at(tick.plus(offset), () -> {
            if (online.getAsBoolean()) {
                forecasts.apply(tick).forEach(this::send);
            }
            every(cadence, offset, online, forecasts);
        });
    }

    private static Instant nextTick(Duration cadence, Instant after) {
        long step = cadence.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step);
    }
}
