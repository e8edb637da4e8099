package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What an explanation costs, what a forecast costs until its order leaves, and what a quarter hour costs many groups. */
final class LimitRace {
    static final String FORECAST = "update_group_capacity_forecast";
    static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int WARM_UP = 4_000;
    private static final int MEASURED = 4_000;
    private static final int EXPLAINED = 20_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LimitRace() {}

    /** Measures in this JVM. */
    static Map<String, Number> run() {
        Map<String, Number> figures = new TreeMap<>();
        LimitPark one = full();
        figures.put("intakeMicros", intake(one));
        figures.put("explainMicros", explain(one));
        boundaries(figures);
        return figures;
    }

    /** One group about which the utility has said all there is to say, for a day and each quarter hour. */
    static LimitPark full() {
        LimitPark park = new LimitPark(1).open();
        int offset = 0;
        for (String type : LimitPark.TYPES) {
            park.post(FORECAST, LimitPark.forecast(0, type, FIRST.plusSeconds(offset), 500));
            offset += 60;
        }
        park.host().tick();
        return park;
    }

    /** From the request to the call of the sink, without the network; each forecast changes the limit of now. */
    private static double intake(LimitPark park) {
        String[] bodies = {
            LimitPark.forecast(0, "CONSUMPTION", FIRST, 400), LimitPark.forecast(0, "CONSUMPTION", FIRST, 600)
        };
        double[] nanos = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            InboundRequest request = park.request(FORECAST, bodies[i & 1]);
            long took = ordered(park, request);
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        return Race.median(nanos) / TimeUnit.MICROSECONDS.toNanos(1);
    }

    private static long ordered(LimitPark park, InboundRequest request) {
        long orders = park.sink().orders();
        long began = System.nanoTime();
        InboundAnswer answer = park.provider().endpoint().handle(request);
        park.host().drain();
        if (answer.status() != 204 || park.sink().orders() != orders + 1) {
            throw new IllegalStateException("a forecast was answered " + answer.status() + " and made "
                    + (park.sink().orders() - orders) + " orders");
        }
        return park.sink().lastNanos() - began;
    }

    /** The facade's answer, as data; the median of rounds. */
    private static double explain(LimitPark park) {
        GroupRef group = GroupRef.of("cp", LimitPark.name(0));
        double[] micros = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            long began = THREADS.getCurrentThreadCpuTime();
            long findings = 0;
            for (int i = 0; i < EXPLAINED; i++) {
                findings += park.provider()
                        .explain(group, FIRST.plusSeconds(i))
                        .reasoning()
                        .findings()
                        .size();
            }
            if (findings < EXPLAINED) {
                throw new IllegalStateException("nothing was explained");
            }
            if (round >= 0) {
                micros[round] = (THREADS.getCurrentThreadCpuTime() - began) / 1000.0 / EXPLAINED;
            }
        }
        return Race.median(micros);
    }

    /** Both sizes take turns, so that what disturbs the machine disturbs both; the median quarter hour counts. */
    private static void boundaries(Map<String, Number> figures) {
        LimitPark few = told(FEW);
        LimitPark many = told(MANY);
        double[] ofFew = new double[ROUNDS];
        double[] ofMany = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double fewMillis = quarter(few, FEW);
            double manyMillis = quarter(many, MANY);
            if (round >= 0) {
                ofFew[round] = fewMillis;
                ofMany[round] = manyMillis;
            }
        }
        double ratio = Race.median(ofMany) / Race.median(ofFew);
        figures.put("reevaluate10kMs", Race.median(ofMany));
        figures.put("growth", ratio / (MANY / FEW));
    }

    static LimitPark told(int groups) {
        LimitPark park = new LimitPark(groups).open();
        for (int group = 0; group < groups; group++) {
            park.post(FORECAST, LimitPark.forecast(group, "CONSUMPTION", FIRST, 500));
        }
        park.host().drain();
        return park;
    }

    /** The time of one core that the tick at the next quarter hour takes, at which every limit changes. */
    static double quarter(LimitPark park, int groups) {
        Duration since = Duration.between(FIRST, park.host().wall());
        Duration left = QUARTER.minusSeconds(since.toSeconds() % QUARTER.toSeconds());
        park.host().skip(left.minusSeconds(2));
        park.host().tick();
        long orders = park.sink().orders();
        long began = THREADS.getCurrentThreadCpuTime();
        park.host().tick();
        double millis = (THREADS.getCurrentThreadCpuTime() - began) / 1_000_000.0;
        if (park.sink().orders() != orders + groups) {
            throw new IllegalStateException(
                    groups + " groups made " + (park.sink().orders() - orders) + " orders at a quarter hour");
        }
        return millis;
    }
}
