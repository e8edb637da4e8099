package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.MeteredWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Law 4: each metering window arrives once, in order, none is missing. */
final class WindowLaws {
    private WindowLaws() {}

    static List<String> broken(Trace trace) {
        List<String> broken = new ArrayList<>();
        boolean whole =
                !trace.history().holds(Step.Suspend.class) && !trace.history().holds(Step.Unbind.class);
        for (int group = 0; group < trace.history().groups(); group++) {
            String id = Site.groupId(group);
            Optional<Instant> last = whole ? first(trace, group) : Optional.empty();
            for (Instant end : ends(trace, id)) {
                Instant next = last.map(one -> one.plus(BriskProfile.WINDOW)).orElse(end);
                if (whole ? !end.equals(next) : end.isBefore(next)) {
                    broken.add("law 4: the window of " + id + " up to " + end + " comes where that up to " + next
                            + " was to come");
                }
                last = Optional.of(end);
            }
        }
        return broken;
    }

    private static List<Instant> ends(Trace trace, String group) {
        return trace.windows().stream()
                .map(AcceptedWindow::window)
                .filter(window -> window.groupId().equals(group))
                .map(MeteredWindow::end)
                .toList();
    }

    /** The first boundary after the binding, at which the first window starts. */
    private static Optional<Instant> first(Trace trace, int group) {
        long window = BriskProfile.WINDOW.toSeconds();
        return trace.seconds().stream()
                .filter(second -> second.groups().get(group).bound())
                .findFirst()
                .map(second -> Instant.ofEpochSecond((second.at().getEpochSecond() / window + 1) * window));
    }
}
