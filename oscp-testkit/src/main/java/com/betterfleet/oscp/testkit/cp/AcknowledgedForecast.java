package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.time.Instant;

/**
 * A forecast that the Flexibility Provider has answered with success: from then on it is bound by it.
 *
 * @param requestId its X-Request-ID
 * @param forecast what it says
 * @param body its bytes
 * @param firstSentAt when it was sent for the first time; it may have arrived then already
 * @param acknowledgedAt when the first answer of success arrived
 */
public record AcknowledgedForecast(
        String requestId, RawForecast forecast, RawBytes body, Instant firstSentAt, Instant acknowledgedAt) {}
