package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What one forecasted block says, apart from when.
 *
 * @param power the most (or, for OPTIMUM, the wished) power of the whole connection
 * @param capacity the value on the wire; for single phases that of the smallest one
 * @param unit the unit on the wire
 * @param phase the phase on the wire
 * @param source the {@code X-Request-ID} of the message it came with
 * @param session the link session the message was accepted under
 * @param arrival the number of the message in the order of arrival at its group; 0 before it is known
 * @param protective whether its message is a CONSUMPTION forecast that is all zero
 */
public record Block(
        Power power,
        BigDecimal capacity,
        CapacityUnit unit,
        Phase phase,
        RequestId source,
        long session,
        long arrival,
        boolean protective) {
    private static final Comparator<Block> BY_POWER = Comparator.comparing(Block::power)
            .thenComparing(Block::unit)
            .thenComparing(Block::phase)
            .thenComparing(Block::arrival);

    /**
     * The block with the smaller power; commutative and associative for blocks of one message (rule I7).
     *
     * @param one a block
     * @param other another one for the same time
     * @return the smaller one
     */
    public static Block smaller(Block one, Block other) {
        return BY_POWER.compare(one, other) <= 0 ? one : other;
    }

    Block arrived(long number, boolean isProtective) {
        return new Block(power, capacity, unit, phase, source, session, number, isProtective);
    }

    /** The smaller power, but with the session and the place in the order of the later message (rule I11). */
    static Block lateMerge(Block held, Block late) {
        Block least = held.power.isBelow(late.power) ? held : late;
        return new Block(
                least.power,
                least.capacity,
                least.unit,
                least.phase,
                least.source,
                late.session,
                late.arrival,
                least.protective);
    }
}
