package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.message.RequestId;
import java.util.Optional;

/**
 * Something that limits an instant.
 *
 * @param ground what kind of statement it is
 * @param power what it allows
 * @param source the forecast it comes from, where it comes from one
 * @param block the forecasted block, where there is one
 */
public record Statement(Ground ground, Power power, Optional<RequestId> source, Optional<Block> block) {
    static Statement of(Ground ground, Block block) {
        return new Statement(ground, block.power(), Optional.of(block.source()), Optional.of(block));
    }

    static Statement of(Ground ground, Power power) {
        return new Statement(ground, power, Optional.empty(), Optional.empty());
    }

    static Statement zero(ZeroSpan zero) {
        return new Statement(Ground.PROTECTIVE_ZERO, Power.ZERO, Optional.of(zero.source()), Optional.empty());
    }

    /** The smaller one; of equal ones this. */
    Statement min(Statement other) {
        return other.power.isBelow(power) ? other : this;
    }

    /**
     * The statement in words.
     *
     * @return for example {@code forecast 7f3a: 120 kW}
     */
    public String toText() {
        return name() + ": " + power;
    }

    private String name() {
        String from = source.map(id -> " " + id).orElse("");
        return switch (ground) {
            case FORECAST -> "forecast" + from;
            case AGREED_FALLBACK -> "the utility's fallback forecast" + from;
            case HOST_FALLBACK -> "fallback of the binding";
            case EARLIER_FORECAST -> "earlier forecast" + from;
            case NEIGHBOUR -> "smaller neighbour of a gap, forecast" + from;
            case REMAINDER -> "replaced forecast" + from;
            case RECORDED -> "recorded forecast" + from;
            case PROTECTIVE_ZERO -> "protective zero, forecast" + from;
            case WISH -> "the utility's wish" + from;
            case SITE_LIMIT -> "site limit";
        };
    }
}
