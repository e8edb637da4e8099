package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.examples.vectordepot.day.DepotProcess.Site;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import com.sun.net.httpserver.HttpServer;

/** The machine on which the host runs: it can crash, and be started again over the same database. */
final class DepotHost {
    private final VirtualTime time;
    private final LoopbackNetwork network;
    private final Site site;
    private int lives;
    private Life life;

    private record Life(DepotProcess process, HttpServer server) {}

    DepotHost(VirtualTime time, LoopbackNetwork network, Site site) {
        this.time = time;
        this.network = network;
        this.site = site;
        life = boot();
    }

    void crash() {
        life.process().crash();
        network.unroute(DepotSite.DEPOT_AUTHORITY);
        life.server().stop(0);
        site.recorder().clock("crashed", "depot-" + lives);
    }

    void operate(ByHand what) {
        life.process().operate(what);
    }

    void restart() {
        life = boot();
    }

    int restarts() {
        return lives - 1;
    }

    private Life boot() {
        lives++;
        site.recorder().clock("booted", "depot-" + lives);
        DepotProcess process = new DepotProcess(time.process("depot-" + lives), site);
        HttpServer server = network.serve(
                DepotSite.DEPOT_AUTHORITY,
                DepotSite.DEPOT_PATH,
                JdkHttpAdapter.of(process.endpoint(DepotProcess.OSCP)));
        server.createContext(
                DepotSite.TOKEN_PATH, network.tracked(JdkHttpAdapter.of(process.endpoint(DepotProcess.TOKENS))));
        return new Life(process, server);
    }
}
