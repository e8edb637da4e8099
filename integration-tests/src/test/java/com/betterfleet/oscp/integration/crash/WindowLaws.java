package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Law 4: each metering window arrives once, in order, none is missing. */
final class WindowLaws {
    private WindowLaws() {}

    static List<String> broken(Trace trace) {
        List<String> broken = new ArrayList<>();
        boolean whole = !trace.history().holds(Step.Suspend.class)
                && !trace.history().holds(Step.Unbind.class);
        for (int group = 0; group < trace.history().groups(); group++) {
            String id = Site.groupId(group);
            List<Instant> ends = trace.windows().stream()
                    .map(AcceptedWindow::window)
                    .filter(window -> window.groupId().equals(id))
                    .map(window -> window.end())
                    .toList();
            for (int i = 1; i < ends.size(); i++) {
                Instant next = ends.get(i - 1).plus(BriskProfile.WINDOW);
                boolean right = whole ? ends.get(i).equals(next) : !ends.get(i).isBefore(next);
                if (!right) {
                    broken.add("law 4: the window of " + id + " up to " + ends.get(i) + " follows that up to "
                            + ends.get(i - 1));
                }
            }
        }
        return broken;
    }
}
