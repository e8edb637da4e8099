package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.oscp.examples.vectordepot.RecordRead;
import com.betterfleet.oscp.examples.vectordepot.day.ByHand;
import com.betterfleet.oscp.examples.vectordepot.day.DayRecorder;
import com.betterfleet.oscp.examples.vectordepot.day.DepotProcess;
import com.betterfleet.oscp.examples.vectordepot.day.DepotVault;
import com.betterfleet.oscp.examples.vectordepot.day.Masks;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.testkit.host.VirtualTimeSource;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The host once more, over a store of its own: it boots, is asked, is operated and crashes when the journal says so. */
final class RecordedHost {
    private final VirtualTime time;
    private final RecordedHttp http;
    private final RecordedWorld world;
    private final DepotProcess.Site site;
    private int lives;
    private Optional<DepotProcess> life = Optional.empty();

    RecordedHost(VirtualTime time, Retelling retelling) {
        this.time = time;
        Masks masks = new Masks();
        http = new RecordedHttp(masks);
        world = new RecordedWorld(retelling, http);
        site = new DepotProcess.Site(
                new InMemoryOscpStore(),
                DepotVault.madeUp(masks),
                world,
                new DayRecorder(retelling, masks, event -> {}),
                new VirtualTimeSource(time));
    }

    /** Takes an input. */
    void take(FileLine line) {
        switch (line.kind()) {
            case "clock" -> clock(line.fields());
            case "request" -> living().endpoint(line.text("door")).handle(http.request(line));
            case "operation" -> living().operate((ByHand) RecordRead.of(line.field("operation"), ByHand.class));
            default -> world.answer(line);
        }
    }

    private void clock(JsonNode fields) {
        if (fields.has("seed")) {
            site.recorder().clock("seed", fields.get("seed").asText());
        } else if (fields.has("booted")) {
            boot();
        } else if (fields.has("crashed")) {
            crash();
        }
    }

    private void boot() {
        lives++;
        site.recorder().clock("booted", name());
        life = Optional.of(new DepotProcess(time.process(name()), site));
    }

    private void crash() {
        living().crash();
        life = Optional.empty();
        world.crash();
        site.recorder().clock("crashed", name());
    }

    private String name() {
        return "depot-" + lives;
    }

    private DepotProcess living() {
        return life.orElseThrow(() -> new IllegalArgumentException("the host is not running"));
    }
}
