package com.betterfleet.oscp.integration.crash;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that witnesses saw of one run.
 *
 * @param history what was to happen
 * @param stops where the process was stopped
 * @param moments every moment at which it could have been
 * @param exchanges what passed the wire
 * @param claimed which request ids the store took
 * @param forecasts what the utility's forecasts say, by request id
 * @param seconds what was to be seen in each second, half a second after it began
 * @param windows the metering windows that the utility took
 * @param faults what somebody found wrong during the run
 */
record Trace(
        History history,
        List<Stop> stops,
        List<String> moments,
        List<Exchange> exchanges,
        List<Notary.Claimed> claimed,
        Map<String, Step.Forecast> forecasts,
        List<Second> seconds,
        List<AcceptedWindow> windows,
        List<String> faults) {
    /**
     * One second.
     *
     * @param at the instant of the look
     * @param alive whether the process ran
     * @param suspended whether the operator's last word was to suspend
     * @param groups each group
     */
    record Second(Instant at, boolean alive, boolean suspended, List<Group> groups) {}

    /**
     * A group in one second.
     *
     * @param inForce kilowatts in force at the circuit, {@link Circuits#NONE} if none
     * @param siteLimit kilowatts of its site limit, 0 while not bound
     * @param fallback kilowatts of its fallback
     * @param bound whether the operator's last word was to bind it
     * @param mode what the process says of it; empty while it is down or the group unknown
     */
    record Group(int inForce, int siteLimit, int fallback, boolean bound, Optional<Mode> mode) {}

    /** At what the process was stopped, in words. */
    String moment(Stop stop) {
        return stop.moment() <= moments.size() ? moments.get(stop.moment() - 1) : "never";
    }
}
