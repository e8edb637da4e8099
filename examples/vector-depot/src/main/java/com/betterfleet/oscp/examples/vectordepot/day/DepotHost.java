package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.examples.vectordepot.day.DepotProcess.World;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import com.sun.net.httpserver.HttpServer;

/** The machine on which the host runs: it can crash, and be started again over the same database. */
final class DepotHost {
    private final VirtualTime time;
    private final LoopbackNetwork network;
    private final World world;
    private int lives;
    private Life life;

    private record Life(DepotProcess process, HttpServer server) {}

    DepotHost(VirtualTime time, LoopbackNetwork network, World world) {
        this.time = time;
        this.network = network;
        this.world = world;
        life = boot();
    }

    void crash() {
        life.process().crash();
        network.unroute(DepotSite.DEPOT_AUTHORITY);
        life.server().stop(0);
        world.log().clock("crashed", "depot-" + lives);
    }

    void restart() {
        life = boot();
    }

    int restarts() {
        return lives - 1;
    }

    private Life boot() {
        lives++;
        world.log().clock("booted", "depot-" + lives);
        DepotProcess process = new DepotProcess(time.process("depot-" + lives), world);
        HttpServer server = network.serve(DepotSite.DEPOT_AUTHORITY, DepotSite.DEPOT_PATH, process.handler());
        server.createContext(DepotSite.TOKEN_PATH, network.tracked(process.tokenHandler()));
        return new Life(process, server);
    }
}
