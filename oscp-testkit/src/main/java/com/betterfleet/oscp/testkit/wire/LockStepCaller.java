package com.betterfleet.oscp.testkit.wire;

import com.betterfleet.oscp.testkit.time.VirtualProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One process's sender: its calls wait in the network's queue and are made by the driver, one at a time. Safe to call from any thread. Once
 * the process is killed nothing of it is sent any more, and no stage of it ever ends.
 */
public final class LockStepCaller implements RawSender {

    private final LoopbackNetwork network;
    private final String name;
    private final VirtualProcess process;
    private final Line.Way way;

    LockStepCaller(LoopbackNetwork network, String name, VirtualProcess process, Line.Way way) {
        this.network = network;
        this.name = name;
        this.process = process;
        this.way = way;
    }

    @Override
    public CompletionStage<RawReply> send(RawCall call) {
        CompletableFuture<RawReply> answer = new CompletableFuture<>();
        network.enqueue(new PendingCall(this, call, answer));
        return answer;
    }

    String name() {
        return name;
    }

    VirtualProcess process() {
        return process;
    }

    Line.Way way() {
        return way;
    }
}
