package com.betterfleet.oscp.profile;

/** Whether a partner exchanges tokens by Register, and who begins. */
public enum Registration {
    /** Tokens, or other credentials, are agreed out of band: Register is neither sent nor taken. */
    NONE,
    /** The peer begins; we answer its Register with ours. */
    AWAIT,
    /** We begin, as soon as the connection exists; a peer that begins too is answered all the same. */
    INITIATE
}
