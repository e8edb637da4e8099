/**
 * Messages that wait to be sent: at least once, in order per group, with the same {@code X-Request-ID} on each try.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.outbox;

import javax.annotation.ParametersAreNonnullByDefault;
