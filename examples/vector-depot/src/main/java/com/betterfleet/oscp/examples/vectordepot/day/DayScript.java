package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.wire.Line;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        at("13:20", "an operator asks for more from 14:00 to 15:00", () -> host.operate(more("14:00", "15:00")));
        at("15:07", "the host crashes", host::crash);
        process.at(time("15:07").plusSeconds(25), () -> {
            told.accept("the host is started again over the same store");
            host.restart();
        });
        at("16:20", "Vector revokes the depot's access token", vector::revokeTokens);
        at("17:10", "an operator tells that 18:00 to 18:30 cannot be kept", () -> host.operate(less("18:00", "18:30")));
        at("17:39", "the next forecast is held up on its way and arrives after the one that follows", vector::reorder);
    }

    private void at(String time, String words, Runnable action) {
        process.at(time(time), () -> {
            told.accept(words);
            action.run();
        });
    }

    private static ByHand more(String from, String until) {
        return new ByHand.RequestAdjustment(
                ForecastType.CONSUMPTION,
                List.of(new ForecastedBlock(
                        BigDecimal.valueOf(850), Phase.ALL, CapacityUnit.KW, time(from), time(until))),
                "twelve buses of another depot charge here today");
    }

    private static ByHand less(String from, String until) {
        return new ByHand.ReportNonCompliance(
                Direction.IMPORT,
                TimeInterval.of(time(from), time(until)),
                "works at the switchboard, the chargers cannot be held");
    }

    private static Instant time(String hoursAndMinutes) {
        return Day.START.plus(Duration.ofMinutes(Integer.parseInt(hoursAndMinutes.substring(0, 2)) * 60L
                + Integer.parseInt(hoursAndMinutes.substring(3))));
    }
}
