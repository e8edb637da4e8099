/**
 * What the utility has said, kept as it was said.
 *
 * <p>An UpdateGroupCapacityForecast is first translated ({@link com.betterfleet.oscp.forecast.ForecastTranslator}): units
 * become exact watts, phases become totals, overlaps inside the message take the smaller power, and each block keeps its
 * wire value and the request id it came with. Then it is laid into the {@link com.betterfleet.oscp.forecast.Book} of its
 * type, or, while the line is not agreed, only recorded there
 * ({@link com.betterfleet.oscp.forecast.BookKeeper}). A book answers what the forecasts of its type say for an instant;
 * it knows no mode, no fallback of the host and no limit. That is the work of the package {@code limit}.
 *
 * <p>Everything here is an immutable value or a pure function of its arguments, and therefore thread-safe.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.forecast;

import javax.annotation.ParametersAreNonnullByDefault;
