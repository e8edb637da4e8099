package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;

/**
 * A message that waits for an operator: see {@link Operations#retryParked} and {@link Operations#discardParked}.
 *
 * @param requestId its {@code X-Request-ID}
 * @param action which message
 * @param subject what it is about, for example the start of its window
 * @param why why it was parked: the peer's status and words, or the bound; it never holds a secret
 */
public record ParkedMessage(RequestId requestId, Action action, String subject, String why) {}
