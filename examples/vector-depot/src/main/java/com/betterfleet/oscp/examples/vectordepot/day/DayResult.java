package com.betterfleet.oscp.examples.vectordepot.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a day. Times are virtual.
 *
 * @param seed the seed
 * @param forecastsReceived forecasts that the depot answered 204
 * @param forecastsRefused forecasts that the depot answered otherwise
 * @param blocksOrdered quarter hours at whose deadline the circuit obeyed the block's limit
 * @param blocksDue quarter hours for which a block ruled on a living line
 * @param ordersConfirmed orders confirmed by read-back
 * @param worstReceiptToConfirmedMs the longest from the cause of an order to its confirmation, in milliseconds
 * @param windowsDue metering windows of the day
 * @param windowsAcknowledged metering windows that the simulated Vector took
 * @param secondsAboveLimit seconds in which more was drawn than allowed, beyond the apply deadline
 * @param fallbackEntries how often the mode became FALLBACK
 * @param fallbackExits how often it ceased to be
 * @param restarts how often the host crashed and came back
 * @param lost messages acknowledged by either side without their effect
 * @param complaints what the simulated Vector found wrong with our messages
 */
public record DayResult(
        long seed,
        int forecastsReceived,
        int forecastsRefused,
        int blocksOrdered,
        int blocksDue,
        int ordersConfirmed,
        long worstReceiptToConfirmedMs,
        int windowsDue,
        int windowsAcknowledged,
        int secondsAboveLimit,
        long fallbackEntries,
        long fallbackExits,
        int restarts,
        int lost,
        List<String> complaints) {
    /** Copies the list. */
    public DayResult {
        complaints = List.copyOf(complaints);
    }

    /**
     * Whether the day went well: nothing lost or refused, no window missing, no block missed, nothing drawn above the limit, no
     * complaint.
     *
     * @return whether all of that holds
     */
    public boolean good() {
        return lost == 0
                && forecastsRefused == 0
                && windowsAcknowledged == windowsDue
                && blocksOrdered == blocksDue
                && secondsAboveLimit == 0
                && complaints.isEmpty();
    }

    /**
     * This result as one line of JSON.
     *
     * @return the JSON text
     */
    public String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", seed);
        fields.put("forecastsReceived", forecastsReceived);
        fields.put("forecastsRefused", forecastsRefused);
        fields.put("blocksOrdered", blocksOrdered);
        fields.put("blocksDue", blocksDue);
        fields.put("ordersConfirmed", ordersConfirmed);
        fields.put("worstReceiptToConfirmedMs", worstReceiptToConfirmedMs);
        fields.put("windowsDue", windowsDue);
        fields.put("windowsAcknowledged", windowsAcknowledged);
        fields.put("secondsAboveLimit", secondsAboveLimit);
        fields.put("fallbackEntries", fallbackEntries);
        fields.put("fallbackExits", fallbackExits);
        fields.put("restarts", restarts);
        fields.put("lost", lost);
        fields.put("complaints", complaints);
        try {
            return new JsonMapper().writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
