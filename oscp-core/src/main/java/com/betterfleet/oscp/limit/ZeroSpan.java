package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * A protective zero: the utility asked for no consumption at all.
 *
 * @param from the first start of its forecast
 * @param horizonEnd the end of the last block of its forecast
 * @param endsAt where a later forecast ends it, if one has come
 * @param endedBy that forecast
 * @param since when the protection began that it continues
 * @param source the forecast
 * @param arrival the forecast's number in the order of arrival
 */
public record ZeroSpan(
        Instant from,
        Instant horizonEnd,
        Optional<Instant> endsAt,
        Optional<RequestId> endedBy,
        Instant since,
        RequestId source,
        long arrival) {
    boolean rulesAt(Instant t, ZeroAfterHorizon policy) {
        return !t.isBefore(from) && t.isBefore(until(policy));
    }

    Instant until(ZeroAfterHorizon policy) {
        Instant own = policy == ZeroAfterHorizon.STAY ? Instant.MAX : horizonEnd;
        return endsAt.filter(own::isAfter).orElse(own);
    }

    /** Of several forecasts that end it the one that does so first counts. */
    ZeroSpan endingAt(Instant end, RequestId by) {
        boolean sooner = endsAt.filter(other -> !end.isBefore(other)).isEmpty();
        return sooner
                ? new ZeroSpan(from, horizonEnd, Optional.of(end), Optional.of(by), since, source, arrival)
                : this;
    }
}
