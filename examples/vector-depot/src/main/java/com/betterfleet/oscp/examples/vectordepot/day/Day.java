package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.examples.vectordepot.BusFleet;
import com.betterfleet.oscp.examples.vectordepot.DepotCircuit;
import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.host.LoopbackSender;
import com.betterfleet.oscp.testkit.host.VirtualTimeSource;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One day of the depot towards a simulated Vector, over real HTTP on loopback, in lock-step virtual time. It is the day on
 * which New Zealand's clocks go forward, which must make no difference.
 */
public final class Day {
    /** The start of the day. */
    static final Instant START = Instant.parse("2026-09-26T00:00:00Z");

    static final Instant END = START.plus(Duration.ofHours(24));
    private static final Instant BOOT = START.minusSeconds(60);
    private static final String TOKEN_KEY = "depot-4f0d1c9b7e2a4d58a6c3e9f1b0d72586";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final long seed;
    private final Path journal;
    private final Consumer<String> console;
    private final VirtualTime time = VirtualTime.startingAt(BOOT);
    private final Line line = new Line();
    private final NavigableMap<Instant, Long> inForce = new TreeMap<>();
    private int restarts;

    /**
     * A day.
     *
     * @param seed decides all that chance decides
     * @param journal where the journal is written
     * @param console who reads along
     */
    public Day(long seed, Path journal, Consumer<String> console) {
        this.seed = seed;
        this.journal = journal;
        this.console = console;
    }

    /**
     * Runs the day until its last window is acknowledged.
     *
     * @return what came of it
     */
    public DayResult run() {
        try (LoopbackNetwork network = new LoopbackNetwork(time);
                DayLog log = new DayLog(journal, time::now)) {
            DayWitness witness = new DayWitness(console);
            Masks masks = new Masks();
            DayRecorder recorder = new DayRecorder(log, masks, witness);
            network.listen(witness);
            recorder.clock("seed", Long.toString(seed));
            OscpStore store = new InMemoryOscpStore();
            DepotCircuit circuit = new DepotCircuit(DepotSite.SCOPE, Power.kilowatts("1000"), time::now);
            BusFleet fleet = new BusFleet(seed, circuit::available);
            SimulatedVector vector = new SimulatedVector(time, network, line, seed);
            World world = new SimulatedWorld(
                    circuit,
                    fleet,
                    process ->
                            LoopbackSender.over(network.caller(DepotSite.DEPOT_AUTHORITY, process, line.towardsCp())),
                    new SplittableRandom(seed));
            DepotHost host = new DepotHost(
                    time,
                    network,
                    new DepotProcess.Site(store, vault(masks), world, recorder, new VirtualTimeSource(time)));
            live(time.process("field"), circuit, fleet);
            new DayScript(time.process("script"), vector, line, host, this::told).write();
            time.run(
                    () -> !time.now().isBefore(END)
                            && witness.windowsAcknowledged().size() >= 96,
                    END.plus(PATIENCE));
            restarts = host.restarts();
            return new DayJudge(seed, witness, vector, fleet, store, inForce).judge(restarts);
        }
    }

    private void told(String words) {
        console.accept(time.now() + "  --- " + words);
    }

    private void live(VirtualProcess field, DepotCircuit circuit, BusFleet fleet) {
        field.repeat(Duration.ZERO, Duration.ofSeconds(1), () -> {
            fleet.second(time.now());
            inForce.put(time.now(), circuit.available().watts().longValue());
        });
    }

    private static SecretVault vault(Masks masks) {
        return DepotVault.of(
                masks,
                SimulatedVector.SECRET_OF_DEPOT,
                SimulatedVector.SECRET_OF_VECTOR,
                SimulatedVector.API_KEY,
                TOKEN_KEY);
    }
}
