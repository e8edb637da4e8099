package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.internal.runtime.LimitService.Situation;
import com.betterfleet.oscp.limit.Breach;
import com.betterfleet.oscp.limit.Confirmed;
import com.betterfleet.oscp.limit.Issued;
import com.betterfleet.oscp.limit.Track;
import com.betterfleet.oscp.operation.LimitStatus;

/** What an operator sees of a limit. */
final class LimitStatuses {
    private LimitStatuses() {}

    static LimitStatus of(Situation situation, Direction direction) {
        Track track = situation.limit().value().track(direction);
        return new LimitStatus(
                direction,
                track.mode(),
                track.planned(),
                track.issued().map(Issued::order),
                track.confirmed().map(Confirmed::readBack),
                track.confirmed().map(Confirmed::revision).orElse(0L),
                track.breach().map(Breach::since),
                situation.limit().value().horizonEnd(direction));
    }
}
