package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.LinkView;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The end of every history: both sides are online, each group obeys one last forecast, no window waits. */
final class Closing {
    static final Duration BEAT = Duration.ofSeconds(5);
    /** Longer than the longest pause, all deadlines and back-offs together. */
    static final Duration PATIENCE = Duration.ofMinutes(9);

    private static final int BLOCK = 5000;
    private static final int LATE = 20;

    private final History history;
    private final SimulatedCapacityProvider cp;
    private final Consumer<Step.Forecast> send;
    private int sentAt = -LATE;

    Closing(History history, SimulatedCapacityProvider cp, Consumer<Step.Forecast> send) {
        this.history = history;
        this.cp = cp;
        this.send = send;
    }

    static int kilowatts(int group) {
        return 210 + group;
    }

    /** Sends the last forecasts, once more after a while. */
    void urge(int second) {
        if (cp.link().state() == LinkView.State.ONLINE && second - sentAt >= LATE) {
            sentAt = second;
            groups().forEach(group -> send.accept(new Step.Forecast(
                    group, "CONSUMPTION", second / 10 * 10, BLOCK + second, List.of(kilowatts(group)))));
        }
    }

    /** What is not as it is to be at the end. */
    List<String> missing(Optional<ConnectionStatus> status, List<Trace.Second> seconds) {
        List<String> missing = new ArrayList<>();
        if (status.isEmpty()) {
            return List.of("the process is down");
        }
        Trace.Second last = seconds.get(seconds.size() - 1);
        if (cp.link().state() != LinkView.State.ONLINE || status.get().state() != LinkState.ONLINE) {
            missing.add("the line is " + status.get().state() + ", for the utility "
                    + cp.link().state());
        }
        groups().forEach(group -> {
            int wanted = Math.min(kilowatts(group), last.groups().get(group).siteLimit());
            if (last.groups().get(group).inForce() != wanted) {
                missing.add(
                        "group " + group + " obeys " + last.groups().get(group).inForce() + " kW, not " + wanted);
            }
        });
        status.get().groups().stream()
                .filter(group -> waits(group, last.at()))
                .forEach(group -> missing.add("windows of " + group.group() + " wait: " + group));
        return missing;
    }

    /** A window closes after a while and is sent at once: the latest that could have been must have arrived. */
    private boolean waits(GroupStatus group, Instant now) {
        Instant settled = now.minus(BriskProfile.SETTLING).minus(Duration.ofSeconds(10));
        Instant due = settled.minusSeconds(Math.floorMod(settled.getEpochSecond(), BriskProfile.WINDOW.toSeconds()))
                .minusNanos(settled.getNano());
        Optional<Instant> sent = cp.windows(group.group().group().value()).stream()
                .map((AcceptedWindow window) -> window.window().end())
                .max(Instant::compareTo);
        return group.waiting() > 0 || sent.filter(end -> !end.isBefore(due)).isEmpty();
    }

    private IntStream groups() {
        return IntStream.range(0, history.groups());
    }
}
