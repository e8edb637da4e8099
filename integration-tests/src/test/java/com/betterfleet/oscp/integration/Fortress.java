package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import java.time.Duration;
import java.util.List;

/** What is attacked, and all that can be seen of it. */
interface Fortress {
    InboundAnswer handle(InboundRequest request);

    /** Equal only if nothing has changed: what is stored, what was ordered. */
    String state();

    /** What the host was told since this was asked last. */
    List<String> events();

    /** What was logged since this was asked last. */
    List<CapturedLog.Line> log();

    void letTimePass(Duration duration);
}
