package com.betterfleet.oscp.integration.crash;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashHistoriesTest {
    @Test
    void tryout() {
        long t = System.nanoTime();
        int bad = 0;
        int runs = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Trace trace = new Site(Histories.of(seed), List.of()).run();
            List<String> broken = Laws.broken(trace, Optional.empty());
            if (!broken.isEmpty() && bad++ < 4) { System.out.println(trace.history() + "\n" + broken.size() + " " + broken.get(0)+ "\n"+broken.get(broken.size()-1)); }
            if (!broken.isEmpty()) continue;
            java.util.SplittableRandom r = new java.util.SplittableRandom(seed);
            for (int i = 0; i < 6; i++) {
                runs++;
                Stop stop = new Stop(1 + r.nextInt(trace.moments().size()), new int[]{0, 1, 3, 12, 30, 60, 100}[r.nextInt(7)]);
                Trace run = new Site(Histories.of(seed), List.of(stop)).run();
                broken = Laws.broken(run, Optional.of(trace));
                if (!broken.isEmpty() && bad++ < 4) { System.out.println(trace.history() + "\n" + stop + " " + run.moments().get(stop.moment()-1) + "\n" + broken.size() + " " + broken.get(0)+ "\n"+broken.get(broken.size()-1)); }
            }
        }
        System.out.println("ms " + (System.nanoTime()-t)/1000000 + " bad " + bad + " runs " + runs);
    }
}
