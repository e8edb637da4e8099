package com.betterfleet.oscp.integration.crash;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.FlexibilityProviderBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.RegisterReading;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.profile.StandardProfile;
import com.betterfleet.oscp.profile.vector.VectorProfile;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.cp.RawBlock;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One run of a history: a depot whose process is stopped here and there, its circuits, meters, operators and utility. */
final class Site {
    /** Just before a boundary of windows, so that the first of them closes soon. */
    static final Instant START = Instant.parse("2026-03-01T10:00:50Z");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WRITING = Duration.ofMillis(300);

    private final History history;
    private final List<Stop> stops;
    private final UnaryOperator<OscpStore> flaw;
    private final Moments moments;
    private final VirtualTime time = VirtualTime.startingAt(START);
    private final VirtualProcess power = time.process("power");
    private final InMemoryOscpStore store = new InMemoryOscpStore();
    private final SecretVault vault = SecretVault.inMemory();
    private final Notary notary = new Notary(time);
    private final Circuits circuits = new Circuits(time);
    private final Wire wire = new Wire(time);
    private final SimulatedCapacityProvider cp;
    private final Operators operators;
    private final Map<String, Step.Forecast> forecasts = new TreeMap<>();
    private final List<Trace.Second> seconds = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private List<Optional<Mode>> modes = List.of();
    private Life life;
    private FlexibilityProvider fp;
    private int lives;
    private int tokens;
    private boolean calm;

    Site(History history, List<Stop> stops, UnaryOperator<OscpStore> flaw) {
        this.history = history;
        this.stops = stops;
        this.flaw = flaw;
        moments = new Moments(stops);
        operators = new Operators(history, notary);
        Utility.secrets(vault);
        VirtualProcess process = time.process("utility");
        cp = SimulatedCapacityProvider.of(
                Utility.settings(history), process, time, wire.senderOfUtility(), SeededIds.of(history.seed()));
        wire.utility(cp);
    }

    static String groupId(int group) {
        return "AKL0" + (group + 1);
    }

    Trace run() {
        boot();
        history.steps().forEach(at -> power.after(Duration.ofSeconds(at.second()), () -> take(at.step())));
        power.repeat(Duration.ofMillis(200), SECOND, this::operate);
        power.repeat(Duration.ofMillis(500), SECOND, this::look);
        Closing closing = new Closing(history, cp, this::send);
        power.repeat(Duration.ofSeconds(history.end()).plusMillis(600), Closing.BEAT, () -> close(closing));
        Instant atMost = START.plusSeconds(history.end()).plus(Closing.PATIENCE);
        if (!time.run(() -> calm, atMost)) {
            faults.add("law 6: no calm within " + Closing.PATIENCE + " after the last disturbance: "
                    + closing.missing(status(), seconds));
        } else {
            faults.addAll(new Repetition(wire.exchanges(), store).faults(fp));
        }
        cp.complaints().stream()
                .filter(complaint -> !misunderstood(complaint))
                .forEach(complaint -> faults.add("law 3 or 4, the utility: " + complaint));
        circuits.faults().forEach(fault -> faults.add("law 5, " + fault));
        return new Trace(
                history,
                stops,
                moments.passed(),
                wire.exchanges(),
                notary.claimed(),
                forecasts,
                seconds,
                cp.windows(),
                faults);
    }

    /**
     * The process took an acknowledgement and died before it said so: by its record the line is ONLINE, for the utility it is not. It
     * comes to light when the first deadline passes.
     */
    private boolean misunderstood(Complaint complaint) {
        return complaint.rule() == Complaint.Rule.LINK
                && wire.exchanges().stream()
                        .filter(one -> one.is("handshake_acknowledge")
                                && !one.byDepot()
                                && one.status().isEmpty())
                        .anyMatch(one -> one.at().isBefore(complaint.at())
                                && complaint.at().isBefore(one.at().plus(Utility.INTERVAL.multipliedBy(4))));
    }

    private void boot() {
        lives++;
        life = new Life(time.process("depot"), moments, this::ended);
        Life now = life;
        SplittableRandom random = new SplittableRandom(history.seed() * 31 + lives);
        try {
            fp = named(FlexibilityProvider.builder())
                    .store(flaw.apply(new MortalStore(store, life, notary)))
                    .secrets(new MortalVault(vault, life))
                    .scheduler(life.process())
                    .time(clock())
                    .ids(() -> new UUID(random.nextLong(), random.nextLong()))
                    .jitter(random::nextDouble)
                    .tokens(() -> Secret.of("token-%040d".formatted(++tokens)))
                    .sender(wire.senderOf(life))
                    .sink(CircuitEnvelopeSink.over(
                            circuits.reachedBy(life), task -> now.process().after(WRITING, () -> guarded(task))))
                    .meters(this::read)
                    .profile(new BriskProfile("brisk-vector", new VectorProfile()))
                    .profile(new BriskProfile("brisk-standard", new StandardProfile()))
                    .build();
            wire.depot(life, fp.endpoint());
            fp.start();
            differences("after a start");
        } catch (Killed dead) {
            // it died of being started
        }
    }

    /** Every other depot has a name, so that its next life goes on at once; the others wait for the lease of the one before. */
    private FlexibilityProviderBuilder named(FlexibilityProviderBuilder builder) {
        return history.seed() % 2 == 0 ? builder.node("depot") : builder;
    }

    private void differences(String when) {
        try {
            operators.differences(fp).forEach(difference -> faults.add("law 7: " + when + " " + difference));
        } catch (Killed dead) {
            // a look settles what is due, and that can be the moment
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Killed dead) {
            // in the middle of a call to the circuit
        }
    }

    private void ended(Stop stop) {
        power.after(Duration.ofSeconds(stop.pause()).plusMillis(100), this::boot);
    }

    private void take(Step step) {
        if (step instanceof Step.Operator operator) {
            operators.add(operator);
        } else if (step instanceof Step.Forecast forecast) {
            send(forecast);
        } else if (step instanceof Step.UtilityHandshake) {
            cp.startHandshake();
        } else if (step instanceof Step.UtilityRegister) {
            cp.startRegister();
        } else if (step instanceof Step.Cut cut) {
            wire.line().cut(cut.fault());
        } else {
            wire.line().restore();
        }
    }

    private void send(Step.Forecast forecast) {
        List<RawBlock> blocks = IntStream.range(0, forecast.kilowatts().size())
                .mapToObj(i -> RawBlock.kilowatts(
                        forecast.kilowatts().get(i).toString(),
                        START.plusSeconds(forecast.start() + (long) i * forecast.length()),
                        START.plusSeconds(forecast.start() + (i + 1L) * forecast.length())))
                .toList();
        forecasts.put(cp.forecast(groupId(forecast.group()), forecast.type(), blocks), forecast);
    }

    private void operate() {
        if (!life.over()) {
            operators.work(fp, life);
        }
    }

    private void look() {
        boolean alive = !life.over();
        if (!alive || seconds.size() % Laws.LOOK == 0) {
            modes = modes(alive ? status() : Optional.empty());
        }
        List<Trace.Group> groups = IntStream.range(0, history.groups())
                .mapToObj(group -> {
                    Optional<Step.Bind> bound = operators.bound(group);
                    return new Trace.Group(
                            circuits.inForce(new ManagedScope("mg-" + group, "grid")),
                            bound.map(Step.Bind::siteLimit).orElse(0),
                            bound.map(Step.Bind::fallback).orElse(0),
                            bound.isPresent(),
                            modes.get(group));
                })
                .toList();
        seconds.add(new Trace.Second(time.now(), !life.over(), operators.suspended(), groups));
    }

    private List<Optional<Mode>> modes(Optional<ConnectionStatus> status) {
        return IntStream.range(0, history.groups())
                .mapToObj(group -> status.flatMap(link -> link.groups().stream()
                                .filter(one -> one.group().equals(Operators.group(group)))
                                .findFirst())
                        .map(GroupStatus::limits)
                        .map(limits -> limits.get(0).mode()))
                .toList();
    }

    private Optional<ConnectionStatus> status() {
        try {
            return life.over()
                    ? Optional.empty()
                    : fp.status().connections().stream().findFirst();
        } catch (Killed dead) {
            return Optional.empty();
        }
    }

    /** Nothing disturbs any more but a stop that is still to come: the utility says how it is to be from now on. */
    private void close(Closing closing) {
        Optional<ConnectionStatus> status = status();
        if (status.isEmpty() || !operators.idle() || seconds.isEmpty()) {
            return;
        }
        if (status.get().state() == LinkState.UNREGISTERED && history.dealing() == History.Dealing.THEY_REGISTER) {
            cp.startRegister();
        }
        calm = closing.missing(status, seconds).isEmpty();
        if (calm) {
            differences("at the end");
        } else {
            closing.urge(seconds.size());
        }
    }

    private CompletionStage<MeterReadings> read(MeterQuery query) {
        List<RegisterReading> readings = new ArrayList<>();
        Instant at = query.wanted().start();
        for (; !at.isAfter(query.wanted().end()) && !at.isAfter(time.now()); at = at.plusSeconds(30)) {
            readings.add(new RegisterReading(
                    at, Energy.wattHours(Long.toString((at.getEpochSecond() - 1_700_000_000L) / 30 * 500))));
        }
        return CompletableFuture.completedFuture(
                new MeterReadings(List.of(new MeterSeries("depot-main", readings, List.of()))));
    }

    private TimeSource clock() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return time.now();
            }

            @Override
            public long elapsedNanos() {
                return time.elapsedNanos();
            }
        };
    }
}
