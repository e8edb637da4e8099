package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.testkit.wire.Line;
import java.util.List;

/** One thing that happens in a history. Seconds count from its start; powers are kilowatts. */
sealed interface Step {
    /** What an operator of the depot does; if the process is down, as soon as it is up again. */
    sealed interface Operator extends Step {}

    /** The connection is made. */
    record Connect() implements Operator {}

    /** A group is bound, or its binding edited. */
    record Bind(int group, int siteLimit, int fallback) implements Operator {}

    record Unbind(int group) implements Operator {}

    record Suspend() implements Operator {}

    record Resume() implements Operator {}

    /** The depot is told to shake hands now. */
    record HandshakeNow() implements Operator {}

    record ResendLimit(int group) implements Operator {}

    /** The utility starts a handshake. */
    record UtilityHandshake() implements Step {}

    /** The utility begins the exchange of tokens. */
    record UtilityRegister() implements Step {}

    /** The utility sends a forecast: blocks of one length, one after the other. */
    record Forecast(int group, String type, int start, int length, List<Integer> kilowatts) implements Step {
        public Forecast {
            kilowatts = List.copyOf(kilowatts);
        }

        int end() {
            return start + length * kilowatts.size();
        }
    }

    /** Both ways of the line break. */
    record Cut(Line.Fault fault) implements Step {}

    record Restore() implements Step {}
}
