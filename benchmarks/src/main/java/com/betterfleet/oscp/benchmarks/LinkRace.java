package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Many links in one JVM: what one costs in memory, what a heartbeat costs, and how long a start takes. */
final class LinkRace {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int WARM_UP_BEATS = 160_000;
    private static final int ROUNDS = 5;
    private static final int MEASURED_BEATS = 60_000;
    /** Two heartbeats, one each way, in this many seconds. */
    private static final int ROUND_SECONDS = 30;

    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private LinkRace() {}

    /** Measures in this JVM, which must have no more than 512 MB of heap. */
    static Map<String, Number> run() {
        LinkRace race = new LinkRace();
        Map<String, Number> figures = new TreeMap<>();
        race.beats(figures);
        memory(figures);
        return figures;
    }

    /** Both sizes take turns, so that what disturbs the machine disturbs both; the median round counts. */
    private void beats(Map<String, Number> figures) {
        LinkPark few = opened(FEW);
        LinkPark many = opened(MANY);
        few.live(seconds(FEW, WARM_UP_BEATS));
        many.live(seconds(MANY, WARM_UP_BEATS));
        double[] ofFew = new double[ROUNDS];
        double[] ofMany = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ofFew[round] = microsPerBeat(few, seconds(FEW, MEASURED_BEATS));
            ofMany[round] = microsPerBeat(many, seconds(MANY, MEASURED_BEATS));
        }
        figures.put("heartbeatMicros1k", Race.median(ofFew));
        figures.put("heartbeatMicros10k", Race.median(ofMany));
        figures.put("startup10kMs", startMillis(many));
    }

    private static LinkPark opened(int links) {
        LinkPark park = new LinkPark(new InMemoryOscpStore(), links);
        park.open();
        return park;
    }

    private static int seconds(int links, int beats) {
        return beats / (2 * links) * ROUND_SECONDS;
    }

    /** Time of the whole process, garbage collection and compiler included. */
    private double microsPerBeat(LinkPark park, int seconds) {
        long beats = park.heartbeats();
        long nanos = machine.getProcessCpuTime();
        park.live(seconds);
        double micros = (machine.getProcessCpuTime() - nanos) / 1000.0;
        park.requireOnline();
        return micros / (park.heartbeats() - beats);
    }

    private static long startMillis(LinkPark park) {
        long began = System.nanoTime();
        park.restart();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        park.requireOnline();
        return millis;
    }

    /** What a link that is ONLINE and idle holds, its row in the store included, beyond what the host configured. */
    private static void memory(Map<String, Number> figures) {
        long before = Heap.used();
        LinkPark park = opened(MANY);
        park.live(2 * ROUND_SECONDS);
        long all = Heap.used() - before;
        OscpStore configured = configuration(park.store());
        long settings = Heap.used() - before - all;
        park.requireOnline();
        requireAll(configured);
        figures.put("bytesPerLink", (all - settings) / MANY);
        System.out.println("configured bytes per link, not counted: " + settings / MANY);
    }

    /** A store with the settings and their journal alone. */
    private static OscpStore configuration(OscpStore store) {
        OscpStore copy = new InMemoryOscpStore();
        for (Stored settings : store.list(Kind.CONNECTION, Optional.empty(), MANY)) {
            Payload payload =
                    new Payload(settings.payload().schema(), settings.payload().bytes());
            Commit.Builder commit = Commit.builder().write(settings.key(), 0, payload, settings.nextDue());
            store.journal(settings.key(), 0, MANY).forEach(line -> commit.line(copied(line)));
            copy.commit(commit.build());
        }
        return copy;
    }

    private static JournalLine copied(JournalLine line) {
        return new JournalLine(
                line.owner(), 0, line.at(), line.actor(), line.what(), copied(line.before()), copied(line.after()));
    }

    private static String copied(String text) {
        return new String(text.toCharArray());
    }

    private static void requireAll(OscpStore configured) {
        int found = configured.list(Kind.CONNECTION, Optional.empty(), MANY).size();
        if (found != MANY) {
            throw new IllegalStateException("the configuration has " + found + " of " + MANY + " links");
        }
    }
}
