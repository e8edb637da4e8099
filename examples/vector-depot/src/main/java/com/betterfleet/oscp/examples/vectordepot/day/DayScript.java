package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.wire.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What goes wrong, and when. */
final class DayScript {
    private final VirtualProcess process;
    private final SimulatedVector vector;
    private final Line line;
    private final DepotHost host;
    private final Consumer<String> told;

    DayScript(VirtualProcess process, SimulatedVector vector, Line line, DepotHost host, Consumer<String> told) {
        this.process = process;
        this.vector = vector;
        this.line = line;
        this.host = host;
        this.told = told;
    }

    void write() {
        told.accept("the host boots; Vector is not ready for handshakes yet");
        at("00:02", "Vector starts the handshake", vector::startHandshake);
        at("05:05", "Vector protects its network: all-zero profiles", vector::protect);
        at("06:05", "normal profiles resume", vector::resume);
        at("09:21", "the line goes dead, both ways", () -> line.cut());
        at("10:11", "the line is back after 50 minutes", line::restore);
        at("12:30", "Vector's door for our heartbeats jams, its own go on", () -> vector.refuseHeartbeats(true));
        at("12:34", "the door opens again", () -> vector.refuseHeartbeats(false));
        at("15:07", "the host crashes", host::crash);
        process.at(time("15:07").plusSeconds(25), () -> {
            told.accept("the host is started again over the same store");
            host.restart();
        });
        at("16:20", "Vector revokes the depot's access token", vector::revokeTokens);
        at("17:39", "the next forecast is held up on its way and arrives after the one that follows", vector::reorder);
    }

    private void at(String time, String words, Runnable action) {
        process.at(time(time), () -> {
            told.accept(words);
            action.run();
        });
    }

    private static Instant time(String hoursAndMinutes) {
        return Day.START.plus(Duration.ofMinutes(Integer.parseInt(hoursAndMinutes.substring(0, 2)) * 60L
                + Integer.parseInt(hoursAndMinutes.substring(3))));
    }
}
