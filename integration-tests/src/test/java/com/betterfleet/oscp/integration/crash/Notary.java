package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stands at the store and writes down which request ids were claimed when, and how many journal lines there are. */
final class Notary {
    /** A request id that a commit claimed. */
    record Claimed(String id, Instant at) {}

    private final VirtualTime time;
    private final List<Claimed> claimed = new ArrayList<>();
    private int lines;

    Notary(VirtualTime time) {
        this.time = time;
    }

    void committed(Commit commit) {
        for (Claim claim : commit.claims()) {
            claimed.add(new Claimed(claim.requestId(), time.now()));
        }
        lines += commit.lines().size();
    }

    List<Claimed> claimed() {
        return List.copyOf(claimed);
    }

    int lines() {
        return lines;
    }
}
