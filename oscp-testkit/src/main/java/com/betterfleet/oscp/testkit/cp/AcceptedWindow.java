package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;

/**
 * A metering window that was answered with success.
 *
 * @param requestId the X-Request-ID of the message that brought it
 * @param acceptedAt when
 * @param window what it says
 */
public record AcceptedWindow(String requestId, Instant acceptedAt, MeteredWindow window) {}
