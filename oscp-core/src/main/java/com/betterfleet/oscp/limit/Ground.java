package com.betterfleet.oscp.limit;

/** What kind of statement limits an instant. */
public enum Ground {
    /** A CONSUMPTION or GENERATION block of this session. */
    FORECAST,
    /** A FALLBACK_* block of the utility, obeyed as sent. */
    AGREED_FALLBACK,
    /** The binding's fallback. */
    HOST_FALLBACK,
    /** A block of another session, or one heard while the line is not agreed: it can only lower. */
    EARLIER_FORECAST,
    /** The smaller of the two blocks around a gap. */
    NEIGHBOUR,
    /** What was replaced, but bounds the time before its successor begins (REPLACE_ALL). */
    REMAINDER,
    /** A forecast accepted while the line was not agreed and not laid in since. */
    RECORDED,
    /** The protective zero. */
    PROTECTIVE_ZERO,
    /** An OPTIMUM block: what the utility would like, handed to the sink as the order's wish, never a bound. */
    WISH,
    /** The binding's site limit, over everything. */
    SITE_LIMIT
}
