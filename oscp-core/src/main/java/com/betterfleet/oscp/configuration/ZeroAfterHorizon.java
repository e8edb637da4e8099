package com.betterfleet.oscp.configuration;

/** What becomes of a protective zero when the horizon of the profile that started it has ended. */
public enum ZeroAfterHorizon {
    /** It stays until a normal forecast ends it (the default). */
    STAY,
    /** It ends with its last block; from there the ruling fallback holds. */
    FALLBACK
}
